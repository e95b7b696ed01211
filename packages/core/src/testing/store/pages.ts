import assert from 'node:assert/strict';
import { healthy, type RecordEntry, type RecordQuery, type Store } from '../../store/store.ts';
import { commitRecords, sampleCommit, sampleEvent, sampleQuarantined, sampleRecord, stateOf } from '../samples.ts';
import type { StorePart } from './part.ts';

const plenty = { events: 1000, bytes: 1024 * 1024 };
const at = Date.UTC(2026, 5, 1);

/** Records 1 to 5 in order, with 3 in quarantine: `one` accepted 1, rejected 2, and has 4 to try again. */
async function fill(store: Store): Promise<void> {
  await store.attach(['one']);
  await commitRecords(store, [1, 2]);
  await store.commit(0, (journal) => sampleCommit({ quarantined: [sampleQuarantined(3)], state: stateOf(journal) }));
  await commitRecords(store, [4]);
  const positions = (await store.waiting('one', plenty)).map(({ position }) => position);
  await store.settle(
    'one',
    [
      { position: positions[0] ?? 0, status: 'accepted', receipt: 'receipt-1' },
      { position: positions[1] ?? 0, status: 'rejected', why: 'too odd' },
      { position: positions[2] ?? 0, status: 'retry', why: 'HTTP 503' },
    ],
    { ...healthy, lastAnswerAt: at },
  );
  await store.attach(['one', 'two']);
  await store.commit(0, (journal) => sampleCommit({ records: [namedRecord(5)], state: stateOf(journal) }));
}

/** A record with a name and a time of its own. */
function namedRecord(number: number): ReturnType<typeof sampleRecord> {
  const event = { ...sampleEvent(number), name: 'other event', timestamp: '2026-03-01T00:00:00.000Z' };
  const json = JSON.stringify(event);
  return { ...sampleRecord(number), event, json, bytes: Buffer.byteLength(json) };
}

const numberOf = (entry: RecordEntry): unknown =>
  entry.kind === 'record' ? entry.event.properties['number'] : `q${entry.quarantined.fields.join()}`;

async function found(store: Store, query: Partial<RecordQuery>): Promise<readonly unknown[]> {
  const { entries } = await store.records({ order: 'oldest', limit: 100, ...query });
  return entries.map(numberOf);
}

/** Records and quarantined events as an operator sees them. */
export const storePagesPart: StorePart = (test) => {
  test('shows records and quarantined events in their order, the oldest or the newest first', async (store) => {
    await fill(store);
    assert.deepEqual(await found(store, {}), [1, 2, 'qnumber', 4, 5]);
    assert.deepEqual(await found(store, { order: 'newest' }), [5, 4, 'qnumber', 2, 1]);
  });

  test('shows them in pages, none twice and none left out', async (store) => {
    await fill(store);
    for (const order of ['oldest', 'newest'] as const) {
      const seen: unknown[] = [];
      let after: number | undefined;
      for (let page = 0; page < 9; page += 1) {
        const { entries, next } = await store.records({ order, limit: 2, ...(after === undefined ? {} : { after }) });
        seen.push(...entries.map(numberOf));
        if (next === null) break;
        after = next;
      }
      assert.deepEqual(seen, order === 'oldest' ? [1, 2, 'qnumber', 4, 5] : [5, 4, 'qnumber', 2, 1]);
    }
  });

  test('shows a record whole, with what allowed it and what became of it at each sink', async (store) => {
    await fill(store);
    const { entries } = await store.records({ order: 'oldest', limit: 100 });
    const [accepted, rejected, quarantined, retried, last] = entries;
    const { json: _, ...whole } = sampleRecord(1);
    assert.deepEqual(accepted, {
      kind: 'record',
      position: accepted?.position,
      ...whole,
      sinks: { one: { state: 'accepted', why: null, receipt: 'receipt-1', at } },
    });
    const sinksOf = (entry: RecordEntry | undefined) => (entry?.kind === 'record' ? entry.sinks : null);
    assert.deepEqual(sinksOf(rejected), { one: { state: 'rejected', why: 'too odd', receipt: null, at } });
    assert.deepEqual(sinksOf(retried), { one: { state: 'waiting', why: 'HTTP 503', receipt: null, at: null } });
    const waiting = { state: 'waiting', why: null, receipt: null, at: null };
    assert.deepEqual(sinksOf(last), { one: waiting, two: waiting });
    assert.deepEqual(quarantined, {
      kind: 'quarantined',
      position: quarantined?.position,
      quarantined: sampleQuarantined(3),
    });
  });

  test('finds them by state, sink, name and time', async (store) => {
    await fill(store);
    assert.deepEqual(await found(store, { state: 'waiting' }), [4, 5]);
    assert.deepEqual(await found(store, { state: 'accepted' }), [1]);
    assert.deepEqual(await found(store, { state: 'rejected' }), [2]);
    assert.deepEqual(await found(store, { state: 'withdrawn' }), []);
    assert.deepEqual(await found(store, { state: 'quarantined' }), ['qnumber']);
    assert.deepEqual(await found(store, { sink: 'one' }), [1, 2, 4, 5]);
    assert.deepEqual(await found(store, { sink: 'two' }), [5]);
    assert.deepEqual(await found(store, { sink: 'two', state: 'accepted' }), []);
    assert.deepEqual(await found(store, { sink: 'nobody' }), []);
    assert.deepEqual(await found(store, { name: 'other event' }), [5]);
    assert.deepEqual(await found(store, { name: 'no such event' }), []);
    assert.deepEqual(await found(store, { from: Date.UTC(2026, 2, 1) }), [5]);
    assert.deepEqual(await found(store, { to: Date.UTC(2026, 2, 1) }), [1, 2, 'qnumber', 4]);
    assert.deepEqual(await found(store, { from: Date.UTC(2026, 0, 1), to: Date.UTC(2026, 0, 1) }), []);
  });

  test('counts how often delivery was asked for, and tells of it', async (store) => {
    let calls = 0;
    const end = store.onCommit(() => (calls += 1));
    const before = await store.deliveryRequests();
    await store.requestDelivery();
    await store.requestDelivery();
    end();
    assert.equal(await store.deliveryRequests(), before + 2);
    assert.equal(calls, 2);
  });

  test('says what it takes', async (store) => {
    await fill(store);
    const { bytes } = await store.counts();
    assert.ok(bytes > 0 && Number.isSafeInteger(bytes), `it says ${bytes}`);
  });
};
