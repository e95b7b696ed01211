import { eraseFrom } from '../lifecycle/erase-from.ts';
import type { Erased } from '../lifecycle/options.ts';
import type { Erasure } from '../store/store.ts';
import { knownIdentity, operatorFact, withStore, type Desk } from './desk.ts';

/** A large database takes its time, and must not be left half erased. */
const eraseMillis = 600_000;

/** Deletes here what was collected, and says where to write about what was delivered. */
export async function erase(desk: Desk, what: Erasure): Promise<Erased> {
  const records = await withStore(
    desk,
    async (store) => {
      const before = await store.counts();
      await eraseFrom(store, what, operatorFact(desk));
      const after = await store.counts();
      return Math.max(0, before.records + before.quarantined - after.records - after.quarantined);
    },
    eraseMillis,
  );
  const { id } = await knownIdentity(desk);
  return { records: records ?? 0, id, contact: desk.session.plan.maintainer.contact };
}
