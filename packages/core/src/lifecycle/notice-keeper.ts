import type { Sink } from '../delivery/sink.ts';
import type { Decided } from '../store/decisions.ts';
import { noticeText } from './notice-text.ts';
import type { Session } from './session.ts';
import { isNoticeDue, noted, standingOf, type Standing } from './standing.ts';

/** Shows the notice, and keeps what was shown and accepted. */
export interface NoticeKeeper {
  /**
   * What may be collected and sent now. Shows the notice where it is due, before it keeps that it did. Rejects where decisions
   * cannot be read; where they cannot be written, it is remembered as long as the process lasts.
   */
  refresh(): Promise<Standing>;
}

/** The same for whoever looks: shows nothing and keeps nothing. Where decisions cannot be read, as if nothing was decided. */
export async function standingFor({ plan, options, decisions, surroundings }: Session): Promise<Standing> {
  if (options.sinks !== undefined && isDryRun(options.sinks)) return freeStanding(plan.version);
  const decided: Decided = await decisions.read().catch(() => ({}));
  return standingOf(plan, decided, surroundings.clock.now());
}

/** Begins to, for telemetry that is on. */
export function noticeKeeper({ plan, options, decisions, logger, surroundings }: Session): NoticeKeeper {
  const { clock } = surroundings;
  const { sinks = [], command = 'plainsight' } = options;
  /** What could not be kept. */
  let unkept: Decided = {};
  let looks: Promise<unknown> = Promise.resolve();

  async function look(): Promise<Standing> {
    if (isDryRun(sinks)) return freeStanding(plan.version);
    const now = clock.now();
    const decided = joined(await decisions.read(), unkept);
    if (isNoticeDue(plan, decided, now)) logger.info(noticeText(plan, decided, { sinks, command, now }));
    const after = noted(plan, decided, now);
    if (after === decided) return standingOf(plan, decided, now);
    try {
      const kept = await decisions.update((latest) => noted(plan, joined(latest, unkept), now));
      unkept = {};
      return standingOf(plan, kept, now);
    } catch {
      unkept = after;
      return standingOf(plan, after, now);
    }
  }

  return {
    // One look after the other: the notice is shown once, and what was decided before it was asked is seen.
    refresh: () => {
      const next = looks.then(look);
      looks = next.catch(() => {});
      return next;
    },
  };
}

/** Where nothing leaves there is nothing to be told first. */
export const isDryRun = (sinks: readonly Sink[]): boolean =>
  sinks.length > 0 && sinks.every(({ dryRun }) => dryRun === true);

const freeStanding = (version: number): Standing => ({
  accepted: null,
  collects: version,
  shownAt: null,
  sendsFrom: null,
  collectsAllFrom: null,
});

function joined(kept: Decided, { noticeShown, acceptedVersion = 0 }: Decided): Decided {
  if (noticeShown === undefined && acceptedVersion === 0) return kept;
  const accepted = Math.max(kept.acceptedVersion ?? 0, acceptedVersion);
  return {
    ...kept,
    noticeShown: { ...noticeShown, ...kept.noticeShown },
    ...(accepted === 0 ? {} : { acceptedVersion: accepted }),
  };
}
