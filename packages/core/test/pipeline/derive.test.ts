import { describe, it } from 'vitest';
import { derive } from '../../src/pipeline/derive.ts';
import { foldFact } from '../../src/pipeline/fold.ts';
import { emptyState } from '../../src/pipeline/state.ts';
import { counted, erased, mode, plan, start, system, tick, usage, whistled } from './facts.ts';
import { marbles } from './marbles.ts';

const begun = foldFact(emptyState, start());
const of = begun.instances['main'];

describe('derive', () => {
  it('gives one usage event for a usage fact, under its id, and none for what only changes the state', () => {
    marbles(({ cold, expectObservable }) => {
      const fact = usage(7);
      const folded = { s: { fact: system(), state: begun, isNews: true }, u: { fact, state: begun, isNews: false } };
      const draft = { kind: 'usage', uuid: fact.id, name: 'boiled', at: fact.at, of, values: fact.properties };
      expectObservable(cold('-s-u|', folded).pipe(derive(plan.report))).toBe('-s-u|', {
        s: { state: begun, drafts: [] },
        u: { state: begun, drafts: [draft] },
      });
    });
  });

  it('gives a report for the tick that began the slot, and none for another tick of it', () => {
    marbles(({ cold, expectObservable }) => {
      const [first, second] = [tick(1, 0), tick(2, 0)];
      const state = foldFact(begun, first);
      // UUIDv5 of installation, instance, name, period and start of the slot, computed with another implementation.
      const uuid = '14007b48-528b-547f-90d4-8efccc85614a';
      const told = { counted: {}, dropped: 0 };
      const draft = { kind: 'report', uuid, name: 'kettle report', at: first.at, of, values: first.gauges, told };
      const folded = { a: { fact: first, state, isNews: true }, b: { fact: second, state, isNews: false } };
      expectObservable(cold('ab', folded).pipe(derive(plan.report))).toBe('ab', {
        a: { state, drafts: [draft] },
        b: { state, drafts: [] },
      });
    });
  });

  it('gives an event for what is known again only where it is news', () => {
    marbles(({ cold, expectObservable }) => {
      const [one, other] = [whistled(1, 'low'), mode(2, true)];
      const draft = { kind: 'usage', uuid: one.id, name: 'whistled', at: one.at, of, values: { tune: 'low' } };
      const next = { kind: 'usage', uuid: other.id, name: 'mode', at: other.at, of, values: { quiet: true } };
      const folded = {
        a: { fact: one, state: begun, isNews: true },
        b: { fact: one, state: begun, isNews: false },
        c: { fact: other, state: begun, isNews: true },
        d: { fact: other, state: begun, isNews: false },
      };
      expectObservable(cold('abcd', folded).pipe(derive(plan.report))).toBe('abcd', {
        a: { state: begun, drafts: [draft] },
        b: { state: begun, drafts: [] },
        c: { state: begun, drafts: [next] },
        d: { state: begun, drafts: [] },
      });
    });
  });

  it('gives nothing for a count or an erasure, and lets the report tell what the slot has and what was lost', () => {
    marbles(({ cold, expectObservable }) => {
      const fact = tick(3, 0, { dropped: 5 });
      const state = foldFact(foldFact(begun, counted(1, 2)), fact);
      const uuid = '14007b48-528b-547f-90d4-8efccc85614a';
      const told = { counted: { filled: 2 }, dropped: 5 };
      const draft = { kind: 'report', uuid, name: 'kettle report', at: fact.at, of, values: fact.gauges, told };
      const folded = {
        c: { fact: counted(1, 2), state: begun, isNews: true },
        e: { fact: erased(2, 'unsent'), state: begun, isNews: true },
        t: { fact, state, isNews: true },
      };
      expectObservable(cold('cet', folded).pipe(derive(plan.report))).toBe('cet', {
        c: { state: begun, drafts: [] },
        e: { state: begun, drafts: [] },
        t: { state, drafts: [draft] },
      });
    });
  });

  it('gives nothing for an instance that never started, nor a report where the plan has none', () => {
    marbles(({ cold, expectObservable }) => {
      const state = foldFact(begun, tick(1, 0));
      const folded = {
        u: { fact: { ...usage(7), instance: 'stranger' }, state: begun, isNews: false },
        t: { fact: tick(1, 0), state, isNews: true },
      };
      expectObservable(cold('ut', folded).pipe(derive(undefined))).toBe('ut', {
        u: { state: begun, drafts: [] },
        t: { state, drafts: [] },
      });
    });
  });
});
