import type { Plan } from '../plan/plan.ts';
import type { Decided } from '../store/decisions.ts';

/** What may be collected and sent at a time, by what the operator was told and has accepted. Times are in milliseconds since the epoch. */
export interface Standing {
  /** The newest plan version that was accepted; `null` when none was. */
  readonly accepted: number | null;
  /** What is newer than this plan version is not collected. */
  readonly collects: number;
  /** When the notice of this plan version was shown; `null` when it was not. */
  readonly shownAt: number | null;
  /** Nothing leaves before; `null` where it may at once. For ever where the notice was not shown. */
  readonly sendsFrom: number | null;
  /** When what is newer will be collected without more ado; `null` where it takes the operator's word, or nothing is newer. */
  readonly collectsAllFrom: number | null;
}

const hourMillis = 3600 * 1000;
/** A notice of a time further ahead is of a clock that was set back since. */
const tolerance = hourMillis;
const usualGraceHours = 24;

/**
 * The first notice holds all that was collected until its grace is over. The notice of a later version holds nothing: what is
 * new is not collected until its grace is over where the default is on, and until the operator accepts it where it is off.
 */
export function standingOf(plan: Plan, decided: Decided, now: number): Standing {
  const grace = graceMillis(plan);
  const shown = noticesOf(plan, decided, now);
  const shownAt = shown.get(plan.version) ?? null;
  const accepted = decided.acceptedVersion === undefined ? null : Math.trunc(decided.acceptedVersion);
  const first = accepted ?? Math.min(plan.version, ...shown.keys());
  const byGrace = [...shown].flatMap(([version, at]) => (at + grace <= now ? [version] : []));
  const isOn = plan.consent.default === 'on';
  const collects = Math.min(plan.version, Math.max(first, ...(isOn ? byGrace : [])));
  const opensAt = (shown.get(first) ?? Number.POSITIVE_INFINITY) + grace;
  return {
    accepted,
    collects,
    shownAt,
    sendsFrom: accepted !== null || opensAt <= now ? null : opensAt,
    collectsAllFrom: isOn && collects < plan.version && shownAt !== null ? shownAt + grace : null,
  };
}

/** Whether the notice of this plan version is to be shown. */
export function isNoticeDue(plan: Plan, decided: Decided, now: number): boolean {
  // What was accepted is accepted, whatever the clock says of the notice.
  const isAccepted = (decided.acceptedVersion ?? 0) >= plan.version;
  if (isAccepted && decided.noticeShown?.[plan.version] !== undefined) return false;
  return !noticesOf(plan, decided, now).has(plan.version);
}

/** Decisions in which is kept what time has brought: that the notice was shown now, and what was accepted by its grace. */
export function noted(plan: Plan, decided: Decided, now: number): Decided {
  const shown = { ...decided.noticeShown, [plan.version]: new Date(now).toISOString() };
  const after = isNoticeDue(plan, decided, now) ? { ...decided, noticeShown: shown } : decided;
  const { accepted, collects, sendsFrom } = standingOf(plan, after, now);
  return sendsFrom !== null || (accepted ?? 0) >= collects ? after : { ...after, acceptedVersion: collects };
}

/** Decisions in which the operator has accepted a plan. */
export const acknowledged = (plan: Plan, decided: Decided): Decided =>
  (decided.acceptedVersion ?? 0) >= plan.version ? decided : { ...decided, acceptedVersion: plan.version };

/** How long nothing leaves after the first notice, and nothing new is collected after a later one. */
const graceMillis = ({ notice }: Plan): number => (notice?.graceHours ?? usualGraceHours) * hourMillis;

/** When the notices of this version and of those before it were shown. */
function noticesOf(plan: Plan, { noticeShown = {} }: Decided, now: number): ReadonlyMap<number, number> {
  const notices = Object.entries(noticeShown).map(([version, at]) => [Number(version), Date.parse(at)] as const);
  return new Map(notices.filter(([version, at]) => version <= plan.version && at <= now + tolerance));
}
