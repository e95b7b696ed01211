import { describe, expect, it } from 'vitest';
import { emptyState } from '../../src/pipeline/state.ts';
import { memoryStore } from '../../src/store/memory-store.ts';
import { healthy, type Journal, type Store } from '../../src/store/store.ts';
import { randomCommands, runAgainstModel, seededRandom, storeContract } from '../../src/testing/index.ts';
import { commitRecords, sampleEvent } from '../../src/testing/samples.ts';
import { failuresOf, titlesOf } from './collect.ts';

const supports = { durable: false, shared: false };
/** What a store hands a commit that has nothing to tell. */
const nothingKnown: Journal = { state: null, facts: [], known: new Set() };
const everything = { events: 1000, bytes: Number.MAX_SAFE_INTEGER };

/** The titles of the tests that a store fails which does something otherwise. */
async function failedTitles(breakIt: (store: Store) => Partial<Store>): Promise<readonly string[]> {
  const { failed } = await failuresOf((runner) =>
    storeContract(runner, {
      name: 'broken',
      supports,
      create: () => {
        const store = memoryStore();
        return { store: { ...store, ...breakIt(store) } };
      },
    }),
  );
  return titlesOf(failed);
}

/** What is broken, how, and a test that must tell. */
const broken: readonly (readonly [string, string, (store: Store) => Partial<Store>])[] = [
  [
    'commits although build throws',
    'changes nothing where build throws, and rejects with what it threw',
    (store) => ({
      commit: (since, build) =>
        store.commit(since, (journal) => {
          try {
            return build(journal);
          } catch {
            return {
              facts: [],
              state: journal.state ?? emptyState,
              records: [],
              quarantined: [],
              dropped: 1,
            };
          }
        }),
    }),
  ],
  [
    'tells a writer nothing of the facts of another',
    'lets two writers in turn know each the facts of the other',
    (store) => ({ commit: (since, build) => store.commit(since, () => build(nothingKnown)) }),
  ],
  [
    'loses the state when it is given an unknown position',
    'hands the whole state to a writer of a position that it does not know',
    (store) => ({
      commit: (since, build) => store.commit(since, (journal) => build(since > 1000 ? nothingKnown : journal)),
    }),
  ],
  [
    'gives no positions',
    'gives every fact a later position',
    (store) => ({
      commit: async (since, build) => {
        await store.commit(since, build);
        return { position: 1 };
      },
    }),
  ],
  [
    'runs build at once, within another',
    'never runs build within another',
    (store) => ({
      commit: async (since, build) => {
        const commit = build(nothingKnown);
        return store.commit(since, () => commit);
      },
    }),
  ],
  [
    'tells no listener',
    'tells listeners of every commit that holds something, and of no other',
    () => ({ onCommit: () => () => {} }),
  ],
  [
    'goes on telling a listener that was ended',
    'tells listeners of every commit that holds something, and of no other',
    (store) => ({
      onCommit: (listener) => {
        store.onCommit(listener);
        return () => {};
      },
    }),
  ],
  [
    'starts a new sink at the beginning',
    'starts a new sink at the present',
    (store) => ({ attach: () => store.attach(['one', 'two', 'three']) }),
  ],
  [
    'ignores the limits of a batch',
    'keeps a batch within the limits',
    (store) => ({ waiting: (sink) => store.waiting(sink, everything) }),
  ],
  [
    'gives nothing where the first record is over the limit',
    'gives one record that alone is over the limit',
    (store) => ({
      waiting: async (sink, limits) => (await store.waiting(sink, limits)).filter(({ bytes }) => bytes <= limits.bytes),
    }),
  ],
  [
    'gives the newest first',
    'gives what waits as it was committed, the oldest first, with positions from 1 that go up',
    (store) => ({ waiting: async (sink, limits) => (await store.waiting(sink, limits)).toReversed() }),
  ],
  [
    'forgets what is to be tried again',
    'gives again, and first, what is to be tried again',
    (store) => ({
      settle: (sink, settlements, health) =>
        store.settle(
          sink,
          settlements.map((settlement) => ({ ...settlement, status: 'rejected' })),
          health,
        ),
    }),
  ],
  [
    'settles all up to the last that was settled',
    'gives again what a batch was settled without',
    (store) => ({
      settle: async (sink, settlements, health) => {
        const last = Math.max(...settlements.map(({ position }) => position));
        const waiting = await store.waiting(sink, everything).catch(() => []);
        const between = waiting.filter(({ position }) => position < last);
        const accepted = between.map(({ position }) => ({ position, status: 'accepted' as const }));
        await store.settle(sink, [...settlements, ...accepted], health);
      },
    }),
  ],
  [
    'settles for every sink what one sink has',
    'keeps the place of each sink apart',
    (store) => ({
      settle: async (sink, settlements, health) => {
        await store.settle(sink, settlements, health);
        const others = Object.keys((await store.counts()).sinks).filter((other) => other !== sink);
        for (const other of others) await store.settle(other, settlements, await store.health(other));
      },
    }),
  ],
  ['forgets how a sink is doing', 'keeps how each sink is doing', () => ({ health: async () => healthy })],
  [
    'lets two deliver',
    'lets one at a time deliver',
    () => ({ lockDelivery: async () => ({ release: async () => {} }) }),
  ],
  [
    'lets a holder release the lock of the next',
    'lets one at a time deliver',
    () => {
      let held = false;
      return {
        lockDelivery: async () => {
          if (held) return null;
          held = true;
          return { release: async () => void (held = false) };
        },
      };
    },
  ],
  [
    'erases nothing',
    'deletes, where what was not sent is erased, all that waits and all that is quarantined',
    () => ({ erase: async () => {} }),
  ],
  [
    'erases all where only what was submitted is to go',
    'deletes, where what was submitted is erased, what waits for no sink any longer',
    (store) => ({ erase: (what) => store.erase(what === 'submitted' ? 'all' : what) }),
  ],
  [
    'keeps what was accepted where all is to go',
    'deletes all, counts from nothing, and goes on',
    (store) => ({ erase: (what) => store.erase(what === 'all' ? 'unsent' : what) }),
  ],
  [
    'knows no fact again',
    'tells build of facts without an event that it has, and stores them once',
    (store) => ({
      commit: (since, build) => store.commit(since, (journal) => build({ ...journal, known: new Set() })),
    }),
  ],
  [
    'ends after the first page',
    'shows them in pages, none twice and none left out',
    (store) => ({ records: async (query) => ({ ...(await store.records(query)), next: null }) }),
  ],
  [
    'shows all, whatever is asked for',
    'finds them by state, sink, name and time',
    (store) => ({
      records: ({ order, limit, after }) => store.records({ order, limit, ...(after === undefined ? {} : { after }) }),
    }),
  ],
  [
    'shows no receipt',
    'shows a record whole, with what allowed it and what became of it at each sink',
    (store) => ({
      settle: (sink, settlements, health) =>
        store.settle(
          sink,
          settlements.map(({ receipt: _, ...settlement }) => settlement),
          health,
        ),
    }),
  ],
  [
    'passes over requests to deliver',
    'counts how often delivery was asked for, and tells of it',
    () => ({ requestDelivery: async () => {} }),
  ],
  [
    'says that it takes nothing',
    'says what it takes',
    (store) => ({ counts: async () => ({ ...(await store.counts()), bytes: 0 }) }),
  ],
  [
    'works before it is opened',
    'rejects counts',
    () => ({ counts: async () => ({ sinks: {}, records: 0, quarantined: 0, dropped: 0, bytes: 0 }) }),
  ],
  [
    'says it can do what it cannot',
    'says what and where it is, and what it can do',
    () => ({ supports: { durable: true, shared: false } }),
  ],
];

