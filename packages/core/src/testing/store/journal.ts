import assert from 'node:assert/strict';
import { emptyState } from '../../pipeline/state.ts';
import type { Journal, Store } from '../../store/store.ts';
import {
  commitRecords,
  countsIn,
  sampleCommit,
  sampleFact,
  sampleQuarantined,
  sampleRecord,
  sampleUuid,
  sampleWriter,
  stateOf,
  trailOf,
  withTrail,
} from '../samples.ts';
import type { StorePart } from './part.ts';

const uuids = (...numbers: readonly number[]): readonly string[] => numbers.map(sampleUuid);

/** What a commit would be handed. */
async function journalSince(store: Store, since: number): Promise<Journal> {
  let seen: Journal | undefined;
  await store.commit(since, (journal) => {
    seen = journal;
    return sampleCommit({ state: stateOf(journal) });
  });
  assert.ok(seen !== undefined, 'build was not called');
  return seen;
}

/** Facts, state, and `commit(since, build)`. */
export const storeJournalPart: StorePart = (test) => {
  test('hands the first commit an empty journal', async (store) => {
    const journal = await journalSince(store, 0);
    assert.deepEqual(journal.facts, []);
    assert.deepEqual(journal.state ?? emptyState, emptyState);
  });

  test('hands a commit nothing where nothing came after its position', async (store) => {
    const { position } = await store.commit(0, () => sampleCommit({ facts: [sampleFact(1)] }));
    assert.deepEqual(await journalSince(store, position), { state: null, facts: [], known: new Set() });
  });

  test('gives every fact a later position', async (store) => {
    const first = await store.commit(0, () => sampleCommit({ facts: [sampleFact(1)] }));
    const second = await store.commit(first.position, () => sampleCommit({ facts: [sampleFact(2), sampleFact(3)] }));
    assert.ok(first.position > 0);
    assert.ok(second.position > first.position);
  });

  test('lets a writer that comes later know all facts, in order', async (store) => {
    const one = sampleWriter(store);
    await one.commit(1);
    await one.commit(2, 3);
    assert.deepEqual(await sampleWriter(store).commit(4), uuids(1, 2, 3, 4));
  });

  test('lets two writers in turn know each the facts of the other', async (store) => {
    const [one, other] = [sampleWriter(store), sampleWriter(store)];
    assert.deepEqual(await one.commit(1), uuids(1));
    assert.deepEqual(await other.commit(2), uuids(1, 2));
    assert.deepEqual(await other.commit(3), uuids(1, 2, 3));
    assert.deepEqual(await one.commit(4), uuids(1, 2, 3, 4));
  });

  test('loses none of many commits at once', async (store) => {
    const writers = Array.from({ length: 10 }, () => sampleWriter(store));
    await Promise.all(writers.flatMap((writer, index) => [writer.commit(index * 2)]));
    await Promise.all(writers.flatMap((writer, index) => [writer.commit(index * 2 + 1)]));
    const all = await sampleWriter(store).commit(20);
    assert.deepEqual(all.toSorted(), uuids(...Array.from({ length: 21 }, (_, number) => number)));
  });

  test('hands the whole state to a writer of a position that it does not know', async (store) => {
    await sampleWriter(store).commit(1, 2);
    const { state, facts } = await journalSince(store, 1_000_000);
    assert.ok(state !== null, 'no state was given');
    assert.deepEqual([...trailOf(state), ...facts.map(({ id }) => id)], uuids(1, 2));
  });

  test('does not hand a fact twice that was committed twice', async (store) => {
    await store.commit(0, () => sampleCommit({ facts: [sampleFact(1)] }));
    await store.commit(0, (journal) => sampleCommit({ facts: [sampleFact(1)], state: stateOf(journal) }));
    assert.ok((await journalSince(store, 0)).facts.length <= 1);
  });

  test('tells build of facts without an event that it has, and stores them once', async (store) => {
    const writer = sampleWriter(store);
    await writer.commit(1, 2);
    const runs: string[][] = [];
    const facts = [2, 3].map(sampleFact);
    await store.commit(0, (journal) => {
      runs.push([...journal.known]);
      const own = facts.filter(({ id }) => !journal.known.has(id));
      return sampleCommit({ facts: own, state: own.reduce(withTrail, stateOf(journal)) });
    });
    assert.deepEqual(runs.at(-1), uuids(2));
    assert.deepEqual(await writer.commit(4), uuids(1, 2, 3, 4));
  });

  test('changes nothing where build throws, and rejects with what it threw', async (store) => {
    const reason = new Error('build failed');
    const writer = sampleWriter(store);
    await writer.commit(1);
    const before = await countsIn(store);
    const journal = await journalSince(store, 0);
    let calls = 0;
    const end = store.onCommit(() => (calls += 1));
    const failing = store.commit(0, () => {
      throw reason;
    });
    await assert.rejects(failing, (error) => error === reason);
    end();
    assert.equal(calls, 0);
    assert.deepEqual(await countsIn(store), before);
    assert.deepEqual(await journalSince(store, 0), journal);
    assert.deepEqual(await writer.commit(2), uuids(1, 2));
  });

  test('never runs build within another', async (store) => {
    let running = 0;
    let most = 0;
    let inner: Promise<unknown> = Promise.resolve();
    const build = (): ReturnType<typeof sampleCommit> => {
      running += 1;
      most = Math.max(most, running);
      running -= 1;
      return sampleCommit({});
    };
    await store.commit(0, () => {
      running += 1;
      inner = store.commit(0, build);
      running -= 1;
      return sampleCommit({ facts: [sampleFact(1)] });
    });
    await inner;
    assert.equal(most, 1);
  });

  test('tells listeners of every commit that holds something, and of no other', async (store) => {
    let calls = 0;
    const end = store.onCommit(() => (calls += 1));
    await commitRecords(store, [1]);
    await store.commit(0, () => sampleCommit({ facts: [sampleFact(1)] }));
    await store.commit(0, (journal) => sampleCommit({ quarantined: [sampleQuarantined(1)], state: stateOf(journal) }));
    assert.equal(calls, 3);
    await journalSince(store, 0);
    assert.equal(calls, 3);
    end();
    end();
    await commitRecords(store, [2]);
    assert.equal(calls, 3);
  });

  test('commits although a listener throws, and tells the others', async (store) => {
    let calls = 0;
    const ends = [
      store.onCommit(() => {
        throw new Error('listener failed');
      }),
      store.onCommit(() => (calls += 1)),
    ];
    await commitRecords(store, [1]);
    for (const end of ends) end();
    assert.equal(calls, 1);
    assert.equal((await store.counts()).records, 1);
  });

  test('counts what was dropped before it could be committed', async (store) => {
    await store.commit(0, () => sampleCommit({ dropped: 3 }));
    await store.commit(0, () => sampleCommit({ dropped: 2, records: [sampleRecord(1)] }));
    assert.equal((await store.counts()).dropped, 5);
  });
};
