import type { RecordDelivery, RecordQuery, RecordState } from '@plainsight/core';
import { parsedJson } from '../parsed-json.ts';
import { positionsWithin } from './activity.ts';
import { numberIn, numberOrNull, textIn, textOrNull, type Database, type Given, type Row } from './database.ts';
import { sinkRows, type SinkRow } from './sinks.ts';
import { columnsOf, type RecordColumns } from './waiting.ts';

/** A page, as it goes to the thread that asked. */
export interface PageMessage {
  readonly records: RecordColumns & { readonly sinks: readonly { readonly [sink: string]: RecordDelivery }[] };
  readonly quarantined: readonly { readonly position: number; readonly json: string }[];
  readonly next: number | null;
}

/** Positions that come into question, by place: each a query of its own that ends after a page. */
interface Source {
  /** What follows `SELECT position`, but for the bounds, order and limit of the page. */
  readonly sql: string;
  readonly given: readonly Given[];
}

export function recordsPage(database: Database, query: RecordQuery): PageMessage {
  const sinks = sinkRows(database).filter(({ name }) => query.sink === undefined || name === query.sink);
  const wanted = query.limit + 1;
  const found = [...sourcesOf(query, sinks), ...quarantineSources(query)]
    .flatMap((source) => positionsOf(database, source, query, wanted))
    .toSorted((one, other) => (query.order === 'oldest' ? one - other : other - one));
  const positions = [...new Set(found)].slice(0, wanted);
  const page = positions.slice(0, query.limit);
  const list = JSON.stringify(page);
  const rows = database.all(
    `SELECT r.position, r.bytes, CAST(r.event AS BLOB) AS event, json_valid(r.event) AS sound, r.consent FROM json_each(?) p CROSS JOIN records r ON r.position = p.value`,
    list,
  );
  const all = sinkRows(database);
  return {
    records: {
      ...columnsOf(database, rows),
      sinks: rows.map((row) => deliveriesOf(database, all, numberIn(row, 'position'))),
    },
    quarantined: database
      .all('SELECT q.position, q.event FROM json_each(?) p CROSS JOIN quarantine q ON q.position = p.value', list)
      .map((row) => ({ position: numberIn(row, 'position'), json: textIn(row, 'event') })),
    next: positions.length > page.length ? (page.at(-1) ?? null) : null,
  };
}

function sourcesOf(query: RecordQuery, sinks: readonly SinkRow[]): readonly Source[] {
  const { state, sink } = query;
  if (state === 'quarantined') return [];
  const [where, given] = conditions(query);
  const records = (more: string, ...of: readonly Given[]): Source => ({
    sql: `r.position AS position FROM records r WHERE ${[more, ...where].join(' AND ')}`,
    given: [...of, ...given],
  });
  const exceptions = (id: number, at: number): Source => ({
    sql: `r.position AS position FROM exceptions e CROSS JOIN records r ON r.position = e.position
          WHERE ${['e.sink = ? AND e.state = ?', ...where].join(' AND ')}`,
    given: [id, at, ...given],
  });
  if (state === undefined && sink === undefined) return [records('true')];
  const byState: Readonly<Record<RecordState, (of: SinkRow) => readonly Source[]>> = {
    waiting: ({ id, cursor }) => [records('r.position > ?', cursor), exceptions(id, 0)],
    accepted: ({ id, start, cursor }) => [
      records(`r.position > ? AND r.position <= ? AND ${isNoException}`, start, cursor, id),
    ],
    rejected: ({ id }) => [exceptions(id, 1)],
    withdrawn: ({ id }) => [exceptions(id, 2)],
  };
  return sinks.flatMap((of) => (state === undefined ? [records('r.position > ?', of.start)] : byState[state](of)));
}

const isNoException = 'NOT EXISTS (SELECT 1 FROM exceptions e WHERE e.sink = ? AND e.position = r.position)';

