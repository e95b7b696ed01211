import type { Json } from '../../surroundings/json.ts';
import type { JsonSchema } from '../event-schemas.ts';
import type { Place } from './patterns.ts';

/** A string of an event that the plan does not fix. */
export interface OpenString extends Place {
  /** Where it stands in the properties. */
  readonly path: readonly string[];
}

/** What of an event is to be looked at: strings that may hold anything, or anything of a pattern. */
export function openStrings(schema: JsonSchema, path: readonly string[] = []): readonly OpenString[] {
  const properties = schema['properties'];
  if (isMap(properties)) {
    return Object.entries(properties).flatMap(([name, below]) =>
      isMap(below) ? openStrings(below, [...path, name]) : [],
    );
  }
  const isOpen = schema['type'] === 'string' && !('enum' in schema) && !('format' in schema);
  return isOpen ? [{ path, isVersion: isVersion(schema['pattern'], path.at(-1) ?? '') }] : [];
}

const isMap = (value: Json | undefined): value is { readonly [name: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether what is named so is a version. */
export const isVersionName = (name: string): boolean => /^(?:system_)?(?:release|nodeVersion)$|version$/i.test(name);

/** Where versions are written: by its name, or by a pattern that takes versions and no names. */
function isVersion(pattern: Json | undefined, name: string): boolean {
  if (typeof pattern !== 'string') return isVersionName(name);
  const allows = new RegExp(pattern, 'u');
  return allows.test('1.2.3') && !allows.test('localhost') && !allows.test('example.org');
}

/** The string at a path of an event's properties; `null` where there is none. */
export function textAt(properties: { readonly [name: string]: Json }, path: readonly string[]): string | null {
  let at: Json | undefined = properties;
  for (const name of path) at = isMap(at) ? at[name] : undefined;
  return typeof at === 'string' ? at : null;
}
