import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  definePlan,
  flag,
  installationIdentity,
  lengthOf,
  machineIdentity,
  number,
  oneOf,
  type Value,
} from '../../src/index.ts';
import { compileCheck } from '../../src/pipeline/compile-check.ts';
import { eventSchemas, type JsonSchema } from '../../src/pipeline/event-schemas.ts';
import { interpret } from '../../src/pipeline/interpret.ts';
import type { Check } from '../../src/pipeline/validate.ts';
import { describeFeatures } from '../../src/plan/describe.ts';

afterEach(() => vi.unstubAllGlobals());

const forbidden = 'Code generation from strings disallowed for this context';
type Schemas = { readonly [event: string]: JsonSchema };
const asks = (check: Check, name: string, properties: object): readonly string[] =>
  // What a host without types gives goes through as it is.
  check({ uuid: 'u', name, timestamp: 't', distinctId: 'd', properties: properties as Record<string, never> });

/** The check as it is in a process that forbids generated code. */
async function interpreted(schemas: Schemas, told: (why: string) => void = () => {}): Promise<Check> {
  const check = await compileCheck(schemas, told);
  vi.stubGlobal('Function', function refuse() {
    throw new EvalError(forbidden);
  });
  for (const name of Object.keys(schemas)) asks(check, name, {});
  vi.unstubAllGlobals();
  return check;
}

const maybe = fc.constantFrom({}, { nullable: true } as const, { optional: true } as const);
const words = ['tap', 'spring', 'ö/~', '', '1'];
const bound = fc.constantFrom(-2.5, -1, 0, 1, 3, 1e21);
const value: fc.Arbitrary<Value> = fc
  .tuple(
    fc.oneof(
      fc.constant({ type: 'boolean' as const }),
      fc.record({ type: fc.constantFrom('integer' as const, 'number' as const) }),
      fc.record({ type: fc.constantFrom('integer' as const, 'number' as const), minimum: bound }),
      fc.record({ type: fc.constantFrom('integer' as const, 'number' as const), maximum: bound }),
      fc.record({ enum: fc.subarray(words, { minLength: 1 }) }),
      fc.record({
        type: fc.constant('string' as const),
        format: fc.constantFrom('uuid' as const, 'date-time' as const, 'date' as const),
      }),
      fc.record({
        type: fc.constant('string' as const),
        pattern: fc.constantFrom('^x', '"\\d', '^\\p{L}+$', '.'),
        maxLength: fc.constantFrom(1, 2, 5),
      }),
      fc.record({
        type: fc.constant('string' as const),
        maxLength: fc.constantFrom(1, 3),
        freeText: fc.constant('so'),
      }),
    ),
    maybe,
  )
  .map(([one, more]) => ({ ...one, ...more, why: 'so' }));
const names = ['litres', 'type', 'ö', 'a/b', '~', ' x ', `it's "so"`, 'a\\b'];
const values = fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 4, noNullPrototype: true });

const plans = fc
  .record({
    properties: values,
    context: values.map((all) => Object.fromEntries(Object.entries(all).map(([name, one]) => [`${name}_of`, one]))),
    gauges: values,
    shape: fc.constantFrom('flat' as const, 'nested' as const, 'both' as const),
    identity: fc.constantFrom(installationIdentity({ instance: 'replica' }), machineIdentity({ host: 'kettle.host' })),
  })
  .map(({ properties, context, gauges, shape, identity }) => {
    const plan = definePlan({
      service: 'kettle',
      version: 1,
      maintainer: { name: 'Kettle makers', contact: 'privacy@example.org' },
      why: 'To know.',
      never: ['what is boiled'],
      consent: { default: 'on' },
      identity,
      context,
      gauges,
      system: { why: 'so', fields: ['platform', 'virtual', 'cpuCount'] },
      features: {
        whistle: flag('whistle', { why: 'so' }),
        water: oneOf(['tap', 1], { why: 'so' }),
        deep: {
          er: { port: number('port', { why: 'so' }), timers: lengthOf('timers', { why: 'so', only: 'nested' }) },
        },
      },
      events: { boiled: { kind: 'each', why: 'so', properties }, filled: { kind: 'count', why: 'so' } },
      report: { name: 'report', everyHours: 12, shape },
    });
    return eventSchemas(plan, describeFeatures(plan));
  });

