import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CountFact, Fact } from '../../src/facts/fact.ts';
import { uuidV7Source } from '../../src/facts/uuid.ts';
import { eraseFrom } from '../../src/lifecycle/erase-from.ts';
import { compileCheck } from '../../src/pipeline/compile-check.ts';
import { eventSchemas } from '../../src/pipeline/event-schemas.ts';
import { foldFact } from '../../src/pipeline/fold.ts';
import { runPipeline, type Stages } from '../../src/pipeline/pipeline.ts';
import { emptyState, type State } from '../../src/pipeline/state.ts';
import { describeFeatures } from '../../src/plan/describe.ts';
import { journalWriter, type JournalWriter } from '../../src/store/journal-writer.ts';
import { memoryStore } from '../../src/store/memory-store.ts';
import type { Commit, Store } from '../../src/store/store.ts';
import { manualClock, seededRandom } from '../../src/testing/index.ts';
import { config, plan, start, system, tick, usage, whistled } from '../pipeline/facts.ts';

const features = describeFeatures(plan);
const stages: Stages = { plan, features, check: await compileCheck(eventSchemas(plan, features)) };
const scope = 'kettle report';

/** What becomes of the next commits. `lost`: the store has it, and nobody is told. */
type Fate = 'well' | 'lost' | 'refused';

/** A writer with the pipeline of telemetry, on a store whose commits can be seen and spoilt. */
const setUp = async ({ store = memoryStore(), seed = 1 }: { store?: Store; seed?: number } = {}) => {
  const clock = manualClock();
  await store.open();
  await store.attach(['sink']);
  const commits: Commit[] = [];
  const world = { fate: 'well' as Fate };
  const watched: Store = {
    ...store,
    commit: async (since, build) => {
      if (world.fate === 'refused') throw new Error('disk full');
      let commit: Commit | undefined;
      const committed = await store.commit(since, (journal) => (commit = build(journal)));
      if (commit !== undefined) commits.push(commit);
      if (world.fate === 'lost') throw new Error('no answer');
      return committed;
    },
  };
  const uuid = uuidV7Source(seededRandom(seed));
  const writer = journalWriter({
    store: watched,
    clock,
    run: (state, facts) => runPipeline(stages, state, facts),
    fold: (state, facts) => facts.reduce(foldFact, state),
    receipt: { planVersion: 3, planHash: '', allowedBy: 'a test' },
    base: () => ({ id: uuid(clock.now()), at: clock.now(), instance: 'main' }),
    onCommitted: () => {},
    onTrouble: () => {},
    onUnsound: () => {},
    maxWaitingBytes: 8 * 1024 * 1024,
  });
  return { writer, clock, store, commits, world };
};

const countsIn = (commits: readonly Commit[]): readonly CountFact[] =>
  commits.flatMap(({ facts }) => facts.filter((fact): fact is CountFact => fact.kind === 'count'));

/** The state as the store has it. */
async function stateIn(store: Store): Promise<State> {
  let state = emptyState;
  await store.commit(-1, (journal) => {
    state = journal.facts.reduce(foldFact, journal.state ?? emptyState);
    return { facts: [], state, records: [], quarantined: [], dropped: 0 };
  });
  return state;
}

const recordsIn = async (store: Store) =>
  (await store.waiting('sink', { events: 1000, bytes: Number.MAX_SAFE_INTEGER })).map(({ event }) => event);

/** Starts as telemetry does. */
function begin(writer: JournalWriter): void {
  for (const fact of [start(1), system(2), config(3)]) writer.add(fact);
}

