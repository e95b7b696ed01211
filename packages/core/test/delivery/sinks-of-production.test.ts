import { expect, it } from 'vitest';
import { chooseSinks, sinksOfProduction } from '../../src/delivery/choose-sinks.ts';
import { memorySink } from '../../src/testing/memory-sink.ts';

const production = () => [{ ...memorySink(), name: 'posthog' }];
const ci = () => [{ ...memorySink(), name: 'console', dryRun: true }];
const namesOf = (sinks: Parameters<typeof sinksOfProduction>[0]) => sinksOfProduction(sinks).map(({ name }) => name);

it.each([{}, { CI: 'true' }, { NODE_ENV: 'test' }, { PLAINSIGHT_SINK: 'none' }, { PLAINSIGHT_SINK: 'console' }])(
  'what chooseSinks made for %j is known as what production has',
  (env) => {
    expect(namesOf(chooseSinks({ production, ci }, env))).toEqual(['posthog']);
  },
);

it('what the host made itself is the same everywhere, a copy of a chosen list too', () => {
  expect(namesOf(ci())).toEqual(['console']);
  expect(namesOf([...chooseSinks({ production, ci }, { CI: 'true' })])).toEqual(['console']);
});

it('the sinks of production are not made before they are asked for, and what that throws is thrown', () => {
  const broken = () => {
    throw new Error('no key');
  };
  const sinks = chooseSinks({ production: broken, ci }, { CI: 'true' });
  expect(sinks.map(({ name }) => name)).toEqual(['console']);
  expect(() => sinksOfProduction(sinks)).toThrow('no key');
});
