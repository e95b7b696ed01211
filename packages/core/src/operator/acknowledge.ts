import { isDryRun } from '../lifecycle/notice-keeper.ts';
import { noticeText } from '../lifecycle/notice-text.ts';
import type { Acknowledged, AcknowledgeOptions, Notice } from '../lifecycle/options.ts';
import { acknowledged, noted, standingOf } from '../lifecycle/standing.ts';
import { foldFact } from '../pipeline/fold.ts';
import { emptyState } from '../pipeline/state.ts';
import { newSince } from '../plan/new-since.ts';
import type { Decided } from '../store/decisions.ts';
import { operatorFact, withStore, type Desk } from './desk.ts';

/**
 * Keeps that the operator has accepted the plan, and lets other processes know. Rejects where it cannot be kept, and where they
 * were not told first what they accept.
 */
export async function acknowledge(desk: Desk, { isShown = false }: AcknowledgeOptions): Promise<Acknowledged> {
  const { plan, decisions, surroundings } = desk.session;
  if (!decisions.lasting && desk.running === null) {
    throw new Error(
      'Failed to acknowledge: there is no place where it would outlive this process. Give the store one: ' +
        'memoryStore({ decisions: fileDecisions({ path }) }).',
    );
  }
  const now = surroundings.clock.now();
  const before: Decided = await decisions.read();
  if (!isShown && !wasShown(desk, before)) {
    throw new Error(
      `Failed to acknowledge: the notice of plan version ${plan.version} was not shown yet. Start the application, which shows ` +
        'it, or show what notice() gives to the operator, and acknowledge with isShown: true.',
    );
  }
  await decisions.update((decided) => acknowledged(plan, isShown ? noted(plan, decided, now) : decided));
  await tellOthers(desk).catch(() => {});
  return { version: plan.version, accepted: newSince(plan, standingOf(plan, before, now).collects) };
}

/** The notice, for whoever is to accept it. Shows nothing, and keeps nothing. */
export async function noticeOf(desk: Desk): Promise<Notice> {
  const { plan, options, decisions, surroundings } = desk.session;
  const { sinks = [], command = 'plainsight' } = options;
  const now = surroundings.clock.now();
  const decided: Decided = await decisions.read();
  const { [plan.version]: _, ...others } = decided.noticeShown ?? {};
  const asBefore = { ...decided, noticeShown: others };
  return {
    version: plan.version,
    text: noticeText(plan, asBefore, { sinks, command, now }),
    wasShown: wasShown(desk, decided),
  };
}

/** Telemetry that runs here has shown it, where anything leaves, also where that could not be kept. */
function wasShown({ session, running }: Desk, decided: Decided): boolean {
  const { plan, options, surroundings } = session;
  const { accepted, shownAt } = standingOf(plan, decided, surroundings.clock.now());
  const isShownHere = running !== null && !isDryRun(options.sinks ?? []);
  return isShownHere || shownAt !== null || (accepted ?? 0) >= plan.version;
}

/** A fact that changes nothing is noticed by whoever shares the store, who then reads what was decided. */
async function tellOthers(desk: Desk): Promise<void> {
  await withStore(desk, (store) =>
    store.commit(-1, ({ state, facts }) => ({
      facts: [{ ...operatorFact(desk), kind: 'acknowledge', version: desk.session.plan.version }],
      state: facts.reduce(foldFact, state ?? emptyState),
      records: [],
      quarantined: [],
      dropped: 0,
    })),
  );
}