describe('storeContract', () => {
  it.each(broken)('fails a store that %s', async (_, title, breakIt) => {
    expect(await failedTitles(breakIt)).toContain(title);
  });

  it('fails a store that is empty when it is opened again', async () => {
    const { failed } = await failuresOf((runner) =>
      storeContract(runner, {
        name: 'forgetful',
        supports,
        create: () => {
          let store = memoryStore();
          const methods = [
            'commit',
            'onCommit',
            'attach',
            'waiting',
            'settle',
            'health',
            'counts',
            'records',
            'erase',
            'requestDelivery',
            'deliveryRequests',
            'lockDelivery',
          ] as const;
          const through = Object.fromEntries(
            methods.map((method) => [method, (...given: unknown[]) => Reflect.apply(store[method], store, given)]),
          );
          const open = async (): Promise<void> => {
            store = memoryStore();
            await store.open();
          };
          return { store: { ...store, ...through, open, close: () => store.close() } };
        },
      }),
    );
    expect(titlesOf(failed)).toContain('has what it had when it is closed and opened again');
  });

  it('runs what a store supports, and asks for a second store on its place', async () => {
    const { count: plain } = await failuresOf((runner) =>
      storeContract(runner, { name: 'plain', supports, create: () => ({ store: memoryStore() }) }),
    );
    const lasting = { durable: true, shared: true };
    const { count, failed } = await failuresOf((runner) =>
      storeContract(runner, {
        name: 'lasting',
        supports: lasting,
        create: () => ({ store: { ...memoryStore(), supports: lasting } }),
      }),
    );
    expect(count).toBe(plain + 6);
    expect(failed).toHaveLength(6);
    for (const { failure } of failed) expect(String(failure)).toContain('must give `another`');
  });

  it('passes a second store on the same place that is one with the first', async () => {
    const lasting = { durable: true, shared: true };
    const { failed } = await failuresOf((runner) =>
      storeContract(runner, {
        name: 'one object',
        supports: lasting,
        create: () => {
          const store = { ...memoryStore(), supports: lasting };
          return { store, another: () => store };
        },
      }),
    );
    expect(failed).toEqual([]);
  });

  it('fails a second store on the same place that knows nothing of the first', async () => {
    const lasting = { durable: true, shared: true };
    const { failed } = await failuresOf((runner) =>
      storeContract(runner, {
        name: 'two objects',
        supports: lasting,
        create: () => ({ store: { ...memoryStore(), supports: lasting }, another: memoryStore }),
      }),
    );
    expect(titlesOf(failed)).toEqual([
      'has what it had for a store that is opened on its place later',
      'is one with a store that is open on its place at the same time',
    ]);
  });
});

