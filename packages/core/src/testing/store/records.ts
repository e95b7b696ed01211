import assert from 'node:assert/strict';
import type { Store } from '../../store/store.ts';
import { commitRecords, countsIn, sampleCommit, sampleQuarantined, sampleRecord } from '../samples.ts';
import type { StorePart } from './part.ts';

const plenty = { events: 1000, bytes: 1024 * 1024 };

/** Numbers of the sample records that wait. */
async function waitingFor(store: Store, sink: string, limits = plenty): Promise<readonly unknown[]> {
  return (await store.waiting(sink, limits)).map(({ event }) => event.properties['number']);
}

/** Records as they wait for one sink. */
export const storeRecordsPart: StorePart = (test) => {
  test('gives what waits as it was committed, the oldest first, with positions from 1 that go up', async (store) => {
    await store.attach(['one']);
    await commitRecords(store, [3, 1]);
    await commitRecords(store, [2]);
    const waiting = await store.waiting('one', plenty);
    assert.deepEqual(
      waiting.map(({ event, bytes, receipt }) => ({ event, bytes, receipt })),
      [3, 1, 2].map(sampleRecord).map(({ event, bytes, receipt }) => ({ event, bytes, receipt })),
    );
    const positions = waiting.map(({ position }) => position);
    assert.deepEqual(
      positions,
      positions.toSorted((one, other) => one - other),
    );
    assert.ok((positions[0] ?? 0) >= 1);
    assert.equal(new Set(positions).size, 3);
  });

  test('gives nothing where nothing waits', async (store) => {
    await store.attach(['one']);
    assert.deepEqual(await store.waiting('one', plenty), []);
  });

  test('gives the same again until it is settled', async (store) => {
    await store.attach(['one']);
    await commitRecords(store, [1, 2]);
    assert.deepEqual(await waitingFor(store, 'one'), [1, 2]);
    assert.deepEqual(await waitingFor(store, 'one'), [1, 2]);
  });

  test('keeps a batch within the limits', async (store) => {
    await store.attach(['one']);
    await commitRecords(store, [1, 2, 3]);
    const [one = 0, two = 0, three = 0] = [1, 2, 3].map((number) => sampleRecord(number).bytes);
    assert.deepEqual(await waitingFor(store, 'one', { events: 2, bytes: plenty.bytes }), [1, 2]);
    assert.deepEqual(await waitingFor(store, 'one', { events: 3, bytes: one + two }), [1, 2]);
    assert.deepEqual(await waitingFor(store, 'one', { events: 3, bytes: one + two + three - 1 }), [1, 2]);
    assert.deepEqual(await waitingFor(store, 'one', { events: 3, bytes: one + two + three }), [1, 2, 3]);
  });

  test('gives one record that alone is over the limit', async (store) => {
    await store.attach(['one']);
    await commitRecords(store, [1, 2]);
    assert.deepEqual(await waitingFor(store, 'one', { events: 10, bytes: 1 }), [1]);
  });

  test('does not keep a record twice whose uuid it has', async (store) => {
    await store.attach(['one']);
    await commitRecords(store, [1, 2, 1]);
    await commitRecords(store, [2, 3]);
    assert.deepEqual(await waitingFor(store, 'one'), [1, 2, 3]);
    assert.equal((await store.counts()).records, 3);
  });

  test('counts quarantined events, each once', async (store) => {
    const quarantined = [1, 2, 1].map(sampleQuarantined);
    await store.commit(0, () => sampleCommit({ quarantined }));
    await store.commit(0, () => sampleCommit({ quarantined }));
    assert.equal((await store.counts()).quarantined, 2);
  });

  test('commits records and quarantined events with the facts that they follow from', async (store) => {
    await store.attach(['one']);
    await store.commit(0, () =>
      sampleCommit({ records: [sampleRecord(1)], quarantined: [sampleQuarantined(2)], dropped: 1 }),
    );
    const counts = await countsIn(store);
    assert.deepEqual(counts, {
      sinks: { one: { waiting: 1, accepted: 0, rejected: 0 } },
      records: 1,
      quarantined: 1,
      dropped: 1,
    });
  });
};
