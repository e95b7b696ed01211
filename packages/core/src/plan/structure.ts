import type { Problem } from '../errors.ts';
import type { PlanSchema, Shape } from './plan-schema.ts';
import { checks, type StructureError } from './plan-validator.generated.ts';

/** An object as a plan may hold it: names and values. */
export type Plain = { readonly [name: string]: unknown };

/** Told from lists, functions and `null`. */
export const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What keeps `value`, which stands at `at`, from having a shape; in words for the one who wrote it. */
export function structureProblems(shape: Shape, value: unknown, at: string): readonly Problem[] {
  const { fits, schema } = checks[shape];
  if (fits(value)) return [];
  const problems = (fits.errors ?? []).map((error) => problemOf(error, schema, value, at));
  return problems.filter((problem, index) => problems.findIndex((other) => other.at === problem.at) === index);
}

function problemOf(error: StructureError, schema: PlanSchema, value: unknown, at: string): Problem {
  const { missingProperty, additionalProperty } = error.params;
  const place = segments(error.instancePath);
  const failed = schemaAt(schema, segments(error.schemaPath).slice(0, -1));
  if (missingProperty !== undefined) {
    const { description } = failed.properties?.[missingProperty] ?? {};
    return { code: 'missing', at: pathOf(at, ...place, missingProperty), message: `is missing. ${give(description)}` };
  }
  if (additionalProperty !== undefined) {
    const known = Object.keys(failed.properties ?? {}).join(', ');
    const message = `is not known here. Known are ${known}.`;
    return { code: 'unknown-key', at: pathOf(at, ...place, additionalProperty), message };
  }
  const code = error.keyword === 'type' ? 'wrong-type' : 'wrong-value';
  return {
    code,
    at: pathOf(at, ...place),
    message: `is ${inWords(valueAt(value, place))}. ${give(failed.description)}`,
  };
}

const give = (description = 'what it is to hold'): string => `Give ${description}.`;

/** Of a JSON pointer, or of a reference with one: `#/properties/why`. */
const segments = (pointer: string): readonly string[] => pointer.split('/').slice(1);

const valueAt = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((at, segment) => (Object(at) === at ? Reflect.get(Object(at), segment) : undefined), value);

const schemaAt = (schema: PlanSchema, path: readonly string[]): PlanSchema => {
  const found = valueAt(schema, path);
  return isPlain(found) ? found : {};
};

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