describe('runAgainstModel', () => {
  const sequence = randomCommands(seededRandom(11), 60);

  it('fails a store that forgets one record in seven', async () => {
    const store = memoryStore();
    await store.open();
    const commit: Store['commit'] = (since, build) =>
      store.commit(since, (journal) => {
        const built = build(journal);
        return { ...built, records: built.records.filter(({ event }) => Number(event.properties['number']) % 7 !== 0) };
      });
    await expect(runAgainstModel({ ...store, commit }, sequence)).rejects.toThrow('after command');
  });

  it('fails a store that keeps a uuid twice', async () => {
    const store = memoryStore();
    await store.open();
    const commit: Store['commit'] = (since, build) =>
      store.commit(since, (journal) => {
        const built = build(journal);
        const again = built.records.map((record) => ({
          ...record,
          event: { ...record.event, uuid: `${record.event.uuid}b` },
        }));
        return { ...built, records: [...built.records, ...again] };
      });
    await expect(runAgainstModel({ ...store, commit }, sequence)).rejects.toThrow('after command');
  });

  it('makes the same commands of the same seed, of every kind', () => {
    expect(randomCommands(seededRandom(11), 60)).toEqual(sequence);
    expect(new Set(sequence.map(({ kind }) => kind)).size).toBe(5);
  });
});

describe('samples', () => {
  it('are the same for the same number', async () => {
    expect(sampleEvent(1)).toEqual(sampleEvent(1));
    const store = memoryStore();
    await store.open();
    await commitRecords(store, [1, 1]);
    expect((await store.counts()).records).toBe(1);
  });
});
