import { standingFor } from '../lifecycle/notice-keeper.ts';
import type { NoticeStatus } from '../lifecycle/options.ts';
import type { Session } from '../lifecycle/session.ts';
import { newSince } from '../plan/new-since.ts';

/** What the operator was told and has accepted, for people. */
export async function noticeStatusOf(session: Session): Promise<NoticeStatus> {
  const { accepted, collects, shownAt, sendsFrom, collectsAllFrom } = await standingFor(session);
  return {
    acceptedVersion: accepted,
    shownAt: isoOf(shownAt),
    sendsFrom: isoOf(sendsFrom),
    withheld: newSince(session.plan, collects),
    withheldUntil: isoOf(collectsAllFrom),
  };
}

/** For ever, and never, are no time. */
const isoOf = (millis: number | null): string | null =>
  millis === null || !Number.isFinite(millis) ? null : new Date(millis).toISOString();
