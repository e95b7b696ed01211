import { describe, expect, it } from 'vitest';
import type { Fact, UsageFact } from '../../src/facts/fact.ts';
import { emptyState } from '../../src/pipeline/state.ts';
import { journalWriter, type JournalWriterOptions } from '../../src/store/journal-writer.ts';
import { memoryStore } from '../../src/store/memory-store.ts';
import type { Store } from '../../src/store/store.ts';
import { manualClock } from '../../src/testing/index.ts';

const usage = (number: number): UsageFact => ({
  kind: 'usage',
  id: `0197f000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`,
  at: number,
  instance: 'main',
  name: 'boiled',
  properties: { number },
  mark: null,
});

/** A writer whose pipeline makes one event of each usage fact. */
const setUp = async <R extends { readonly bytes: number } = never>(more: Partial<JournalWriterOptions<R>> = {}) => {
  const clock = manualClock();
  const store = memoryStore({ maxRecords: 100_000 });
  await store.open();
  await store.attach(['sink']);
  const commits: number[] = [];
  const troubles: string[] = [];
  const unsound: string[] = [];
  const event = (fact: Fact) => ({
    uuid: fact.id,
    name: 'boiled',
    timestamp: '2026-01-01T00:00:00.000Z',
    distinctId: 'd',
    properties: {},
  });
  const writer = journalWriter<R>({
    store,
    clock,
    maxWaitingBytes: 100 * 1024 * 1024,
    run: (state, facts) => ({
      state,
      verdicts: facts.map((fact) => {
        const json = JSON.stringify(event(fact));
        return { passed: true, event: event(fact), json, bytes: json.length };
      }),
    }),
    fold: (state) => state,
    receipt: { planVersion: 1, planHash: '', allowedBy: 'a test' },
    base: () => ({ id: usage(1_000_000).id, at: clock.now(), instance: 'main' }),
    onCommitted: ({ verdicts }) => void commits.push(verdicts.length),
    onTrouble: (reason) => void troubles.push(reason),
    onUnsound: (reason) => void unsound.push(reason),
    ...more,
  });
  return { writer, clock, store, commits, troubles, unsound };
};

