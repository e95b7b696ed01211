import type { ActivityQuery } from '@plainsight/core';
import { numberIn, textOrNull, type Database, type Row } from './database.ts';

/** How many events of a name are of one bucket; `name`: `null` for quarantined ones. */
export interface ActivityRow {
  /** Number of the bucket, counted from the epoch. */
  readonly bucket: number;
  readonly name: string | null;
  readonly events: number;
}

/** The id that stands for no name: of an event that failed its checks. */
const quarantined = 0;
const hourMillis = 3600 * 1000;

/** Counts by bucket, the oldest first: made of one row an hour and name, however many records there are. */
export const activityRows = (database: Database, { from, to, bucketHours }: ActivityQuery): readonly ActivityRow[] =>
  database
    .all(
      // A division that rounds down, before the epoch too.
      `SELECT (a.hour - (a.hour < 0) * (CAST(?1 AS INTEGER) - 1)) / CAST(?1 AS INTEGER) AS bucket, n.name, sum(a.events) AS events
       FROM activity a LEFT JOIN names n ON n.id = a.name
       WHERE a.hour >= ?2 AND a.hour < ?3 GROUP BY bucket, a.name ORDER BY bucket`,
      bucketHours,
      Math.floor(from / hourMillis),
      Math.ceil(to / hourMillis),
    )
    .map((row) => ({
      bucket: numberIn(row, 'bucket'),
      name: textOrNull(row, 'name'),
      events: numberIn(row, 'events'),
    }));

/** Counts events as they come and go, to be written at once. */
export interface ActivityTally {
  /** `name`: its id; for quarantined events there is none. */
  add(at: number, name?: number): void;
  /** Adds them to what was counted, or takes them from it. Within the transaction that stores or deletes them. */
  write(database: Database, sign: 1 | -1): void;
}

export function activityTally(): ActivityTally {
  const hours = new Map<number, Map<number, number>>();
  return {
    add: (at, name = quarantined) => {
      const hour = Math.floor(at / hourMillis);
      const names = hours.get(hour) ?? new Map<number, number>();
      hours.set(hour, names);
      names.set(name, (names.get(name) ?? 0) + 1);
    },
    write: (database, sign) => {
      for (const [hour, names] of hours) {
        for (const [name, events] of names) database.run(sign === 1 ? addition : subtraction, hour, name, events);
        if (sign === -1) database.run('DELETE FROM activity WHERE hour = ? AND events <= 0', hour);
      }
    },
  };
}

const addition = 'INSERT INTO activity VALUES (?1, ?2, ?3) ON CONFLICT (hour, name) DO UPDATE SET events = events + ?3';
const subtraction = 'UPDATE activity SET events = events - ?3 WHERE hour = ?1 AND name = ?2';

/** Counts rows that a `DELETE … RETURNING at, name` gave, and takes them from what was counted. Gives how many there were. */
export function uncount(database: Database, rows: readonly Row[]): number {
  const tally = activityTally();
  for (const row of rows) tally.add(numberIn(row, 'at'), numberIn(row, 'name'));
  tally.write(database, -1);
  return rows.length;
}
