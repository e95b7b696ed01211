import type { Problem } from '../errors.ts';
import { planSchemas, type PlanSchema, type Shape } from './plan-schema.ts';

/** An object as a plan may hold it: names and values. */
export type Plain = { readonly [name: string]: unknown };

/** Told from lists, functions and `null`. */
export const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * What keeps `value`, which stands at `at`, from having a shape; in words for the one who wrote it, and once for each place. A plan
 * is checked at each start of its host, also where telemetry is off, so its schemas are walked here instead of being compiled.
 */
export function structureProblems(shape: Shape, value: unknown, at: string): readonly Problem[] {
  const schema = planSchemas[shape];
  return fits(schema, value) ? none : problemsOf(schema, value, at);
}

const none: readonly never[] = [];

/** Makes next to nothing on its way: nearly every plan that is checked is sound. */
function fits(schema: PlanSchema, value: unknown): boolean {
  if (!fitsAlone(schema, value)) return false;
  const { items, properties } = schema;
  if (items !== undefined && Array.isArray(value)) return fitsEach(items, value);
  return properties === undefined || !isPlain(value) || fitsWithin(schema, properties, value);
}

const fitsEach = (items: PlanSchema, list: readonly unknown[]): boolean => list.every((item) => fits(items, item));

const fitsWithin = (
  { required = none, additionalProperties = true }: PlanSchema,
  properties: { readonly [name: string]: PlanSchema },
  value: Plain,
): boolean =>
  required.every((name) => value[name] !== undefined) &&
  Object.keys(value).every((name) => {
    if (!Object.hasOwn(properties, name)) return additionalProperties;
    const part = properties[name];
    return part === undefined || value[name] === undefined || fits(part, value[name]);
  });

function problemsOf(schema: PlanSchema, value: unknown, at: string): readonly Problem[] {
  if (!fitsAlone(schema, value)) {
    const code = schema.type === undefined || types[schema.type](value) ? 'wrong-value' : 'wrong-type';
    return [{ code, at, message: `is ${inWords(value)}. ${give(schema.description)}` }];
  }
  const { items, properties } = schema;
  if (items !== undefined && Array.isArray(value)) {
    return value.flatMap((item, index) => problemsOf(items, item, pathOf(at, String(index))));
  }
  return properties !== undefined && isPlain(value) ? problemsWithin(schema, properties, value, at) : none;
}

function problemsWithin(
  { required = none, additionalProperties = true }: PlanSchema,
  properties: { readonly [name: string]: PlanSchema },
  value: Plain,
  at: string,
): readonly Problem[] {
  const missing = required.filter((name) => value[name] === undefined);
  const unknown = additionalProperties ? none : Object.keys(value).filter((name) => !Object.hasOwn(properties, name));
  return [
    ...missing.map((name): Problem => {
      const message = `is missing. ${give(properties[name]?.description)}`;
      return { code: 'missing', at: pathOf(at, name), message };
    }),
    ...unknown.map((name): Problem => {
      const message = `is not known here. Known are ${Object.keys(properties).join(', ')}.`;
      return { code: 'unknown-key', at: pathOf(at, name), message };
    }),
    ...Object.entries(properties).flatMap(([name, schema]) =>
      value[name] === undefined ? none : problemsOf(schema, value[name], pathOf(at, name)),
    ),
  ];
}

const types: Readonly<Record<PlanSchema['type'] & string, (value: unknown) => boolean>> = {
  object: isPlain,
  array: Array.isArray,
  string: (value) => typeof value === 'string',
  number: Number.isFinite,
  integer: Number.isInteger,
  boolean: (value) => typeof value === 'boolean',
};

/** By the keywords that look at a value itself. Each looks at values of its own type only, as in JSON Schema. */
function fitsAlone(schema: PlanSchema, value: unknown): boolean {
  if (schema.type !== undefined && !types[schema.type](value)) return false;
  if (schema.enum !== undefined) return schema.enum.includes(value);
  const { minimum = -Infinity, maximum = Infinity, exclusiveMinimum = -Infinity, minItems = 0, pattern } = schema;
  if (typeof value === 'number') return !(value < minimum || value > maximum || value <= exclusiveMinimum);
  if (typeof value === 'string') return pattern === undefined || matches(pattern, value);
  return !Array.isArray(value) || value.length >= minItems;
}

const expressions = new Map<string, RegExp>();

function matches(pattern: string, text: string): boolean {
  const expression = expressions.get(pattern) ?? new RegExp(pattern);
  expressions.set(pattern, expression);
  return expression.test(text);
}

const give = (description = 'what it is to hold'): string => `Give ${description}.`;

/** A path in a plan, for people. */
export const pathOf = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join('.');

/** A value of a plan, for the one who wrote it. */
export function inWords(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return value.trim() === '' ? 'empty' : `'${shortened(value)}'`;
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object') return 'an object';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return value === undefined ? 'undefined' : `a ${typeof value}`;
}

const shortened = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);