describe('the journal writer', () => {
  it('makes one commit of what comes within a tenth of a second', async () => {
    const { writer, clock, commits } = await setUp();
    for (let number = 0; number < 10; number += 1) writer.add(usage(number));
    await clock.advance(99);
    expect(commits).toEqual([]);
    await clock.advance(1);
    expect(commits).toEqual([10]);
  });

  it('does not wait when there are five hundred', async () => {
    const { writer, clock, commits } = await setUp();
    for (let number = 0; number < 1200; number += 1) writer.add(usage(number));
    expect(commits).toEqual([]);
    await clock.advance(0);
    // The host has its turn in between.
    await expect.poll(() => commits).toEqual([500, 500, 200]);
  });

  it('holds a bounded number when it is given more than it can commit, and counts the rest', async () => {
    const { writer, store } = await setUp();
    for (let number = 0; number < 10_500; number += 1) writer.add(usage(number));
    await writer.flush();
    expect(await store.counts()).toMatchObject({ records: 10_000, dropped: 500 });
  });

  it('keeps its facts when the store takes nothing, and tries again', async () => {
    const whole = memoryStore();
    await whole.open();
    let full = true;
    const flaky: Store = {
      ...whole,
      commit: (since, build) => (full ? Promise.reject(new Error('disk full')) : whole.commit(since, build)),
    };
    const { writer, clock, troubles, commits } = await setUp({ store: flaky });
    for (let number = 0; number < 3; number += 1) writer.add(usage(number));
    await clock.advance(5000);
    expect(commits).toEqual([]);
    expect(new Set(troubles)).toEqual(new Set(['disk full']));
    full = false;
    await clock.advance(1000);
    expect(commits).toEqual([3]);
  });

  it('makes a fact of what is recorded when it is first sent, and the same one however often it is', async () => {
    const whole = memoryStore();
    await whole.open();
    let full = true;
    const tried: (readonly string[])[] = [];
    const flaky: Store = {
      ...whole,
      commit: (since, build) =>
        whole.commit(since, (journal) => {
          const commit = build(journal);
          tried.push(commit.facts.map(({ id }) => id));
          if (full) throw new Error('disk full');
          return commit;
        }),
    };
    let made = 0;
    const factOf = () => usage((made += 1));
    const { writer, clock } = await setUp<{ bytes: number }>({ store: flaky, factOf });
    writer.add(usage(100));
    writer.record({ bytes: 10 });
    writer.record({ bytes: 10 });
    expect(made).toBe(0);
    await clock.advance(3000);
    full = false;
    await clock.advance(1000);
    expect(new Set(tried.map(String))).toEqual(new Set([String([100, 1, 2].map((number) => usage(number).id))]));
    expect(tried.length).toBeGreaterThan(2);
    expect(made).toBe(2);
  });

  it('bounds what is recorded by bytes as it bounds facts, and discards it as them', async () => {
    let made = 0;
    const { writer, store } = await setUp<{ bytes: number }>({
      maxWaitingBytes: 3000,
      factOf: () => usage((made += 1)),
    });
    writer.add(usage(0));
    for (const bytes of [1000, 1000, 1]) writer.record({ bytes });
    await writer.flush();
    expect(await store.counts()).toMatchObject({ records: 3, dropped: 1 });
    writer.record({ bytes: 1 });
    await writer.stop({ discard: true });
    expect(await store.counts()).toMatchObject({ records: 3 });
    expect(made).toBe(2);
  });

  it('leaves out a fact that the pipeline throws at, counts it, says why, and commits all others', async () => {
    const { writer, store, unsound } = await setUp({
      run: (state, facts) => {
        if (facts.some(({ at }) => at === 5)) throw new Error('a bug');
        return { state, verdicts: [] };
      },
    });
    for (let number = 0; number < 10; number += 1) writer.add(usage(number));
    await writer.flush();
    expect(await store.counts()).toMatchObject({ dropped: 1 });
    expect(new Set(unsound)).toEqual(new Set(['a bug']));
    expect(await store.commit(0, (journal) => ({ ...nothing, state: journal.state ?? emptyState }))).toEqual({
      position: 9,
    });
  });

  it('leaves no fact behind that comes just as a commit ends', async () => {
    for (let turns = 0; turns < 30; turns += 1) {
      const { writer, clock, store } = await setUp();
      writer.add(usage(1));
      const flushed = writer.flush();
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
      writer.add(usage(2));
      await flushed;
      await clock.advance(1000);
      expect((await store.counts()).records).toBe(2);
    }
  });

  it('takes nothing more when it is stopped, commits what it has, and starts no timer', async () => {
    const { writer, clock, commits } = await setUp();
    writer.add(usage(1));
    const stopped = writer.stop({ discard: false });
    writer.add(usage(2));
    await stopped;
    await writer.flush();
    expect(clock.timers).toEqual([]);
    expect(commits).toEqual([1]);
  });

  it('gives up what it has when it is stopped to discard it, but for what is on its way', async () => {
    const whole = memoryStore();
    await whole.open();
    let release = (): void => {};
    const slow: Store = {
      ...whole,
      commit: async (since, build) => {
        await new Promise<void>((resolve) => (release = resolve));
        return whole.commit(since, build);
      },
    };
    const { writer, clock, commits } = await setUp({ store: slow });
    writer.add(usage(1));
    const flushed = writer.flush();
    writer.add(usage(2));
    let ended = false;
    const stopped = writer.stop({ discard: true }).then(() => (ended = true));
    await clock.advance(1000);
    expect(ended).toBe(false);
    release();
    await Promise.all([flushed, stopped]);
    expect(commits).toEqual([1]);
    expect(clock.timers).toEqual([]);
  });
});

const nothing = { facts: [], records: [], quarantined: [], dropped: 0 };
