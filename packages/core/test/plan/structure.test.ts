import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Ajv, type ErrorObject } from 'ajv';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planSchemas, type PlanSchema, type Shape } from '../../src/plan/plan-schema.ts';
import { structureProblems } from '../../src/plan/structure.ts';

const shapes = Object.keys(planSchemas).filter((shape): shape is Shape => shape in planSchemas);
const ajv = new Ajv({ allErrors: true, strict: true });
const validators = new Map(shapes.map((shape) => [shape, ajv.compile(planSchemas[shape])]));

/** What AJV finds: where, and of which kind. */
function found(shape: Shape, value: unknown): readonly string[] {
  const validate = validators.get(shape);
  return validate?.(value) === false ? (validate.errors ?? []).map(said).toSorted() : [];
}

function said({ instancePath, keyword, params }: ErrorObject): string {
  const { missingProperty, additionalProperty } = params;
  const name: unknown = missingProperty ?? additionalProperty;
  const at = [...instancePath.split('/').slice(1), ...(typeof name === 'string' ? [name] : [])].join('.');
  const codes = new Map([
    ['required', 'missing'],
    ['additionalProperties', 'unknown-key'],
    ['type', 'wrong-type'],
  ]);
  return `${codes.get(keyword) ?? 'wrong-value'} ${at}`;
}

const odd = fc.oneof(
  fc.constantFrom<unknown[]>(null, undefined, '', ' ', 'text', true, false, 0, -1, 1.5, 1e9, NaN, Infinity, [], {}, 1n),
  fc.array(fc.oneof(fc.string(), fc.integer(), fc.constant(null)), { maxLength: 3 }),
  fc.dictionary(fc.constantFrom('name', 'kind', 'why', 'more'), fc.string(), { noNullPrototype: true }),
);

/** Values that come near a schema: each part fits, or is odd, or is missing, or is one more than there may be. */
function near(schema: PlanSchema): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 8, arbitrary: fitting(schema) }, { weight: 1, arbitrary: odd });
}

function fitting(schema: PlanSchema): fc.Arbitrary<unknown> {
  const { properties = {}, required = [], items = {}, minimum = 0, maximum = 1e6, pattern } = schema;
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  if (schema.type === undefined) return odd;
  switch (schema.type) {
    case 'object': {
      const parts = Object.fromEntries(Object.entries(properties).map(([name, part]) => [name, near(part)]));
      const whole = fc.record(parts, { requiredKeys: [...required] });
      return fc.oneof(
        { weight: 6, arbitrary: whole },
        { weight: 1, arbitrary: fc.record(parts, { requiredKeys: [] }) },
        { weight: 1, arbitrary: fc.tuple(whole, odd).map(([value, more]) => ({ ...value, more })) },
      );
    }
    case 'array':
      return fc.array(near(items), { maxLength: 3 });
    case 'string':
      return pattern === undefined ? fc.string() : fc.constantFrom('a', 'a b', '\u3000b');
    case 'number':
      return fc.oneof(fc.constantFrom(minimum, maximum), fc.double({ noNaN: true }));
    case 'integer':
      return fc.oneof(fc.constantFrom(minimum, maximum, maximum + 1), fc.integer());
    case 'boolean':
      return fc.boolean();
  }
}

describe('the structure of a plan', () => {
  test.each(shapes)('has in a %s the faults that AJV finds, at the same places', (shape) => {
    fc.assert(
      fc.property(near(planSchemas[shape]), (value) => {
        const problems = structureProblems(shape, value, '').map(({ code, at }) => `${code} ${at}`);
        expect(problems.toSorted()).toEqual(found(shape, value));
      }),
      { numRuns: 200 },
    );
  });

  test('is made of keywords that are looked at, all of them', () => {
    const looked = ['type', 'enum', 'pattern', 'minimum', 'maximum', 'exclusiveMinimum', 'minItems'];
    const within = ['items', 'properties', 'required', 'additionalProperties', 'description'];
    expect([...keywordsOf(shapes.map((shape) => planSchemas[shape]))].toSorted()).toEqual(
      [...looked, ...within].toSorted(),
    );
  });

  test('is told without AJV, or any other package, being loaded', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [
      fileURLToPath(new URL('define-plan-child.ts', import.meta.url)),
    ]);
    expect(JSON.parse(stdout)).toEqual({ defined: 'kettle', packages: [] });
  });
});

const keywordsOf = (schemas: readonly PlanSchema[]): ReadonlySet<string> =>
  new Set(
    schemas.flatMap((schema) => [
      ...Object.keys(schema),
      ...keywordsOf([...Object.values(schema.properties ?? {}), ...(schema.items === undefined ? [] : [schema.items])]),
    ]),
  );
