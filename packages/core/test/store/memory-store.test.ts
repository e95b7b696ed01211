import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventJson } from '../../src/pipeline/event-text.ts';
import { fileDecisions } from '../../src/store/file-decisions.ts';
import { memoryStore, type MemoryStoreOptions } from '../../src/store/memory-store.ts';
import { healthy, type NewRecord, type Settlement, type Store } from '../../src/store/store.ts';
import { runAgainstModel, storeContract } from '../../src/testing/index.ts';
import { commitRecords, sampleCommit, sampleFact, sampleQuarantined, sampleRecord } from '../../src/testing/samples.ts';
import { commands } from '../testing/commands.ts';

const supports = { durable: false, shared: false };
const plenty = { events: 100_000, bytes: Number.MAX_SAFE_INTEGER };

storeContract({ describe, it }, { name: 'memoryStore', supports, create: () => ({ store: memoryStore() }) });

storeContract(
  { describe, it },
  {
    name: 'memoryStore with fileDecisions',
    supports,
    create: async () => {
      const directory = await mkdtemp(join(tmpdir(), 'plainsight-store-'));
      return {
        store: memoryStore({ decisions: fileDecisions({ path: join(directory, 'decisions.json') }) }),
        remove: () => rm(directory, { recursive: true }),
      };
    },
  },
);

async function openStore(options: MemoryStoreOptions = {}): Promise<Store> {
  const store = memoryStore(options);
  await store.open();
  await store.attach(['one']);
  return store;
}

const numbersOf = async (store: Store, sink = 'one'): Promise<readonly unknown[]> =>
  (await store.waiting(sink, plenty)).map(({ event }) => event.properties['number']);

async function settleFirst(store: Store, sink: string, statuses: readonly Settlement['status'][]): Promise<void> {
  const waiting = await store.waiting(sink, plenty);
  await store.settle(
    sink,
    statuses.flatMap((status, index) => {
      const position = waiting[index]?.position;
      return position === undefined ? [] : [{ position, status }];
    }),
    healthy,
  );
}

const quarantine = (store: Store, numbers: readonly number[]): Promise<unknown> =>
  store.commit(0, () => sampleCommit({ quarantined: numbers.map(sampleQuarantined) }));

