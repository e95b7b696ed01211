import type { Erasure } from '@plainsight/core';
import { numberIn, type Database } from './database.ts';
import { deleteQuarantined } from './delete-quarantined.ts';
import { deleteRecords } from './delete-records.ts';
import { settledPositions } from './settled.ts';
import { sinkRows, type SinkRow } from './sinks.ts';

/** So many at once: others have their turn between. */
const chunk = 500;
const withdrawn = 'deleted before it was sent';

/**
 * One chunk of an erasure: gives where the next one begins, `null` when there is no more. `last`: where records ended when
 * it began; what comes later is no part of it. Within no transaction.
 */
export function eraseChunk(database: Database, what: Erasure, after: number, last: number): number | null {
  return database.transaction(() => {
    const positions = positionsOf(database, what, after).filter((position) => position <= last);
    const goes = what === 'unsent' ? withoutAccepted(database, positions) : positions;
    deleteRecords(database, goes);
    return positions.length < chunk ? null : (positions.at(-1) ?? null);
  });
}

const positionsOf = (database: Database, what: Erasure, after: number): readonly number[] =>
  what === 'submitted'
    ? settledPositions(database, after, chunk)
    : database
        .all('SELECT position FROM records WHERE position > ? ORDER BY position LIMIT ?', after, chunk)
        .map((row) => numberIn(row, 'position'));

/** What some sink accepted stays, and waits for no other. */
function withoutAccepted(database: Database, positions: readonly number[]): readonly number[] {
  const sinks = sinkRows(database);
  return positions.filter((position) => {
    const states = sinks.map((sink) => [sink, stateAt(database, sink, position)] as const);
    if (!states.some(([, state]) => state === 'accepted')) return true;
    for (const [sink, state] of states) if (state === 'waiting') withdraw(database, sink, position);
    return false;
  });
}

function stateAt(
  database: Database,
  { id, start, cursor }: SinkRow,
  position: number,
): 'accepted' | 'waiting' | 'other' {
  if (position <= start) return 'other';
  const row = database.get('SELECT state FROM exceptions WHERE sink = ? AND position = ?', id, position);
  if (row === undefined) return position > cursor ? 'waiting' : 'accepted';
  return [0, 3].includes(numberIn(row, 'state')) ? 'waiting' : 'other';
}

function withdraw(database: Database, { id }: SinkRow, position: number): void {
  database.run('INSERT OR REPLACE INTO exceptions VALUES (?, ?, 2, ?, NULL)', id, position, withdrawn);
  database.run('UPDATE sinks SET waiting = waiting - 1 WHERE id = ?', id);
}

/** What is no record, and what is counted. */
export function eraseRest(database: Database, what: Erasure, last: number): void {
  if (what === 'submitted') return;
  database.transaction(() => {
    deleteQuarantined(database, 'position <= ?', last);
    database.run('UPDATE numbers SET position = position + 1');
    database.run('DELETE FROM facts');
    database.run('UPDATE sinks SET cursor = ?1 WHERE cursor < ?1', last);
    if (what === 'unsent') return;
    database.run('UPDATE numbers SET dropped = 0');
    // Since a record keeps the numbers of its name and its consent, those go only where there is none.
    database.run('DELETE FROM names WHERE NOT EXISTS (SELECT 1 FROM records)');
    database.run('DELETE FROM consents WHERE NOT EXISTS (SELECT 1 FROM records)');
    database.run('DELETE FROM deliveries');
    database.run('DELETE FROM exceptions WHERE position <= ?', last);
    database.run('UPDATE sinks SET start = ?, accepted = 0, rejected = 0', last);
  });
}
