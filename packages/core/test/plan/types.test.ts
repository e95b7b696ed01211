import { describe, expect, expectTypeOf, test } from 'vitest';
import {
  createTelemetry,
  definePlan,
  flag,
  type LookOptions,
  type StartOptions,
  type Value,
  type ValueOf,
} from '../../src/index.ts';

const base = {
  service: 'kettle',
  version: 1,
  maintainer: { name: 'Kettle makers', contact: 'privacy@example.org' },
  why: 'To know which kettles are in use.',
  never: [],
  consent: { default: 'off' },
} as const;

const plan = definePlan({
  ...base,
  context: { appEnv: { enum: ['production', 'test'] } },
  gauges: { cups: { type: 'integer', nullable: true } },
  events: {
    boiled: {
      kind: 'each',
      why: 'How kettles are used.',
      properties: {
        litres: { type: 'number' },
        quick: { type: 'boolean', optional: true },
        colour: { enum: ['red', 'blue'], nullable: true },
        at: { type: 'string', format: 'date-time' },
      },
    },
    emptied: { kind: 'each', why: 'How kettles are used.', properties: {} },
    whistled: { kind: 'once', why: 'How kettles are used.', properties: { loud: { type: 'boolean' } } },
    cleaned: {
      kind: 'recurring',
      everyDays: 30,
      why: 'How kettles are used.',
      properties: { with: { enum: ['lemon'] } },
    },
    filled: { kind: 'count', why: 'How kettles are used.' },
  },
  report: { name: 'kettle report', everyHours: 12 },
});

const withoutEvents = definePlan(base);

const id = { type: 'string', format: 'uuid' } as const;
const sharing = definePlan({
  ...base,
  events: {
    a: { kind: 'each', why: 'Why.', properties: { id } },
    b: { kind: 'each', why: 'Why.', properties: { id, more: id } },
  },
});

type Options = StartOptions<NonNullable<typeof plan.context>, NonNullable<typeof plan.gauges>>;

/** Compiled and never called. */
export function compiledCalls(options: Options): void {
  const telemetry = createTelemetry(plan);
  const at = '2026-01-01T00:00:00Z';
  telemetry.record('boiled', { litres: 1, colour: 'red', at });
  telemetry.record('boiled', { litres: 1, colour: null, at, quick: true });
  telemetry.record('emptied', {});
  // @ts-expect-error a property that the plan does not have
  telemetry.record('boiled', { litres: 1, colour: 'red', at, wrong: 1 });
  // @ts-expect-error a property that is missing
  telemetry.record('boiled', { colour: 'red', at });
  // @ts-expect-error a word that is not in the list
  telemetry.record('boiled', { litres: 1, colour: 'green', at });
  // @ts-expect-error a type that is another
  telemetry.record('boiled', { litres: '1', colour: 'red', at });
  // @ts-expect-error null where it may not be
  telemetry.record('boiled', { litres: null, colour: 'red', at });
  // @ts-expect-error undefined is not left out
  telemetry.record('boiled', { litres: 1, colour: 'red', at, quick: undefined });
  // @ts-expect-error an event that the plan does not have
  telemetry.record('burnt', {});

  telemetry.record('whistled', { loud: true });
  telemetry.record('cleaned', { with: 'lemon' });
  // @ts-expect-error a property that is missing
  telemetry.record('whistled', {});
  // @ts-expect-error a word that is not in the list
  telemetry.record('cleaned', { with: 'soap' });
  // @ts-expect-error an event that is counted, and not recorded
  telemetry.record('filled', {});
  telemetry.count('filled');
  telemetry.count('filled', 3);
  // @ts-expect-error a number that is none
  telemetry.count('filled', '3');
  // @ts-expect-error an event that is recorded, and not counted
  telemetry.count('boiled');
  // @ts-expect-error an event that is recorded once, and not counted
  telemetry.count('whistled');
  // @ts-expect-error an event that is recorded again and again, and not counted
  telemetry.count('cleaned');
  // @ts-expect-error an event that the plan does not have
  telemetry.count('burnt');

  // @ts-expect-error an event where the plan has none
  createTelemetry(withoutEvents).record('boiled', {});
  // @ts-expect-error the same
  createTelemetry(withoutEvents).count('filled');

  const { context, gauges, ...rest } = options;
  void telemetry.start({ ...rest, context, gauges });
  // @ts-expect-error context is missing
  void telemetry.start({ ...rest, gauges });
  // @ts-expect-error gauges are missing
  void telemetry.start({ ...rest, context });
  // @ts-expect-error a word that is not in the list
  void telemetry.start({ ...rest, context: { appEnv: 'staging' }, gauges });
  // @ts-expect-error a gauge that gives another type
  void telemetry.start({ ...rest, context, gauges: { cups: () => 'many' } });
  void createTelemetry(withoutEvents).start(rest);

  const shared = createTelemetry(sharing);
  shared.record('a', { id: '' });
  shared.record('b', { id: '', more: '' });
  // @ts-expect-error a property that only another event has
  shared.record('a', { id: '', more: '' });
}