describe('memoryStore', () => {
  it('does the same as a model of it in any order of commands', async () => {
    await fc.assert(
      fc.asyncProperty(commands, async (sequence) => {
        const store = memoryStore();
        await store.open();
        await runAgainstModel(store, sequence);
      }),
      { numRuns: 150 },
    );
  });

  it('hands out events with the JSON that they were committed with, as it is', async () => {
    const store = await openStore();
    const record = sampleRecord(1);
    const json = record.json.replace('"number":1', '"number":  1.0');
    await store.commit(0, () => sampleCommit({ records: [{ ...record, json }] }));
    const [waiting] = await store.waiting('one', plenty);
    if (waiting === undefined) throw new Error('nothing waits');
    expect(eventJson(waiting.event).toString()).toBe(json);
    expect(waiting.event).toStrictEqual(record.event);
  });

  it('has no decisions unless it is given a place for them', () => {
    expect(memoryStore().decisions).toBeNull();
    const decisions = fileDecisions({ path: 'decisions.json' });
    expect(memoryStore({ decisions }).decisions).toBe(decisions);
  });

  it.each([
    { maxRecords: 0 },
    { maxRecords: 1.5 },
    { maxRecords: Number.NaN },
    { maxBytes: -1 },
    { maxBytes: Infinity },
  ])('refuses $maxRecords$maxBytes as a bound', (options) => {
    expect(() => memoryStore(options)).toThrow(RangeError);
  });

  it('keeps 10,000 records unless told otherwise', async () => {
    const store = await openStore();
    const numbers = Array.from({ length: 10_001 }, (_, number) => number);
    await commitRecords(store, numbers);
    expect(await store.counts()).toMatchObject({ records: 10_000, dropped: 1 });
    expect((await numbersOf(store))[0]).toBe(1);
  });

  it('keeps 16 MB unless told otherwise', async () => {
    const store = await openStore();
    const large = (number: number): NewRecord => ({ ...sampleRecord(number), bytes: 4 * 1024 * 1024 });
    await store.commit(0, () => sampleCommit({ records: [1, 2, 3, 4].map(large) }));
    expect(await store.counts()).toMatchObject({ records: 4, dropped: 0 });
    await commitRecords(store, [5]);
    expect(await numbersOf(store)).toEqual([2, 3, 4, 5]);
  });

  it('makes room with what is settled first, and drops nothing by it', async () => {
    const store = await openStore({ maxRecords: 4 });
    await commitRecords(store, [1, 2, 3]);
    await settleFirst(store, 'one', ['retry', 'accepted', 'rejected']);
    await quarantine(store, [10]);
    await commitRecords(store, [4, 5]);
    expect(await numbersOf(store)).toEqual([1, 4, 5]);
    expect(await store.counts()).toMatchObject({ records: 3, quarantined: 1, dropped: 0 });
  });

  it('then with what is quarantined, then with what waits, the oldest first, and counts both as dropped', async () => {
    const store = await openStore({ maxRecords: 4 });
    await commitRecords(store, [1, 2]);
    await quarantine(store, [10, 11]);
    await commitRecords(store, [3]);
    expect(await store.counts()).toMatchObject({ records: 3, quarantined: 1, dropped: 1 });
    await commitRecords(store, [4, 5]);
    expect(await numbersOf(store)).toEqual([2, 3, 4, 5]);
    expect(await store.counts()).toMatchObject({ records: 4, quarantined: 0, dropped: 3 });
    expect(await store.activity({ from: 0, to: 1e13, bucketHours: 1e6 })).toEqual([
      expect.objectContaining({ names: { 'sample event': 4 }, quarantined: 0 }),
    ]);
  });

  it('does not count as settled what one sink has and another waits for', async () => {
    const store = await openStore({ maxRecords: 2 });
    await store.attach(['one', 'two']);
    await commitRecords(store, [1, 2]);
    await settleFirst(store, 'one', ['accepted', 'accepted']);
    await settleFirst(store, 'two', ['retry', 'accepted']);
    await commitRecords(store, [3]);
    expect(await numbersOf(store, 'two')).toEqual([1, 3]);
    await commitRecords(store, [4]);
    expect(await numbersOf(store, 'two')).toEqual([3, 4]);
    expect((await store.counts()).dropped).toBe(1);
  });

  it('keeps what no sink waits for, so that it can be exported, and counts it as dropped when it must go', async () => {
    const store = await openStore({ maxRecords: 3 });
    await store.attach([]);
    await commitRecords(store, [1, 2, 3]);
    expect((await store.counts()).records).toBe(3);
    await commitRecords(store, [4]);
    expect(await store.counts()).toMatchObject({ records: 3, dropped: 1 });
  });

  it('drops a record that alone is over the bound', async () => {
    const store = await openStore({ maxBytes: 100 });
    await commitRecords(store, [1]);
    expect(await store.counts()).toMatchObject({ records: 0, dropped: 1 });
    expect(await numbersOf(store)).toEqual([]);
  });

  it('takes a uuid again whose record had to go', async () => {
    const store = await openStore({ maxRecords: 1 });
    await commitRecords(store, [1, 2]);
    await commitRecords(store, [1]);
    expect(await numbersOf(store)).toEqual([1]);
  });

  it('passes over a settlement of a record that had to go while it was delivered', async () => {
    const store = await openStore({ maxRecords: 2 });
    await commitRecords(store, [1, 2]);
    const batch = await store.waiting('one', plenty);
    await commitRecords(store, [3]);
    await store.settle(
      'one',
      batch.map(({ position }) => ({ position, status: 'accepted' })),
      healthy,
    );
    expect(await numbersOf(store)).toEqual([3]);
    expect(await store.counts()).toMatchObject({ dropped: 1, sinks: { one: { accepted: 1, waiting: 1 } } });
  });

  it('keeps the thousand most recent of the records that every sink is done with', async () => {
    const store = await openStore();
    await commitRecords(
      store,
      Array.from({ length: 2500 }, (_, number) => number),
    );
    await settleFirst(
      store,
      'one',
      Array.from({ length: 2400 }, () => 'accepted'),
    );
    expect(await store.counts()).toEqual({
      sinks: { one: { waiting: 100, accepted: 2400, rejected: 0 } },
      records: 1100,
      quarantined: 0,
      dropped: 0,
      bytes: expect.any(Number),
    });
  });

  it('accounts for every record: it waits, was settled, or was dropped, and never are there more than the bound', async () => {
    const step = fc.oneof(
      fc.record({ add: fc.integer({ min: 1, max: 12 }) }),
      fc.record({
        settle: fc.array(fc.constantFrom<Settlement['status']>('accepted', 'rejected', 'retry'), { maxLength: 12 }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 40 }),
        fc.integer({ min: 1, max: 20 }),
        async (steps, maxRecords) => {
          const store = await openStore({ maxRecords });
          let committed = 0;
          for (const next of steps) {
            if ('add' in next) {
              await commitRecords(
                store,
                Array.from({ length: next.add }, (_, index) => committed + index),
              );
              committed += next.add;
            } else {
              await settleFirst(store, 'one', next.settle);
            }
            const { sinks, records, dropped } = await store.counts();
            const { waiting = 0, accepted = 0, rejected = 0 } = sinks['one'] ?? {};
            expect(waiting + accepted + rejected + dropped).toBe(committed);
            expect(records).toBeLessThanOrEqual(maxRecords);
            const numbers = await numbersOf(store);
            expect(numbers).toHaveLength(waiting);
            expect(numbers).toEqual(numbers.toSorted((one, other) => Number(one) - Number(other)));
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  it('serves two handles: each learns what the other committed, is told of it, and one delivers', async () => {
    const store = memoryStore();
    await Promise.all([store.open(), store.open()]);
    let told = 0;
    store.onCommit(() => (told += 1));
    const first = await store.commit(0, () => sampleCommit({ facts: [sampleFact(1)] }));
    const seen: unknown[] = [];
    await store.commit(0, (journal) => {
      seen.push(journal.state !== null || journal.facts.length === 1);
      return sampleCommit({ facts: [sampleFact(2)], ...(journal.state === null ? {} : { state: journal.state }) });
    });
    await store.commit(first.position, (journal) => {
      seen.push(journal.state !== null || journal.facts.length === 1);
      return sampleCommit({});
    });
    expect(seen).toEqual([true, true]);
    expect(told).toBe(2);
    const lock = await store.lockDelivery();
    expect(await store.lockDelivery()).toBeNull();
    await lock?.release();
    await store.close();
    expect(await store.lockDelivery()).not.toBeNull();
    await store.close();
    await expect(store.counts()).rejects.toThrow('Open it first');
  });
});
