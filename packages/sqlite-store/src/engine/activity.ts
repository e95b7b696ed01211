import type { ActivityQuery } from '@plainsight/core';
import { numberIn, textOrNull, type Database, type Given, type Row } from './database.ts';

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

/**
 * Positions that all records of a time lie between, as two conditions, and what is given for them: made of one row an hour and
 * name as well. No record is, where there is none of that time.
 */
export function positionsWithin(from: number, to: number, name: string | undefined): [string[], Given[]] {
  const ofName = name === undefined ? 'name <> 0' : 'name = (SELECT id FROM names WHERE name = ?)';
  const hours = `FROM activity WHERE hour >= ? AND hour < ? AND ${ofName}`;
  const given = [Math.floor(from / hourMillis), Math.ceil(to / hourMillis), ...(name === undefined ? [] : [name])];
  return [
    [`r.position >= (SELECT min(first) ${hours})`, `r.position <= (SELECT max(last) ${hours})`],
    [...given, ...given],
  ];
}

/** Counts events as they come and go, to be written at once. */
export interface ActivityTally {
  /** `name`: its id; for quarantined events there is none. */
  add(at: number, position: number, name?: number): void;
  /** Adds them to what was counted, or takes them from it. Within the transaction that stores or deletes them. */
  write(database: Database, sign: 1 | -1): void;
}

interface Counted {
  events: number;
  first: number;
  last: number;
}

export function activityTally(): ActivityTally {
  const hours = new Map<number, Map<number, Counted>>();
  return {
    add: (at, position, name = quarantined) => {
      const hour = Math.floor(at / hourMillis);
      const names = hours.get(hour) ?? new Map<number, Counted>();
      hours.set(hour, names);
      const counted = names.get(name);
      if (counted === undefined) return void names.set(name, { events: 1, first: position, last: position });
      counted.events += 1;
      counted.first = Math.min(counted.first, position);
      counted.last = Math.max(counted.last, position);
    },
    write: (database, sign) => {
      for (const [hour, names] of hours) {
        for (const [name, { events, first, last }] of names) {
          if (sign === 1) database.run(addition, hour, name, events, first, last);
          else database.run(subtraction, hour, name, events);
        }
        if (sign === -1) database.run('DELETE FROM activity WHERE hour = ? AND events <= 0', hour);
      }
    },
  };
}

const addition = `INSERT INTO activity VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (hour, name)
  DO UPDATE SET events = events + ?3, first = min(first, ?4), last = max(last, ?5)`;
const subtraction = 'UPDATE activity SET events = events - ?3 WHERE hour = ?1 AND name = ?2';

/** Counts rows that a `DELETE … RETURNING at, position, name` gave, and takes them from what was counted. Gives how many there were. */
export function uncount(database: Database, rows: readonly Row[]): number {
  const tally = activityTally();
  for (const row of rows) tally.add(numberIn(row, 'at'), numberIn(row, 'position'), numberIn(row, 'name'));
  tally.write(database, -1);
  return rows.length;
}
