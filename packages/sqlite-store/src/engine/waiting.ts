import { packBytes, type BatchLimits, type PackedTexts } from '@plainsight/core';
import { bytesIn, numberIn, textIn, type Database, type Row } from './database.ts';
import { DamagedError } from './failures.ts';
import { sinkRow } from './sinks.ts';

/** Records on their way to the thread that delivers them, in columns. */
export interface RecordColumns {
  readonly positions: Float64Array;
  readonly bytes: Float64Array;
  /** JSON. */
  readonly events: PackedTexts;
  readonly consents: Float64Array;
  /** Plan version, plan hash and what allowed it, by the ids in `consents`. */
  readonly consentById: Readonly<Record<number, readonly [number, string, string]>>;
}

/** The oldest records that wait for a sink. */
export function waiting(database: Database, sink: string, limits: BatchLimits): RecordColumns {
  const { id, cursor } = sinkRow(database, sink);
  const rows: Row[] = [];
  let size = 0;
  const take = (found: Iterable<Row>): boolean => {
    for (const row of found) {
      size += numberIn(row, 'bytes');
      if (rows.length > 0 && (rows.length >= limits.events || size > limits.bytes)) return false;
      rows.push(row);
    }
    return true;
  };
  const again = database.each(
    `SELECT r.position, r.bytes, CAST(r.event AS BLOB) AS event, json_valid(r.event) AS sound, r.consent
     FROM exceptions e CROSS JOIN records r ON r.position = e.position
     WHERE e.sink = ? AND e.state = 0 ORDER BY e.position`,
    id,
  );
  if (take(again)) {
    const sql = `SELECT position, bytes, CAST(event AS BLOB) AS event, json_valid(event) AS sound, consent FROM records
                 WHERE position > ? ORDER BY position`;
    take(database.each(sql, cursor));
  }
  return columnsOf(database, rows);
}

/** Throws a `DamagedError` for a text that is no JSON: SQLite does not see that, and it would hold up all that comes after. */
export const columnsOf = (database: Database, rows: readonly Row[]): RecordColumns => ({
  positions: Float64Array.from(rows, (row) => numberIn(row, 'position')),
  bytes: Float64Array.from(rows, (row) => numberIn(row, 'bytes')),
  events: packBytes(rows.map(soundEvent)),
  consents: Float64Array.from(rows, (row) => numberIn(row, 'consent')),
  consentById: Object.fromEntries(
    database
      .all('SELECT * FROM consents')
      .map((row) => [
        numberIn(row, 'id'),
        [numberIn(row, 'plan_version'), textIn(row, 'plan_hash'), textIn(row, 'allowed_by')] as const,
      ]),
  ),
});

function soundEvent(row: Row): Uint8Array {
  if (numberIn(row, 'sound') === 0) throw new DamagedError('a record in it cannot be read');
  return bytesIn(row, 'event');
}