function conditions({ name, from, to }: RecordQuery): [string[], Given[]] {
  const where: string[] = [];
  const given: Given[] = [];
  if (name !== undefined) {
    where.push('r.name = (SELECT id FROM names WHERE name = ?)');
    given.push(name);
  }
  if (from === undefined && to === undefined) return [where, given];
  const [first, last] = [from ?? Number.MIN_SAFE_INTEGER, to ?? Number.MAX_SAFE_INTEGER];
  // What lies before and after is passed over at once.
  const [bounds, ofBounds] = positionsWithin(first, last, name);
  return [
    [...where, 'r.at >= ? AND r.at < ?', ...bounds],
    [...given, first, last, ...ofBounds],
  ];
}

function quarantineSources({ state, sink, name, from, to }: RecordQuery): readonly Source[] {
  if (sink !== undefined || (state !== undefined && state !== 'quarantined')) return [];
  const where: string[] = ['true'];
  const given: Given[] = [];
  for (const [sql, value] of [
    ['r.name = ?', name],
    ['r.at >= ?', from],
    ['r.at < ?', to],
  ] as const) {
    if (value === undefined) continue;
    where.push(sql);
    given.push(value);
  }
  return [{ sql: `r.position AS position FROM quarantine r WHERE ${where.join(' AND ')}`, given }];
}

function positionsOf(
  database: Database,
  { sql, given }: Source,
  { order, after }: RecordQuery,
  limit: number,
): readonly number[] {
  const [sign, direction] = order === 'oldest' ? ['>', 'ASC'] : ['<', 'DESC'];
  const bound = after ?? (order === 'oldest' ? -1 : Number.MAX_SAFE_INTEGER);
  const rows = database.all(
    `SELECT ${sql} AND r.position ${sign} ? ORDER BY r.position ${direction} LIMIT ?`,
    ...given,
    bound,
    limit,
  );
  return rows.map((row) => numberIn(row, 'position'));
}

function deliveriesOf(
  database: Database,
  sinks: readonly SinkRow[],
  position: number,
): { readonly [sink: string]: RecordDelivery } {
  const meant = sinks.filter(({ start }) => position > start);
  return Object.fromEntries(meant.map((sink) => [sink.name, deliveryOf(database, sink, position)]));
}

const states = ['waiting', 'rejected', 'withdrawn', 'waiting'] as const;

function deliveryOf(database: Database, { id, cursor, health }: SinkRow, position: number): RecordDelivery {
  const row = database.get('SELECT state, why, at FROM exceptions WHERE sink = ? AND position = ?', id, position);
  if (row !== undefined) {
    const state = states[numberIn(row, 'state')] ?? 'waiting';
    return { state, why: textOrNull(row, 'why'), receipt: null, at: numberOrNull(row, 'at') };
  }
  if (position > cursor) return { state: 'waiting', why: troubleIn(health), receipt: null, at: null };
  return { state: 'accepted', why: null, ...acceptanceOf(database, id, position) };
}

function acceptanceOf(
  database: Database,
  sink: number,
  position: number,
): { receipt: string | null; at: number | null } {
  const row: Row | undefined = database.get(
    'SELECT first, at, receipt FROM deliveries WHERE sink = ? AND last >= ? ORDER BY last LIMIT 1',
    sink,
    position,
  );
  if (row === undefined || numberIn(row, 'first') > position) return { receipt: null, at: null };
  return { receipt: textOrNull(row, 'receipt'), at: numberOrNull(row, 'at') };
}

/** Why a sink that fails does: nothing that waits for it was delivered for that reason. */
function troubleIn(health: string | null): string | null {
  const parsed = parsedJson(health);
  if (typeof parsed !== 'object' || parsed === null || !('state' in parsed) || parsed.state === 'healthy') return null;
  return 'lastAnswer' in parsed && typeof parsed.lastAnswer === 'string' ? parsed.lastAnswer : null;
}