/** Compiled and never called. */
export function compiledPlans(): void {
  // @ts-expect-error a string without bounds
  definePlan({ ...base, context: { a: { type: 'string' } } });
  // @ts-expect-error a string of a length alone
  definePlan({ ...base, context: { a: { type: 'string', maxLength: 10 } } });
  // @ts-expect-error a pattern without a length
  definePlan({ ...base, context: { a: { type: 'string', pattern: '^a$' } } });
  // @ts-expect-error no such type
  definePlan({ ...base, gauges: { a: { type: 'object' } } });
  // @ts-expect-error no such kind
  definePlan({ ...base, events: { a: { kind: 'twice', why: 'Why.', properties: {} } } });
  // @ts-expect-error recurring, and not how often
  definePlan({ ...base, events: { a: { kind: 'recurring', why: 'Why.', properties: {} } } });
  // @ts-expect-error a window without hours
  definePlan({ ...base, submit: {} });
  // @ts-expect-error no reason
  definePlan({ ...base, events: { a: { kind: 'each', properties: {} } } });
  // @ts-expect-error no such system field
  definePlan({ ...base, system: { why: 'Why.', fields: ['hostname'] } });
  // @ts-expect-error something missing
  definePlan({ service: 'kettle' });
  // @ts-expect-error something too much
  definePlan({ ...base, colour: 'red' });
  // @ts-expect-error no feature
  definePlan({ ...base, features: { a: true } });
  // @ts-expect-error an option that is none
  flag('a', { nam: 'b' });
}

describe('the types of a plan', () => {
  test('give each value its type', () => {
    expectTypeOf<ValueOf<{ type: 'boolean' }>>().toEqualTypeOf<boolean>();
    expectTypeOf<ValueOf<{ type: 'integer'; nullable: true }>>().toEqualTypeOf<number | null>();
    expectTypeOf<ValueOf<Value>>().toEqualTypeOf<string | number | boolean | null>();
    expectTypeOf<{ sinks: []; gauges: { cups: () => null } }>().toExtend<LookOptions>();
    expectTypeOf<ValueOf<{ enum: readonly ['a', 'b'] }>>().toEqualTypeOf<'a' | 'b'>();
    expectTypeOf<ValueOf<{ type: 'string'; enum: readonly ['a'] }>>().toEqualTypeOf<'a'>();
    expectTypeOf<ValueOf<{ type: 'string'; format: 'uuid' }>>().toEqualTypeOf<string>();
  });

  test('ask at start for the context and the gauges that the plan has', () => {
    expectTypeOf<Options['context']['appEnv']>().toEqualTypeOf<'production' | 'test'>();
    expectTypeOf<Options['gauges']['cups']>().returns.toEqualTypeOf<number | null | Promise<number | null>>();
  });

  test('are those of a plan that is as it was written', () => {
    expect(withoutEvents).toEqual(base);
  });
});
