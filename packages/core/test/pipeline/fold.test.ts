import { describe, it } from 'vitest';
import { fold } from '../../src/pipeline/fold.ts';
import { emptyState } from '../../src/pipeline/state.ts';
import { config, start, system, tick, usage } from './facts.ts';
import { marbles } from './marbles.ts';

describe('fold', () => {
  const begun = { ...instance(), context: { appEnv: 'production' } };

  it('gives each fact, when it comes, with the state after it', () => {
    marbles(({ cold, expectObservable }) => {
      const facts = { s: start(), y: system(), u: usage(3) };
      const afterStart = { ...emptyState, instances: { main: begun } };
      const afterSystem = {
        ...emptyState,
        instances: { main: { ...begun, system: { platform: 'linux', cpuCount: 2 } } },
      };
      expectObservable(cold('-s-y-u-|', facts).pipe(fold(emptyState))).toBe('-s-y-u-|', {
        s: { fact: facts.s, state: afterStart },
        y: { fact: facts.y, state: afterSystem },
        u: { fact: facts.u, state: afterSystem },
      });
    });
  });

  it('goes on from the state that it is given, and begins there again for each subscriber', () => {
    marbles(({ cold, expectObservable }) => {
      const from = { ...emptyState, instances: { main: begun } };
      const fact = config();
      const folded = cold('c|', { c: fact }).pipe(fold(from));
      const features = fact.kind === 'config' ? fact.features : {};
      const given = { c: { fact, state: { ...from, instances: { main: { ...begun, features } } } } };
      expectObservable(folded).toBe('c|', given);
      expectObservable(folded).toBe('c|', given);
    });
  });

  it('begins a slot only when it is another than the last one, whichever way the clock went', () => {
    marbles(({ cold, expectObservable }) => {
      const [one, same, next, back] = [tick(1, 0), tick(2, 0), tick(3, 1), tick(4, 0)];
      const begunBy = (fact: typeof one) => ({
        ...emptyState,
        slots: { 'kettle report': { start: fact.slot, reportedBy: fact.id } },
      });
      expectObservable(cold('abcd', { a: one, b: same, c: next, d: back }).pipe(fold(emptyState))).toBe('abcd', {
        a: { fact: one, state: begunBy(one) },
        b: { fact: same, state: begunBy(one) },
        c: { fact: next, state: begunBy(next) },
        d: { fact: back, state: begunBy(back) },
      });
    });
  });
});

function instance() {
  const { serviceVersion, installation, distinctId, instanceId } = start();
  return { serviceVersion, installation, distinctId, instanceId, features: {}, system: {} };
}
