import type { Json, TelemetryEvent } from '@plainsight/core';
import type { FormatOptions } from './format-event.ts';
import { inertJson } from './inert.ts';
import { columnsOf, wrap } from './layout.ts';
import type { Paint } from './terminal.ts';

type Properties = TelemetryEvent['properties'];

/**
 * The nested view, `telemetry_json`. Where the flat properties hold all of its values it is one sentence that says
 * so, unless `nested` wants it whole; else it is shown whole always.
 */
export const formatNested = (
  properties: Properties,
  width: number,
  paint: Paint,
  { nested: whole = false, nestedHint }: FormatOptions,
): readonly string[] => {
  const value = properties['telemetry_json'];
  if (value === undefined) return [];
  const repeated = repeats(value, properties);
  if (repeated !== null && !whole) {
    const { features, system } = repeated;
    const bytes = Buffer.byteLength(JSON.stringify(value)).toLocaleString('en');
    const text = `telemetry_json: the same values again, nested (${of(features, 'feature')}, ${of(system, 'system field')}, ${bytes} bytes)`;
    return wrap(nestedHint === undefined ? text : `${text}; ${nestedHint}`, width).map((line) => paint('dim', line));
  }
  return [
    'telemetry_json',
    ...inertJson(JSON.stringify(value, null, 2))
      .split('\n')
      .flatMap((line) => indented(line, width)),
  ];
};

const of = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

/** What is nested deeper than the width allows for is not indented any further. */
const indented = (line: string, width: number): readonly string[] => {
  if (columnsOf(line) <= width) return [line];
  const spaces = /^ */u.exec(line)?.[0] ?? '';
  const indent = spaces.slice(0, Math.max(0, width - leastWidth - 2));
  return wrap(line.slice(spaces.length), Math.max(1, width - indent.length - 2)).map((part, index) =>
    index === 0 ? `${indent}${part}` : `${indent}  ${part}`,
  );
};

/** Columns that are left for a line, however deep it stands. */
const leastWidth = 12;

/** How many features and system fields are nested, where flat properties hold the same values; else `null`. */
const repeats = (
  value: Json,
  properties: Properties,
): { readonly features: number; readonly system: number } | null => {
  if (!isBranch(value)) return null;
  const { enabledFeatures, system = {}, ...others } = value;
  const { feature, ...more } = branches(enabledFeatures) ?? {};
  const fields = branches(system);
  if (fields === null || Object.keys({ ...others, ...more }).length > 0) return null;
  if (Object.entries(fields).some(([name, field]) => !same(field, properties[`system_${name}`]))) return null;

  // Names differ between the two views, so values are compared: each nested one needs a flat one of its own.
  const flat = new Map<string, number>();
  for (const [name, held] of Object.entries(properties)) {
    if (!name.startsWith('feature_')) continue;
    const key = JSON.stringify(held);
    flat.set(key, (flat.get(key) ?? 0) + 1);
  }
  const nested = leaves(feature ?? {});
  for (const leaf of nested) {
    const key = JSON.stringify(leaf);
    const left = flat.get(key) ?? 0;
    if (left === 0) return null;
    flat.set(key, left - 1);
  }
  const count = { features: nested.length, system: Object.keys(fields).length };
  return count.features + count.system === 0 ? null : count;
};

const same = (a: Json, b: Json | undefined): boolean => JSON.stringify(a) === JSON.stringify(b);

const isBranch = (value: Json | undefined): value is { readonly [name: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const branches = (value: Json | undefined): { readonly [name: string]: Json } | null =>
  isBranch(value) ? value : null;

const leaves = (value: Json): readonly Json[] => (isBranch(value) ? Object.values(value).flatMap(leaves) : [value]);