describe('counting', () => {
  it('makes one fact of each counter in a commit, and none where nothing was counted', async () => {
    const { writer, clock, commits } = await setUp();
    for (let times = 0; times < 1000; times += 1) writer.count('filled', scope, 2);
    writer.count('emptied', scope, 1);
    writer.count('filled', 'another report', 5);
    await clock.advance(99);
    expect(commits).toEqual([]);
    await clock.advance(1);
    writer.count('filled', scope, 1);
    await clock.advance(100);
    writer.add(usage(1));
    await clock.advance(10_000);
    expect(commits.map((commit) => countsIn([commit]).map(({ name, by }) => [name, by]))).toEqual([
      [
        ['filled', 2000],
        ['emptied', 1],
        ['filled', 5],
      ],
      [['filled', 1]],
      [],
    ]);
    expect(clock.timers).toEqual([]);
  });

  it('gives each of its facts an id and a time of its own', async () => {
    const { writer, clock, commits } = await setUp();
    writer.count('filled', scope, 1);
    writer.count('emptied', scope, 1);
    await clock.advance(100);
    writer.count('filled', scope, 1);
    await clock.advance(100);
    const facts = countsIn(commits);
    expect(new Set(facts.map(({ id }) => id)).size).toBe(3);
    expect(facts.map(({ at }) => at - (facts[0]?.at ?? 0))).toEqual([0, 0, 100]);
  });

  it('is not done twice where the store commits and the answer is lost, however often, and loses nothing', async () => {
    const { writer, clock, store, world } = await setUp();
    world.fate = 'lost';
    writer.count('filled', scope, 3);
    writer.count('emptied', scope, 1);
    await clock.advance(5000);
    writer.count('filled', scope, 4);
    await clock.advance(5000);
    world.fate = 'well';
    await clock.advance(5000);
    expect((await stateIn(store)).counts).toEqual({ [scope]: { filled: 7, emptied: 1 } });
    expect(writer.state().counts).toEqual({ [scope]: { filled: 7, emptied: 1 } });
  });

  it('is not done twice either beside events, a report and another writer', async () => {
    const { writer, clock, store, world } = await setUp();
    const other = await setUp({ store, seed: 2 });
    begin(writer);
    await writer.flush();
    world.fate = 'lost';
    writer.add(usage(4));
    writer.add(whistled(5, 'low'));
    writer.count('filled', scope, 3);
    await writer.flush();
    other.writer.count('filled', scope, 10);
    await other.writer.flush();
    world.fate = 'well';
    await clock.advance(5000);
    writer.add(tick(6, 0));
    await writer.flush();
    const events = await recordsIn(store);
    expect(events.map(({ name }) => name)).toEqual(['boiled', 'whistled', 'kettle report']);
    expect(events.at(-1)?.properties['count_filled']).toBe(13);
  });

  it('is told in one report where the answer to the commit of the report is lost', async () => {
    const { writer, clock, store, world } = await setUp();
    begin(writer);
    writer.count('filled', scope, 3);
    await writer.flush();
    world.fate = 'lost';
    writer.add(tick(6, 0));
    await clock.advance(3000);
    writer.count('filled', scope, 2);
    await clock.advance(3000);
    world.fate = 'well';
    await clock.advance(3000);
    writer.add(tick(7, 1));
    await writer.flush();
    expect((await recordsIn(store)).map(({ properties }) => properties['count_filled'])).toEqual([3, 2]);
  });

  it('holds no more than one fact a counter beside what is on its way, however long the store takes nothing', async () => {
    const { writer, clock, store, commits, world } = await setUp();
    world.fate = 'refused';
    for (let minute = 0; minute < 60; minute += 1) {
      writer.count('filled', scope, 1);
      await clock.advance(60_000);
    }
    world.fate = 'well';
    await clock.advance(60_000);
    expect((await stateIn(store)).counts).toEqual({ [scope]: { filled: 60 } });
    expect(countsIn(commits).length).toBeLessThanOrEqual(2);
  });

  it('is exact for two writers on one store, whatever is refused and whichever answer is lost', async () => {
    const step = fc.record({
      writer: fc.constantFrom(0, 1),
      fate: fc.constantFrom<Fate>('well', 'lost', 'refused'),
      counts: fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 3 }),
      events: fc.nat({ max: 2 }),
      millis: fc.constantFrom(0, 50, 100, 1000, 3000),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 15 }), async (steps) => {
        const store = memoryStore();
        const worlds = [await setUp({ store, seed: 1 }), await setUp({ store, seed: 2 })];
        for (const { writer } of worlds) begin(writer);
        let [sum, events] = [0, 0];
        for (const next of steps) {
          const at = worlds[next.writer];
          if (at === undefined) continue;
          at.world.fate = next.fate;
          for (const by of next.counts) at.writer.count('filled', scope, by);
          for (let left = next.events; left > 0; left -= 1) at.writer.add(usage((events += 1)));
          sum += next.counts.reduce((total, by) => total + by, 0);
          for (const { clock } of worlds) await clock.advance(next.millis);
        }
        for (const at of worlds) {
          at.world.fate = 'well';
          await at.clock.advance(5000);
        }
        expect((await stateIn(store)).counts[scope]?.['filled'] ?? 0).toBe(sum);
        expect(await recordsIn(store)).toHaveLength(events);
      }),
      { numRuns: 60 },
    );
  });

  it('ends when the writer is stopped: what was counted is committed, or given up', async () => {
    for (const discard of [false, true]) {
      const { writer, clock, store } = await setUp();
      writer.count('filled', scope, 3);
      const stopped = writer.stop({ discard });
      writer.count('filled', scope, 5);
      await stopped;
      await writer.flush();
      expect((await stateIn(store)).counts).toEqual(discard ? {} : { [scope]: { filled: 3 } });
      expect(clock.timers).toEqual([]);
    }
  });
});

