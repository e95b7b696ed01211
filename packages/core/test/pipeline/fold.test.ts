import { describe, expect, it } from 'vitest';
import type { Fact } from '../../src/facts/fact.ts';
import { fold, foldFact } from '../../src/pipeline/fold.ts';
import { emptyState, type State } from '../../src/pipeline/state.ts';
import { config, counted, erased, mode, start, system, tick, usage, whistled } from './facts.ts';
import { marbles } from './marbles.ts';

describe('fold', () => {
  const begun = { ...instance(), context: { appEnv: 'production' } };

  it('gives each fact, when it comes, with the state after it, and whether that is another', () => {
    marbles(({ cold, expectObservable }) => {
      const facts = { s: start(), y: system(), u: usage(3) };
      const afterStart = { ...emptyState, instances: { main: begun } };
      const afterSystem = {
        ...emptyState,
        instances: { main: { ...begun, system: { platform: 'linux', cpuCount: 2 } } },
      };
      expectObservable(cold('-s-y-u-|', facts).pipe(fold(emptyState))).toBe('-s-y-u-|', {
        s: { fact: facts.s, state: afterStart, isNews: true },
        y: { fact: facts.y, state: afterSystem, isNews: true },
        u: { fact: facts.u, state: afterSystem, isNews: false },
      });
    });
  });

  it('goes on from the state that it is given, and begins there again for each subscriber', () => {
    marbles(({ cold, expectObservable }) => {
      const from = { ...emptyState, instances: { main: begun } };
      const fact = config();
      const folded = cold('c|', { c: fact }).pipe(fold(from));
      const features = fact.kind === 'config' ? fact.features : {};
      const state = { ...from, instances: { main: { ...begun, features } } };
      const given = { c: { fact, state, isNews: true } };
      expectObservable(folded).toBe('c|', given);
      expectObservable(folded).toBe('c|', given);
    });
  });

  it('begins a slot only when it is another than those before, whichever way the clock went', () => {
    marbles(({ cold, expectObservable }) => {
      const [one, same, next, back] = [tick(1, 0), tick(2, 0), tick(3, 1), tick(4, 0)];
      const begunBy = (fact: typeof one, before: readonly number[] = []) => ({
        ...emptyState,
        slots: { 'kettle report': { start: fact.slot, counted: {}, before } },
      });
      expectObservable(cold('abcd', { a: one, b: same, c: next, d: back }).pipe(fold(emptyState))).toBe('abcd', {
        a: { fact: one, state: begunBy(one), isNews: true },
        b: { fact: same, state: begunBy(one), isNews: false },
        c: { fact: next, state: begunBy(next, [one.slot]), isNews: true },
        d: { fact: back, state: begunBy(next, [one.slot]), isNews: false },
      });
    });
  });
});

/** Which of the facts told something new, as marbles: `y` and `n`. */
function newsIn(facts: readonly Fact[], from: State = emptyState): string {
  let state = from;
  return facts
    .map((fact) => {
      const before = state;
      state = foldFact(before, fact);
      return state === before ? 'n' : 'y';
    })
    .join('');
}

const stateAfter = (...facts: readonly Fact[]): State => facts.reduce(foldFact, emptyState);

describe('fold of an event of kind once', () => {
  it('is news for the first of each value, and for no other of it', () => {
    marbles(({ cold, expectObservable }) => {
      const facts = { a: whistled(1, 'low'), b: whistled(2, 'low'), c: whistled(3, 'high'), d: whistled(4, 'low') };
      const low = { ...emptyState, once: { whistled: { 'of low': true } } };
      const both = { ...emptyState, once: { whistled: { 'of low': true, 'of high': true } } };
      expectObservable(cold('ab-cd|', facts).pipe(fold(emptyState))).toBe('ab-cd|', {
        a: { fact: facts.a, state: low, isNews: true },
        b: { fact: facts.b, state: low, isNews: false },
        c: { fact: facts.c, state: both, isNews: true },
        d: { fact: facts.d, state: both, isNews: false },
      });
    });
  });

  it('keeps the values of each event apart, and does not mind when they come', () => {
    const other = { ...whistled(2, 'low'), name: 'sung' };
    const later = { ...whistled(3, 'low'), at: Date.UTC(2126, 0, 1) };
    const earlier = { ...whistled(4, 'low'), at: Date.UTC(1926, 0, 1) };
    expect(newsIn([whistled(1, 'low'), other, later, earlier])).toBe('yynn');
  });
});