const odd: readonly unknown[] = [
  ...words,
  'kettle',
  'linux',
  '1.2.3',
  'xyz',
  '"7',
  'xxxxx',
  '😀😀😀',
  '\uD800a',
  'a'.repeat(64),
  'x'.repeat(200),
  'x'.repeat(201),
  '4b4c3f4a-8d0e-4d4f-9c1b-0a1b2c3d4e5f',
  'urn:uuid:4B4C3F4A-8D0E-4D4F-9C1B-0A1B2C3D4E5F',
  '2026-02-29',
  '2024-02-29',
  '2026-03-03T04:05:06Z',
  '2026-03-03T23:59:60Z',
  '2026-02-30T04:05:06Z',
  '2026-03-03t04:05:06.7+02:00',
  true,
  false,
  null,
  undefined,
  0,
  -0,
  1,
  1.5,
  -3,
  3,
  1e21,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  1n,
  Symbol('s'),
  () => 1,
  [],
  {},
  [1],
  new Date(0),
  Object('tap'),
  new Map(),
];

/** What is often right, and else anything that a host without types may give. */
const anything: fc.Arbitrary<unknown> = fc.oneof(fc.constantFrom<unknown>(...odd), fc.anything({ maxDepth: 2 }));

const propertiesOf = (schema: unknown): readonly (readonly [string, unknown])[] =>
  typeof schema === 'object' && schema !== null && 'properties' in schema
    ? Object.entries(schema.properties ?? {})
    : [];

/** An object with most of what a schema names, and sometimes something that it does not. */
const objectOf = (schema: unknown): fc.Arbitrary<object> =>
  fc
    .tuple(
      fc.record(
        Object.fromEntries(
          propertiesOf(schema).map(([name, below]) => [
            name,
            propertiesOf(below).length > 0 ? fc.oneof({ weight: 4, arbitrary: objectOf(below) }, anything) : anything,
          ]),
        ),
        { requiredKeys: [] },
      ),
      fc.dictionary(fc.constantFrom('more', 'b/a', '~0', '', ' y ', 'valueOf'), anything, { maxKeys: 1 }),
      fc.constantFrom('literal', 'bare', 'inherited'),
    )
    .map(([known, more, made]) => {
      if (made === 'literal') return { ...known, ...more };
      return Object.assign(Object.create(made === 'inherited' ? known : null), made === 'inherited' ? {} : known, more);
    });

describe('a check without generated code', () => {
  it("gives AJV's verdicts, in AJV's words", async () => {
    await fc.assert(
      fc.asyncProperty(
        plans.chain((schemas) =>
          fc.tuple(
            fc.constant(schemas),
            fc.array(
              fc
                .constantFrom(...Object.keys(schemas))
                .chain((name) => fc.tuple(fc.constant(name), objectOf(schemas[name]))),
              { minLength: 10, maxLength: 10 },
            ),
          ),
        ),
        async ([schemas, events]) => {
          const generated = await compileCheck(schemas);
          const plain = await interpreted(schemas);
          for (const [name, properties] of events) {
            expect(asks(plain, name, properties)).toEqual(asks(generated, name, properties));
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  it('is told of once, with the reason', async () => {
    const told: string[] = [];
    const closed = { type: 'object', additionalProperties: false } as const;
    await interpreted({ boiled: closed, filled: closed }, (why) => told.push(why));
    expect(told).toEqual([forbidden]);
  });

  it.each<[JsonSchema, string]>([
    [{ type: 'object', minProperties: 1 }, 'minProperties'],
    [{ type: 'array' }, '"array"'],
    [{ type: 'object', additionalProperties: true }, 'not closed'],
    [{ type: 'object', properties: { deep: { not: {} } }, additionalProperties: false }, 'not'],
    [{ type: 'object', properties: { deep: true }, additionalProperties: false }, 'no schema'],
  ])('refuses %j, which it does not know, and so lets nothing pass unchecked', (schema, what) => {
    expect(() => interpret(schema, () => true)).toThrow(what);
  });
});