describe('an instance that the store has forgotten', () => {
  const forget = (store: Store): Promise<void> => eraseFrom(store, 'all', { id: 'erase-1', at: 0, instance: 'main' });

  it('is introduced again before its next event, as it was last', async () => {
    const { writer, store } = await setUp();
    begin(writer);
    writer.add({ ...system(4), kind: 'system', system: { platform: 'plan9', cpuCount: 1 } });
    await writer.flush();
    await forget(store);
    writer.add(usage(5));
    writer.add(tick(6, 0));
    await writer.flush();
    const events = await recordsIn(store);
    expect(events.map(({ name }) => name)).toEqual(['boiled', 'kettle report']);
    for (const { properties, distinctId } of events) {
      expect(properties).toMatchObject({ serviceVersion: '1.2.3', appEnv: 'production' });
      expect(distinctId).toBe(start().distinctId);
    }
    expect(events[1]?.properties).toMatchObject({ system_platform: 'plan9', feature_whistle: true });
  });

  it('is introduced once, and by what it counts, too', async () => {
    const { writer, store, commits } = await setUp();
    begin(writer);
    await writer.flush();
    await forget(store);
    writer.count('filled', scope, 1);
    await writer.flush();
    writer.add(usage(5));
    await writer.flush();
    const kinds = commits.slice(1).map(({ facts }) => facts.map(({ kind }) => kind));
    expect(kinds).toEqual([['start', 'system', 'config', 'count'], ['usage']]);
  });

  it('is introduced once where the answer to that is lost', async () => {
    const { writer, clock, store, world } = await setUp();
    begin(writer);
    await writer.flush();
    await forget(store);
    world.fate = 'lost';
    writer.add(usage(5));
    writer.count('filled', scope, 2);
    await clock.advance(5000);
    world.fate = 'well';
    await clock.advance(5000);
    const { instances, counts } = await stateIn(store);
    expect(instances['main']).toMatchObject({ serviceVersion: '1.2.3', system: { platform: 'linux' } });
    expect(counts).toEqual({ [scope]: { filled: 2 } });
    expect(await recordsIn(store)).toHaveLength(1);
  });

  it('needs no introduction where it begins with what says who it is', async () => {
    const { writer, store, commits } = await setUp();
    begin(writer);
    await writer.flush();
    await forget(store);
    begin(writer);
    writer.add(usage(5));
    await writer.flush();
    expect(commits.at(-1)?.facts.map(({ kind }) => kind)).toEqual(['start', 'system', 'config', 'usage']);
  });

  it('is not introduced where only what was not sent, or was submitted, is erased', async () => {
    for (const what of ['unsent', 'submitted'] as const) {
      const { writer, store, commits } = await setUp();
      begin(writer);
      await writer.flush();
      await eraseFrom(store, what, { id: 'erase-1', at: 0, instance: 'main' });
      writer.add(usage(5));
      await writer.flush();
      expect(commits.at(-1)?.facts.map(({ kind }) => kind)).toEqual(['usage']);
      expect((await recordsIn(store))[0]?.properties).toMatchObject({ serviceVersion: '1.2.3' });
    }
  });
});

describe('commitAtExit', () => {
  /** Commits at once, and knows by their ids the counts that it has: as a store with a disk of its own does. */
  const exiting = (): {
    readonly store: Store;
    readonly last: { facts: readonly Fact[]; names: string[]; dropped: number };
  } => {
    const last = { facts: [] as readonly Fact[], names: [] as string[], dropped: 0 };
    const store: Store = {
      ...memoryStore(),
      commitAtExit: (_, build) => {
        const { facts, records, dropped } = build({ state: null, facts: [], known: new Set() });
        Object.assign(last, { facts, names: records.map(({ event }) => event.name), dropped });
      },
    };
    return { store, last };
  };

  it('hands the store all that is not known to be committed: events, what was counted, and what was lost', async () => {
    const { store, last } = exiting();
    const { writer } = await setUp({ store });
    begin(writer);
    await writer.flush();
    writer.add(usage(4));
    writer.count('filled', scope, 2);
    writer.count('filled', scope, 3);
    writer.drop(7);
    writer.commitAtExit();
    expect(last.facts.map((fact) => [fact.kind, fact.kind === 'count' ? fact.by : null])).toEqual([
      ['usage', null],
      ['count', 5],
    ]);
    expect(last).toMatchObject({ names: ['boiled'], dropped: 7 });
  });

  it('hands on what is on its way under the same ids, so that the store can tell', async () => {
    const { store, last } = exiting();
    const { writer, clock, commits, world } = await setUp({ store });
    world.fate = 'lost';
    writer.count('filled', scope, 2);
    await clock.advance(500);
    writer.count('filled', scope, 3);
    writer.commitAtExit();
    const facts = last.facts.flatMap((fact) => (fact.kind === 'count' ? [fact] : []));
    expect(facts.map(({ by }) => by)).toEqual([2, 3]);
    expect(facts[0]?.id).toBe(countsIn(commits)[0]?.id);
    expect(new Set(facts.map(({ id }) => id)).size).toBe(2);
  });

  it('does nothing where nothing is left, or where the store cannot', async () => {
    const { store, last } = exiting();
    const { writer } = await setUp({ store });
    begin(writer);
    await writer.flush();
    writer.commitAtExit();
    expect(last.facts).toEqual([]);
    const plain = await setUp();
    plain.writer.count('filled', scope, 1);
    expect(() => plain.writer.commitAtExit()).not.toThrow();
    await plain.writer.flush();
    expect((await stateIn(plain.store)).counts).toEqual({ [scope]: { filled: 1 } });
  });

  it('throws nothing when the store does', async () => {
    const { writer } = await setUp({
      store: {
        ...memoryStore(),
        commitAtExit: () => {
          throw new Error('disk full');
        },
      },
    });
    writer.count('filled', scope, 1);
    expect(() => writer.commitAtExit()).not.toThrow();
  });
});
