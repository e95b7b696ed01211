import { inert, type Shade } from '@plainsight/console-sink';
import type { RecordEntry } from '@plainsight/core';
import type { Cell, Column } from './table.ts';

/** How the state of a record at a sink is shown. */
export const stateShades: Readonly<Record<string, Shade>> = {
  accepted: 'green',
  waiting: 'yellow',
  rejected: 'red',
  quarantined: 'red',
  withdrawn: 'dim',
};

/** Entries as a table: when, what, in which state at each sink, and what the receivers gave for it. */
export const entryTable = (
  entries: readonly RecordEntry[],
): { readonly columns: readonly Column[]; readonly rows: readonly (readonly Cell[])[] } => {
  const records = entries.filter((entry) => entry.kind === 'record');
  const sinks = [...new Set(records.flatMap((entry) => Object.keys(entry.sinks)))].toSorted();
  const withReceipts = records.some((entry) => receiptsOf(entry) !== '');
  // What failed its checks was never meant for a sink: the first column says so.
  const states = sinks.length === 0 ? ['state'] : sinks;
  return {
    columns: [
      { title: 'time (UTC)' },
      { title: 'name', least: 12 },
      ...states.map((sink) => ({ title: inert(sink), least: 'quarantined'.length })),
      ...(withReceipts ? [{ title: 'receipt', least: 12 }] : []),
    ],
    rows: entries.map((entry) => [
      { text: inert(timeIn(entry)) },
      { text: inert(nameIn(entry)) },
      ...states.map((sink, index) => stateAt(entry, sink, index)),
      ...(withReceipts ? [{ text: inert(receiptsOf(entry)) }] : []),
    ]),
  };
};

const timeIn = (entry: RecordEntry): string =>
  (entry.kind === 'record' ? entry.event.timestamp : entry.quarantined.timestamp).replace(
    /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.\d+)?Z$/u,
    '$1 $2',
  );

const nameIn = (entry: RecordEntry): string => (entry.kind === 'record' ? entry.event.name : entry.quarantined.name);

const stateAt = (entry: RecordEntry, sink: string, index: number): Cell => {
  if (entry.kind === 'quarantined') return index === 0 ? { ...cellOf('quarantined'), untitled: true } : { text: '' };
  const delivery = Object.hasOwn(entry.sinks, sink) ? entry.sinks[sink] : undefined;
  return delivery === undefined ? { text: '–', shade: 'dim' } : cellOf(delivery.state);
};

const cellOf = (state: string): Cell => {
  const shade = stateShades[state];
  return shade === undefined ? { text: inert(state) } : { text: state, shade };
};

const receiptsOf = (entry: RecordEntry): string =>
  entry.kind === 'record'
    ? Object.values(entry.sinks)
        .flatMap(({ receipt }) => receipt ?? [])
        .join(', ')
    : '';
