import type { DescribedField, Json, Origin } from '@plainsight/core';

/** How a name or value is written among words: as code on a page, as JSON elsewhere. */
export type Mark = (value: Json) => string;

/** As JSON writes it. */
export const plainMark: Mark = (value) => JSON.stringify(value);

/** What of a field its type is said of. */
export interface Typed {
  readonly schema: DescribedField['schema'];
  readonly optional: boolean;
  readonly freeText: string | null;
  readonly origin: Pick<Origin, 'from'>;
}

/** What a field may be: `true, false or null`, `whole number from 0`. */
export const typeInWords = ({ schema, optional, freeText, origin }: Typed, mark: Mark): string => {
  if (origin.from === 'identity') return '64 hex digits';
  const { nullable, enum: values, type } = schema;
  const isNullable = nullable === true || (Array.isArray(values) && values.includes(null));
  const words = type === 'boolean' && isNullable ? 'true, false or null' : bareType(schema, freeText !== null, mark);
  const orNull = isNullable && type !== 'boolean' ? `${words}, or null` : words;
  return optional ? `${orNull}; may be absent` : orNull;
};

const bareType = (schema: DescribedField['schema'], isFreeText: boolean, mark: Mark): string => {
  const { const: fixed, enum: values, type, format, pattern, maxLength, minimum, maximum } = schema;
  if (fixed !== undefined) return `always ${mark(fixed)}`;
  if (isList(values)) return oneOf(values.filter((value) => value !== null).map((value) => mark(value)));
  if (type === 'boolean') return 'true or false';
  if (type === 'integer') return `whole number${range(minimum, maximum)}`;
  if (type === 'number') return `number${range(minimum, maximum)}`;
  if (format !== undefined) return formats.get(format) ?? 'text';
  const length = maxLength === undefined ? '' : `at most ${plainMark(maxLength)} characters`;
  if (pattern !== undefined) return `text of the form ${mark(pattern)}${length === '' ? '' : `, ${length}`}`;
  return `${isFreeText ? 'free text' : 'text'} of ${length}`;
};

const formats: ReadonlyMap<Json, string> = new Map<Json, string>([
  ['uuid', 'UUID'],
  ['date-time', 'time, as in ISO 8601'],
  ['date', 'date, as in ISO 8601'],
]);

const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);

const oneOf = (words: readonly string[]): string =>
  words.length < 2 ? `always ${words.join('')}` : `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;

const range = (from: Json | undefined, to: Json | undefined): string => {
  if (from === undefined) return to === undefined ? '' : ` up to ${plainMark(to)}`;
  return to === undefined ? ` from ${plainMark(from)}` : ` from ${plainMark(from)} to ${plainMark(to)}`;
};

/** Where the value of a field comes from: `Butler.heartbeat.enable`, `length of the list rules`. */
export const originInWords = (origin: Origin, mark: Mark): string =>
  origin.from === 'config' ? ruleInWords(origin, mark) : originWords(origin, mark);

const ruleInWords = ({ rule, keys, when }: Origin & { readonly from: 'config' }, mark: Mark): string => {
  const marked = keys.map((key) => mark(key));
  const [first = ''] = marked;
  if (rule === 'anyOf') return `true where ${marked.length === 1 ? first : `one of ${oneOf(marked)}`} is true`;
  if (rule === 'lengthOf') return `length of the list ${first}`;
  if (rule === 'value') return first;
  const also = when === null ? '' : ` and ${mark(when)} is true`;
  return `true where the list ${first} has an entry${also}`;
};

const originWords = (origin: Exclude<Origin, { readonly from: 'config' }>, mark: Mark): string => {
  switch (origin.from) {
    case 'plan':
      return 'the plan';
    case 'start':
      return 'the application, when it starts telemetry';
    case 'system':
      return sources(mark)[origin.source];
    case 'identity':
      return 'the id that the event is sent under';
    case 'instance':
      return 'random; made at the first start of each named process, and kept';
    case 'gauge':
      return 'the application, asked when a report is made';
    case 'record':
      return 'the application, when it happens';
    case 'count':
      return 'counted by the application since the last report';
    case 'store':
      return 'the store: how many events were lost so far, where it was full';
  }
};

const sources = (mark: Mark) => ({
  'node:os': `Node.js (${mark('node:os')})`,
  process: `Node.js (${mark('process.version')})`,
  'is-docker': `the package ${mark('is-docker')}`,
  osInfo: `on Linux ${mark('/etc/os-release')} and its like, elsewhere the package ${mark('systeminformation')} (${mark('osInfo')})`,
  system: `on Linux names of firmware and disks and the kernel's log, elsewhere the package ${mark('systeminformation')} (${mark('system')})`,
});

/** `hour`, `12 hours`, `day`, `week`: what comes after `every`. */
export const period = (hours: number): string => {
  const units: readonly (readonly [number, string])[] = [
    [168, 'week'],
    [24, 'day'],
    [1, 'hour'],
    [1 / 60, 'minute'],
  ];
  for (const [length, unit] of units) {
    const count = hours / length;
    if (count >= 1 && Math.abs(count - Math.round(count)) < 1e-9) {
      return Math.round(count) === 1 ? unit : `${Math.round(count)} ${unit}s`;
    }
  }
  return `${hours} hours`;
};
