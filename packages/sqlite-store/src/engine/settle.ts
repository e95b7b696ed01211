import type { Settlement } from '@plainsight/core';
import { settlementsOf, type SettlementColumns } from '../settlement-columns.ts';
import { numberIn, type Database } from './database.ts';
import { sinkRow, type SinkRow } from './sinks.ts';

/** What became of records at a sink, and how it is doing, as JSON. `at`: when that was. */
export interface SettleMessage {
  readonly sink: string;
  readonly settlements: SettlementColumns;
  readonly health: string;
  readonly at: number | null;
}

/** Moves the place of a sink on, in one step. */
export function settle(database: Database, { sink, settlements: columns, health, at }: SettleMessage): void {
  const settlements = settlementsOf(columns);
  // Undone by a power cut, it is delivered once more, under the same uuid.
  database.quickly(() => {
    const row = sinkRow(database, sink);
    const final = finalOf(database, row, settlements);
    const cursor = final.reduce((most, { position }) => Math.max(most, position), row.cursor);
    leaveBehind(database, row, cursor, final);
    if (final.length > 0) noteReasons(database, row, cursor, settlements);
    const rejected = final.filter(({ status }) => status === 'rejected');
    for (const { position, why = '' } of rejected) {
      database.run('INSERT OR REPLACE INTO exceptions VALUES (?, ?, 1, ?, ?)', row.id, position, why, at);
    }
    for (const { first, last, receipt } of rangesOf(final.filter(({ status }) => status === 'accepted'))) {
      database.run('INSERT OR REPLACE INTO deliveries VALUES (?, ?, ?, ?, ?)', row.id, last, first, at, receipt);
    }
    database.run(
      `UPDATE sinks SET cursor = ?, waiting = waiting - ?, accepted = accepted + ?, rejected = rejected + ?, health = ? WHERE id = ?`,
      cursor,
      final.length,
      final.length - rejected.length,
      rejected.length,
      health,
      row.id,
    );
  });
}

/** Settlements that are no retry, of records that are there and wait, each position once: the first counts. */
function finalOf(database: Database, row: SinkRow, settlements: readonly Settlement[]): readonly Settlement[] {
  const final = new Map<number, Settlement>();
  for (const settlement of settlements) {
    const { status, position } = settlement;
    if (status !== 'retry' && Number.isSafeInteger(position) && !final.has(position)) final.set(position, settlement);
  }
  const sorted = [...final.values()].toSorted((one, other) => one.position - other.position);
  const waits = waitingAmong(database, row, sorted);
  return waits === 'all' ? sorted : sorted.filter(({ position }) => waits.has(position));
}

function waitingAmong(
  database: Database,
  { id, cursor }: SinkRow,
  sorted: readonly Settlement[],
): ReadonlySet<number> | 'all' {
  const [first, last] = [sorted[0]?.position ?? 0, sorted.at(-1)?.position ?? 0];
  // As it nearly always is: all after the cursor, without a gap, and all still there.
  if (first > cursor && last - first + 1 === sorted.length) {
    const sql = 'SELECT count(*) AS there FROM records WHERE position BETWEEN ? AND ?';
    if (numberIn(database.get(sql, first, last), 'there') === sorted.length) return 'all';
  }
  const list = JSON.stringify(sorted.map(({ position }) => position));
  const rows = database.all(
    `SELECT r.position FROM json_each(?1) p CROSS JOIN records r ON r.position = p.value
     WHERE r.position > ?2 OR EXISTS (SELECT 1 FROM exceptions e WHERE e.sink = ?3 AND e.position = r.position AND e.state = 0)`,
    list,
    cursor,
    id,
  );
  return new Set(rows.map((row) => numberIn(row, 'position')));
}

/** Records that the cursor passes and that are not settled wait on, as exceptions; those that are settled are none any longer. */
function leaveBehind(database: Database, row: SinkRow, cursor: number, final: readonly Settlement[]): void {
  const list = JSON.stringify(final.map(({ position }) => position));
  const passed = final.filter(({ position }) => position > row.cursor).length;
  if (cursor - row.cursor !== passed) {
    database.run(
      `INSERT INTO exceptions (sink, position, state)
       SELECT ?1, position, 0 FROM records WHERE position > ?2 AND position <= ?3 AND position NOT IN (SELECT value FROM json_each(?4))
       ON CONFLICT (sink, position) DO UPDATE SET state = 0`,
      row.id,
      row.cursor,
      cursor,
      list,
    );
  }
  const exceptions = database.get(
    'SELECT 1 AS some FROM exceptions WHERE sink = ? AND state IN (0, 3) LIMIT 1',
    row.id,
  );
  if (exceptions === undefined) return;
  database.run(
    'DELETE FROM exceptions WHERE sink = ? AND state IN (0, 3) AND position IN (SELECT value FROM json_each(?))',
    row.id,
    list,
  );
}

/** Why what waits on was not delivered, where others of its batch were: else how the sink is doing says it. */
function noteReasons(database: Database, { id }: SinkRow, cursor: number, settlements: readonly Settlement[]): void {
  for (const { status, position, why } of settlements) {
    if (status !== 'retry' || why === undefined || !Number.isSafeInteger(position)) continue;
    if (position <= cursor) {
      database.run('UPDATE exceptions SET why = ? WHERE sink = ? AND position = ? AND state = 0', why, id, position);
    } else {
      database.run(
        `INSERT INTO exceptions SELECT ?1, position, 3, ?2, NULL FROM records WHERE position = ?3
         ON CONFLICT (sink, position) DO UPDATE SET why = ?2`,
        id,
        why,
        position,
      );
    }
  }
}

interface Range {
  readonly first: number;
  readonly last: number;
  readonly receipt: string | null;
}

/** Positions that follow each other without a gap, and have the same receipt. */
function rangesOf(accepted: readonly Settlement[]): readonly Range[] {
  const ranges: Range[] = [];
  for (const { position, receipt = null } of accepted) {
    const last = ranges.at(-1);
    const goesOn = last?.receipt === receipt && last.last + 1 === position;
    if (goesOn) ranges.pop();
    ranges.push({ first: goesOn ? last.first : position, last: position, receipt });
  }
  return ranges;
}
