import type { EraseFact } from '../facts/fact.ts';
import { foldFact } from '../pipeline/fold.ts';
import { emptyState } from '../pipeline/state.ts';
import type { Erasure, Store } from '../store/store.ts';

/** Deletes from a store that is open, and has the state forget what belongs to it. Rejects where it could not. */
export async function eraseFrom(
  store: Store,
  what: Erasure,
  base: Pick<EraseFact, 'id' | 'at' | 'instance'>,
): Promise<void> {
  // What was submitted leaves nothing in the state but hashes.
  if (what !== 'submitted') {
    const fact: EraseFact = { ...base, kind: 'erase', what };
    await store.commit(-1, ({ state, facts }) => ({
      facts: [fact],
      state: foldFact(facts.reduce(foldFact, state ?? emptyState), fact),
      records: [],
      quarantined: [],
      dropped: 0,
    }));
  }
  await store.erase(what);
}
