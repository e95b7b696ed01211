import { describe, it } from 'vitest';
import { derive } from '../../src/pipeline/derive.ts';
import { foldFact } from '../../src/pipeline/fold.ts';
import { emptyState } from '../../src/pipeline/state.ts';
import { plan, start, system, tick, usage } from './facts.ts';
import { marbles } from './marbles.ts';

const begun = foldFact(emptyState, start());
const of = begun.instances['main'];

describe('derive', () => {
  it('gives one usage event for a usage fact, under its id, and none for what only changes the state', () => {
    marbles(({ cold, expectObservable }) => {
      const fact = usage(7);
      const folded = { s: { fact: system(), state: begun }, u: { fact, state: begun } };
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
      const draft = { kind: 'report', uuid, name: 'kettle report', at: first.at, of, values: first.gauges };
      const folded = { a: { fact: first, state }, b: { fact: second, state } };
      expectObservable(cold('ab', folded).pipe(derive(plan.report))).toBe('ab', {
        a: { state, drafts: [draft] },
        b: { state, drafts: [] },
      });
    });
  });

  it('gives nothing for an instance that never started, nor a report where the plan has none', () => {
    marbles(({ cold, expectObservable }) => {
      const state = foldFact(begun, tick(1, 0));
      const folded = {
        u: { fact: { ...usage(7), instance: 'stranger' }, state: begun },
        t: { fact: tick(1, 0), state },
      };
      expectObservable(cold('ut', folded).pipe(derive(undefined))).toBe('ut', {
        u: { state: begun, drafts: [] },
        t: { state, drafts: [] },
      });
    });
  });
});
