import assert from 'node:assert/strict';
import { healthy, type NewRecord, type Store } from '../../store/store.ts';
import { commitRecords, sampleCommit, sampleEvent, sampleQuarantined, sampleRecord, stateOf } from '../samples.ts';
import type { StorePart } from './part.ts';

const always = { from: Date.UTC(1950, 0, 1), to: Date.UTC(2050, 0, 1), bucketHours: 1 };

function recordAt(number: number, timestamp: string, name = 'other event'): NewRecord {
  const event = { ...sampleEvent(number), name, timestamp };
  const json = JSON.stringify(event);
  return { ...sampleRecord(number), event, json, bytes: Buffer.byteLength(json) };
}

/** Four records and a quarantined event, in three hours of two days. */
async function fill(store: Store): Promise<void> {
  await store.attach(['one']);
  await store.commit(0, (journal) =>
    sampleCommit({
      records: [
        recordAt(1, '2026-03-01T22:59:59.999Z'),
        recordAt(2, '2026-03-01T23:00:00.000Z'),
        recordAt(3, '2026-03-01T23:30:00.000Z', 'sample event'),
        recordAt(4, '2026-03-02T00:00:00.000Z'),
      ],
      quarantined: [{ ...sampleQuarantined(5), timestamp: '2026-03-01T23:10:00.000Z' }],
      state: stateOf(journal),
    }),
  );
}

/** How many events there are of each hour and day. */
export const storeActivityPart: StorePart = (test) => {
  test('counts records by hour and name, and quarantined events by hour', async (store) => {
    await fill(store);
    assert.deepEqual(await store.activity(always), [
      { at: Date.UTC(2026, 2, 1, 22), names: { 'other event': 1 }, quarantined: 0 },
      { at: Date.UTC(2026, 2, 1, 23), names: { 'other event': 1, 'sample event': 1 }, quarantined: 1 },
      { at: Date.UTC(2026, 2, 2), names: { 'other event': 1 }, quarantined: 0 },
    ]);
  });

  test('counts them in buckets of more hours, from the epoch on', async (store) => {
    await fill(store);
    assert.deepEqual(await store.activity({ ...always, bucketHours: 24 }), [
      { at: Date.UTC(2026, 2, 1), names: { 'other event': 2, 'sample event': 1 }, quarantined: 1 },
      { at: Date.UTC(2026, 2, 2), names: { 'other event': 1 }, quarantined: 0 },
    ]);
  });

  test('counts those of before the epoch in the hour and the day that they are of', async (store) => {
    await store.commit(0, (journal) =>
      sampleCommit({ records: [recordAt(1, '1969-12-31T23:30:00.000Z')], state: stateOf(journal) }),
    );
    const [hour] = await store.activity(always);
    const [day] = await store.activity({ ...always, bucketHours: 24 });
    assert.deepEqual([hour?.at, day?.at], [Date.UTC(1969, 11, 31, 23), Date.UTC(1969, 11, 31)]);
  });

  test('counts the hours that are asked for, and no others', async (store) => {
    await fill(store);
    const from = Date.UTC(2026, 2, 1, 23, 30);
    const hours = await store.activity({ from, to: Date.UTC(2026, 2, 2), bucketHours: 1 });
    assert.deepEqual(
      hours.map(({ at }) => at),
      [Date.UTC(2026, 2, 1, 23)],
    );
    assert.deepEqual(await store.activity({ from: 0, to: from - 86_400_000, bucketHours: 1 }), []);
  });

  test('counts what is there once', async (store) => {
    await commitRecords(store, [1, 2, 1]);
    await commitRecords(store, [2, 3]);
    const quarantined = [4, 4].map(sampleQuarantined);
    await store.commit(0, (journal) => sampleCommit({ quarantined, state: stateOf(journal) }));
    assert.deepEqual(await store.activity(always), [
      { at: Date.UTC(2026, 0, 1), names: { 'sample event': 3 }, quarantined: 1 },
    ]);
  });

  test('counts no longer what was deleted', async (store) => {
    await fill(store);
    const [first, second] = await store.waiting('one', { events: 2, bytes: 1024 * 1024 });
    const accepted = [first, second].map((record) => ({
      position: record?.position ?? 0,
      status: 'accepted' as const,
    }));
    await store.settle('one', accepted, healthy);
    await store.erase('submitted');
    assert.deepEqual(await store.activity(always), [
      { at: Date.UTC(2026, 2, 1, 23), names: { 'sample event': 1 }, quarantined: 1 },
      { at: Date.UTC(2026, 2, 2), names: { 'other event': 1 }, quarantined: 0 },
    ]);
    await store.erase('all');
    assert.deepEqual(await store.activity(always), []);
  });
};
