import fc from 'fast-check';
import { modelSinks, type StoreCommand } from '../../src/testing/index.ts';

const sink = fc.constantFrom(...modelSinks);

/** Any commands of a store. */
export const commands: fc.Arbitrary<readonly StoreCommand[]> = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('commit' as const),
        records: fc.array(fc.nat({ max: 40 }), { maxLength: 6 }),
        quarantined: fc.array(fc.nat({ max: 10 }), { maxLength: 2 }),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ kind: fc.constant('attach' as const), sinks: fc.uniqueArray(sink) }),
    },
    {
      weight: 5,
      arbitrary: fc.record({
        kind: fc.constant('settle' as const),
        sink,
        skip: fc.nat({ max: 3 }),
        statuses: fc.array(fc.constantFrom('accepted' as const, 'rejected' as const, 'retry' as const), {
          maxLength: 8,
        }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('erase' as const),
        what: fc.constantFrom('all' as const, 'submitted' as const, 'unsent' as const),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('reopen' as const) }) },
  ),
  { maxLength: 30 },
);
