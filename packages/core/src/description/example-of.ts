import type { DescribedFeature } from '../plan/describe.ts';
import { fitsValue } from '../plan/fits-value.ts';
import type { SystemField } from '../plan/plan.ts';
import type { Value } from '../plan/values.ts';
import type { Json } from '../surroundings/json.ts';

/**
 * A value as it may be: the plan's own example, else one that surely is allowed. `null` where there is none, as for a
 * pattern: what was made up for one would tell nobody anything.
 */
export function exampleOf(value: Value): Json {
  if (value.example !== undefined) return value.example;
  return candidatesFor(value).find((candidate) => fitsValue(value, candidate)) ?? null;
}

function candidatesFor(value: Value): readonly (string | number | boolean)[] {
  if ('enum' in value) return value.enum;
  if (value.type === 'boolean') return [true];
  if ('format' in value) return formats[value.format];
  if ('freeText' in value) return ['Free text', 'Text', 'x'];
  if (value.type !== 'integer' && value.type !== 'number') return [];
  const { minimum = 0, maximum = minimum } = value;
  const middle = (minimum + maximum) / 2;
  return [12, 3, 1, Math.round(middle), middle, minimum, maximum, Math.ceil(minimum), Math.floor(maximum)];
}

const formats = {
  uuid: ['6f1c2a9e-3b47-4d58-9c60-a1b2c3d4e5f6'],
  'date-time': ['2026-01-05T06:07:08Z'],
  date: ['2026-01-05'],
} as const;

/** A feature as it may be. */
export const featureExample = ({ type, values }: DescribedFeature): Json => {
  if (type === 'enum') return values[0] ?? null;
  return type === 'boolean' ? true : 3;
};

/** A machine that might be anybody's. */
export const systemExamples: Readonly<Record<SystemField, Json>> = {
  arch: 'x64',
  platform: 'linux',
  release: '12',
  distro: 'Debian GNU/Linux',
  codename: 'bookworm',
  virtual: true,
  isRunningInDocker: false,
  nodeVersion: 'v24.11.0',
  cpuModel: 'AMD EPYC 7763 64-Core Processor',
  cpuCount: 4,
  memoryBytes: 8_589_934_592,
};
