import type { Problem } from '../errors.ts';
import { pathOf } from './structure.ts';

/** Longest name, in bytes of UTF-8. */
const maxNameBytes = 200;

/** Property names that the wire uses, or may come to use. */
const reservedNames: ReadonlySet<string> = new Set([
  'service',
  'serviceVersion',
  'telemetry_json',
  'telemetry_dropped',
]);
/** U+0000 to U+001F. A loop over two hundred names takes longer, in code that runs once. */
const controlCharacter = new RegExp(String.raw`[\u0000-\u001f]`);
const reservedPrefixes = ['system_', 'feature_', 'count_', 'gauge_', '$'];

/** What is wrong with a name of any kind. */
export function nameProblems(name: string, at: string): readonly Problem[] {
  const bytes = Buffer.byteLength(name);
  if (name.trim() === '') return [nameProblem(at, 'has an empty name. Give it one.')];
  if (bytes > maxNameBytes) {
    return [
      nameProblem(at, `has a name of ${bytes} bytes, and may have one of ${maxNameBytes}. Give it a shorter one.`),
    ];
  }
  if (controlCharacter.test(name)) return [nameProblem(at, 'has control characters in its name. Take them out.')];
  if (name in Object.prototype) {
    return [nameProblem(at, `has the name ${name}, which every JavaScript object has. Give it another one.`)];
  }
  return [];
}

/** What is wrong with the name of a property that stands beside those of plainsight. */
export function propertyNameProblems(name: string, at: string): readonly Problem[] {
  const prefix = reservedPrefixes.find((reserved) => name.startsWith(reserved));
  if (prefix !== undefined) return [reserved(at, `has a name that starts with ${prefix}`)];
  return reservedNames.has(name) ? [reserved(at, `has the name ${name}`)] : nameProblems(name, at);
}

/** What is wrong with the name of a telemetry event. */
export const eventNameProblems = (name: string, at: string): readonly Problem[] =>
  name.startsWith('$') ? [reserved(at, 'has a name that starts with $')] : nameProblems(name, at);

/** What came with a version that the plan has not reached. That it is a whole number from 1 is a matter of structure. */
export const sinceProblems = (since: unknown, at: string, version: unknown): readonly Problem[] =>
  typeof since === 'number' && typeof version === 'number' && since > version
    ? [
        {
          code: 'since',
          at: pathOf(at, 'since'),
          message: `is ${since}, and the plan's version is ${version}. Raise the version, or lower this.`,
        },
      ]
    : [];

/** What is wrong with a config key. */
export const keyProblems = (key: string, at: string): readonly Problem[] =>
  key.split('.').every((segment) => segment.trim() !== '')
    ? []
    : [
        {
          code: 'key',
          at,
          message: `'${key}' is no config key. Give names with a dot between, as Butler.anonTelemetry.`,
        },
      ];

const nameProblem = (at: string, message: string): Problem => ({ code: 'name', at, message });

const reserved = (at: string, what: string): Problem => ({
  code: 'reserved-name',
  at,
  message: `${what}, which is reserved. Give it another one.`,
});
