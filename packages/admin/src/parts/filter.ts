import type { RecordsQuery } from '@plainsight/core';

/** States to look for. */
export const states = ['waiting', 'accepted', 'rejected', 'withdrawn', 'quarantined'] as const;

/** What is looked for, as it stands in an address: an empty text looks for all. */
export interface Filter {
  readonly state: string;
  readonly sink: string;
  readonly name: string;
  /** A day, or a time in ISO 8601. */
  readonly from: string;
  readonly to: string;
  readonly order: 'newest' | 'oldest';
}

/** A filter out of an address, which may hold anything. */
export const filterIn = (asked: Readonly<Record<string, string>>): Filter => ({
  state: states.find((one) => one === asked['state']) ?? '',
  sink: asked['sink'] ?? '',
  name: asked['name'] ?? '',
  from: asked['from'] ?? '',
  to: asked['to'] ?? '',
  order: asked['order'] === 'oldest' ? 'oldest' : 'newest',
});

/** What is asked of telemetry, and what of the filter was left out since it makes no sense. */
export function queryOf(filter: Filter): { readonly query: RecordsQuery; readonly problems: readonly string[] } {
  const { sink, name, order } = filter;
  const state = states.find((one) => one === filter.state);
  const [from, to] = [timeIn(filter.from), timeIn(filter.to)];
  return {
    query: {
      order,
      ...(state === undefined ? {} : { state }),
      ...(sink === '' ? {} : { sink }),
      ...(name === '' ? {} : { name }),
      ...(from === null || from === 'none' ? {} : { from: from.at }),
      // A day is meant with all that is of it.
      ...(to === null || to === 'none' ? {} : { to: to.at + (to.isDay ? dayMillis : 0) }),
    },
    problems: [
      ...(from === 'none' ? [`“From” was left out: ${filter.from} is no time. ${wayOut}`] : []),
      ...(to === 'none' ? [`“To” was left out: ${filter.to} is no time. ${wayOut}`] : []),
    ],
  };
}

/** Whether it looks for some only. */
export const isNarrow = ({ order: _, ...rest }: Filter): boolean => Object.values(rest).some((one) => one !== '');

const dayMillis = 24 * 3600 * 1000;
const wayOut = 'Give it as 2026-01-31 or 2026-01-31T12:00:00Z.';
const iso = /^\d{4}-\d\d-\d\d(?<clock>T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d))?$/u;

/** `null` where nothing was given, `none` where it is no time. */
function timeIn(text: string): { readonly at: number; readonly isDay: boolean } | 'none' | null {
  if (text === '') return null;
  const found = iso.exec(text);
  const at = found === null ? Number.NaN : Date.parse(text);
  return Number.isNaN(at) ? 'none' : { at, isDay: found?.groups?.['clock'] === undefined };
}