describe('fold of an event of kind recurring', () => {
  it.each<[string, readonly Fact[], string]>([
    [
      'when the value is another than last, also when it was there before',
      [mode(1, true), mode(2, false), mode(3, true)],
      'yyy',
    ],
    ['not when it is the same within the days', [mode(1, true), mode(2, true, 29.9), mode(3, true, 29.99)], 'ynn'],
    [
      'when the same comes so many days later',
      [mode(1, true), mode(2, true, 30), mode(3, true, 59), mode(4, true, 60)],
      'yyny',
    ],
    [
      'when the same comes so many days earlier',
      [mode(1, true), mode(2, true, -29), mode(3, true, -30), mode(4, true, -31)],
      'ynyn',
    ],
    [
      'after a clock that went back ten years, and when it is right again',
      [mode(1, true), mode(2, true, -3650), mode(3, true, -3640), mode(4, true, 1)],
      'yyny',
    ],
    [
      'after a clock that went on ten years, and when it is right again',
      [mode(1, true), mode(2, true, 3650), mode(3, true, 1)],
      'yyy',
    ],
  ])('is news %s', (_, facts, news) => {
    expect(newsIn(facts)).toBe(news);
  });

  it('remembers the last that was news, and not each that was looked at', () => {
    const state = stateAfter(mode(1, true), mode(2, true, 20));
    expect(state.recurring).toEqual({ mode: { hash: 'of true', at: mode(1, true).at } });
    expect(newsIn([mode(3, true, 30)], state)).toBe('y');
  });
});

describe('fold of counts', () => {
  it('adds up by name and by the report that tells it', () => {
    const state = stateAfter(
      counted(1, 2),
      counted(2, 1, { name: 'emptied' }),
      counted(3, 5),
      counted(4, 1, { scope: 'kettle report/worker' }),
    );
    expect(state.counts).toEqual({
      'kettle report': { filled: 7, emptied: 1 },
      'kettle report/worker': { filled: 1 },
    });
  });

  it('tells nothing in a slot that was told before, so that no count goes where no report is made', () => {
    const there = [counted(1, 2), tick(2, 0), tick(3, 1), counted(4, 5), tick(5, 0)];
    const state = stateAfter(...there);
    expect(state.counts).toEqual({ 'kettle report': { filled: 5 } });
    expect(stateAfter(...there, tick(6, 2)).slots['kettle report']?.counted).toEqual({ filled: 5 });
  });

  it('moves what was counted into the slot of its report, and that of no other', () => {
    const state = stateAfter(counted(1, 2), counted(2, 3, { scope: 'kettle report/worker' }), tick(3, 0));
    expect(state.slots).toEqual({ 'kettle report': { start: tick(3, 0).slot, counted: { filled: 2 }, before: [] } });
    expect(state.counts).toEqual({ 'kettle report/worker': { filled: 3 } });
  });

  it('keeps what was counted when another tick of the slot comes, and forgets what the slot before told', () => {
    const within = stateAfter(counted(1, 2), tick(2, 0), counted(3, 4), tick(4, 0));
    expect([within.slots['kettle report']?.counted, within.counts]).toEqual([
      { filled: 2 },
      { 'kettle report': { filled: 4 } },
    ]);
    const next = stateAfter(counted(1, 2), tick(2, 0), counted(3, 4), tick(4, 1));
    expect([next.slots['kettle report']?.counted, next.counts]).toEqual([{ filled: 4 }, {}]);
  });

  it('keeps what was counted for the first report where a slot is only marked', () => {
    const state = stateAfter(counted(1, 2), tick(2, 0, { report: false }));
    expect([state.slots['kettle report']?.counted, state.counts]).toEqual([{}, { 'kettle report': { filled: 2 } }]);
  });
});

describe('fold of an erasure', () => {
  const full = stateAfter(
    start(),
    system(),
    config(),
    whistled(4, 'low'),
    mode(5, true),
    counted(6, 2),
    tick(7, 0),
    counted(8, 3),
  );

  it('of all leaves the starts of slots, so that none is reported twice, and nothing else', () => {
    const state = foldFact(full, erased(9, 'all'));
    expect(state).toEqual({
      ...emptyState,
      slots: { 'kettle report': { start: tick(7, 0).slot, counted: {}, before: [] } },
    });
    expect(newsIn([tick(10, 0), whistled(11, 'low'), mode(12, true), tick(13, 1)], state)).toBe('nyyy');
  });

  it('of what was not sent leaves all but what was counted and not told', () => {
    const state = foldFact(full, erased(9, 'unsent'));
    expect(state).toEqual({ ...full, counts: {} });
    expect(newsIn([tick(10, 0), whistled(11, 'low'), mode(12, true)], state)).toBe('nnn');
  });
});

function instance() {
  const { serviceVersion, installation, distinctId, instanceId } = start();
  return { serviceVersion, installation, distinctId, instanceId, features: {}, system: {} };
}
