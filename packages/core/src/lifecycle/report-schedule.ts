import { phaseOf } from '../identity/phase.ts';
import { nextSlotAfter, slotAt } from '../identity/slot.ts';
import type { ReportPlan } from '../plan/plan.ts';
import type { Clock } from '../surroundings/clock.ts';

/** When the reports of an installation are due. */
export interface ReportSchedule {
  /** What a slot is of: the report's name, with the instance where the plan reports for each. */
  readonly scope: string;
  /** Start of the slot that `now` is in, in milliseconds since the epoch. */
  slotAt(now: number): number;
  /** Start of the one after it. */
  nextSlotAt(now: number): number;
}

/** What a slot is of: the report's name, with the instance where the plan reports for each. */
export const reportScope = (report: ReportPlan, instance: string): string =>
  report.per === 'instance' ? `${report.name}/${instance}` : report.name;

const hourMillis = 3600 * 1000;

/** How often a plan reports, in milliseconds; a day where it does not. */
export const reportPeriod = (report: ReportPlan | undefined): number => (report?.everyHours ?? 24) * hourMillis;

/** Each installation has its own phase in the period, so that not all report at the same time. */
export function reportSchedule(report: ReportPlan, installation: string, instance: string): ReportSchedule {
  const period = report.everyHours * hourMillis;
  const scope = reportScope(report, instance);
  const phase = phaseOf(installation, scope, period);
  return {
    scope,
    slotAt: (now) => slotAt(now, phase, period),
    nextSlotAt: (now) => nextSlotAfter(now, phase, period),
  };
}

/**
 * Calls `due` at once, at the start of each slot, and at least once an hour, so that a slot that begins because the clock
 * was set, or the machine slept, is noticed: `due` may be called several times within a slot. Gives a function that ends it.
 */
export function everySlot(schedule: ReportSchedule, clock: Clock, due: () => void): () => void {
  let cancel = (): void => {};
  const tick = (): void => {
    const now = clock.now();
    cancel = clock.after(Math.min(Math.max(1, schedule.nextSlotAt(now) - now), hourMillis), tick);
    due();
  };
  tick();
  return () => cancel();
}
