import type { Acknowledged } from '../lifecycle/options.ts';
import { acknowledged, standingOf } from '../lifecycle/standing.ts';
import { foldFact } from '../pipeline/fold.ts';
import { emptyState } from '../pipeline/state.ts';
import { newSince } from '../plan/new-since.ts';
import { operatorFact, withStore, type Desk } from './desk.ts';

/** Keeps that the operator has accepted the plan, and lets other processes know. Rejects where it cannot be kept. */
export async function acknowledge(desk: Desk): Promise<Acknowledged> {
  const { plan, decisions, surroundings } = desk.session;
  if (!decisions.lasting && desk.running === null) {
    throw new Error(
      'Failed to acknowledge: there is no place where it would outlive this process. Give the store one: ' +
        'memoryStore({ decisions: fileDecisions({ path }) }).',
    );
  }
  const before = standingOf(plan, await decisions.read(), surroundings.clock.now());
  await decisions.update((decided) => acknowledged(plan, decided));
  await tellOthers(desk).catch(() => {});
  return { version: plan.version, accepted: newSince(plan, before.collects) };
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
