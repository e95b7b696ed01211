import assert from 'node:assert/strict';
import { healthy, type Store } from '../../store/store.ts';
import {
  commitRecords,
  countsIn,
  sampleCommit,
  sampleFact,
  sampleQuarantined,
  sampleWriter,
  stateOf,
} from '../samples.ts';
import type { StorePart } from './part.ts';

const plenty = { events: 1000, bytes: 1024 * 1024 };
const nobody = { waiting: 0, accepted: 0, rejected: 0 };

/** Numbers of the sample records that wait. */
async function waitingFor(store: Store, sink: string): Promise<readonly unknown[]> {
  return (await store.waiting(sink, plenty)).map(({ event }) => event.properties['number']);
}

/** What is deleted, and what is not. */
export const storeErasePart: StorePart = (test) => {
  test('deletes, where what was not sent is erased, all that waits and all that is quarantined', async (store) => {
    await store.attach(['one', 'two']);
    await commitRecords(store, [1, 2]);
    await store.commit(0, () => sampleCommit({ quarantined: [sampleQuarantined(3)] }));
    await store.erase('unsent');
    assert.deepEqual(await waitingFor(store, 'one'), []);
    assert.deepEqual(await waitingFor(store, 'two'), []);
    const none = { waiting: 0, accepted: 0, rejected: 0 };
    assert.deepEqual(await countsIn(store), {
      sinks: { one: none, two: none },
      records: 0,
      quarantined: 0,
      dropped: 0,
    });
  });

  test('keeps, where what was not sent is erased, what a sink accepted, and lets it wait for no other', async (store) => {
    await store.attach(['one', 'two']);
    await commitRecords(store, [1, 2]);
    const [first] = await store.waiting('one', plenty);
    await store.settle('one', [{ position: first?.position ?? 0, status: 'accepted' }], healthy);
    await store.erase('unsent');
    const counts = await countsIn(store);
    assert.equal(counts.records, 1);
    assert.deepEqual(counts.sinks, {
      one: { waiting: 0, accepted: 1, rejected: 0 },
      two: { waiting: 0, accepted: 0, rejected: 0 },
    });
    assert.deepEqual(await waitingFor(store, 'two'), []);
  });

  test('goes on after what was not sent was erased, and knows the state still', async (store) => {
    await store.attach(['one']);
    const writer = sampleWriter(store);
    await writer.commit(1);
    await commitRecords(store, [1]);
    await store.erase('unsent');
    await store.erase('unsent');
    assert.equal((await sampleWriter(store).commit(2)).length, 2);
    assert.equal((await writer.commit(3)).length, 3);
    await commitRecords(store, [1, 4]);
    assert.deepEqual(await waitingFor(store, 'one'), [1, 4]);
  });

  test('deletes, where what was submitted is erased, what waits for no sink any longer', async (store) => {
    await store.attach(['one', 'two']);
    await commitRecords(store, [1, 2, 3]);
    const [first, second] = await store.waiting('one', plenty);
    const settled = [first, second].map((record) => ({ position: record?.position ?? 0, status: 'accepted' as const }));
    await store.settle('one', settled, healthy);
    await store.settle('two', settled.slice(0, 1), healthy);
    await store.commit(0, (journal) => sampleCommit({ quarantined: [sampleQuarantined(9)], state: stateOf(journal) }));
    await store.erase('submitted');
    assert.deepEqual(await countsIn(store), {
      sinks: { one: { waiting: 1, accepted: 2, rejected: 0 }, two: { waiting: 2, accepted: 1, rejected: 0 } },
      records: 2,
      quarantined: 1,
      dropped: 0,
    });
    assert.deepEqual(await waitingFor(store, 'two'), [2, 3]);
  });

  test('deletes all, counts from nothing, and goes on', async (store) => {
    await store.attach(['one']);
    await commitRecords(store, [1, 2]);
    const [first] = await store.waiting('one', plenty);
    await store.settle('one', [{ position: first?.position ?? 0, status: 'accepted', receipt: 'r' }], healthy);
    await store.commit(0, (journal) =>
      sampleCommit({ quarantined: [sampleQuarantined(3)], dropped: 4, state: stateOf(journal) }),
    );
    await store.erase('all');
    assert.deepEqual(await countsIn(store), { sinks: { one: nobody }, records: 0, quarantined: 0, dropped: 0 });
    await commitRecords(store, [1, 5]);
    assert.deepEqual(await waitingFor(store, 'one'), [1, 5]);
    const { entries } = await store.records({ order: 'oldest', limit: 10 });
    assert.deepEqual(
      entries.map((entry) => (entry.kind === 'record' ? Object.values(entry.sinks).map(({ state }) => state) : [])),
      [['waiting'], ['waiting']],
    );
  });

  test('gives a writer the state anew after all was erased, and knows no fact that was there before', async (store) => {
    const writer = sampleWriter(store);
    await writer.commit(1);
    await store.erase('all');
    let known = -1;
    await store.commit(0, (journal) => {
      known = journal.known.size;
      return sampleCommit({ facts: [sampleFact(1)], state: stateOf(journal) });
    });
    assert.equal(known, 0);
  });
};
