import { numberIn, type Database } from './database.ts';

/** Some sink had the record, or refused it, and none that is attached waits for it. */
const isSettled = `
  r.position <= (SELECT coalesce(min(cursor), 9e15) FROM sinks WHERE attached = 1)
  AND NOT EXISTS (
    SELECT 1 FROM sinks s CROSS JOIN exceptions e ON e.sink = s.id AND e.position = r.position
    WHERE s.attached = 1 AND e.state = 0
  )
  AND EXISTS (
    SELECT 1 FROM sinks s WHERE s.start < r.position AND s.cursor >= r.position AND NOT EXISTS (
      SELECT 1 FROM exceptions e WHERE e.sink = s.id AND e.position = r.position AND e.state IN (0, 2)
    )
  )`;

/** Positions of settled records after `after`, the oldest first, at most so many. */
export const settledPositions = (database: Database, after: number, limit: number): readonly number[] =>
  database
    .all(
      `SELECT r.position FROM records r WHERE r.position > ? AND ${isSettled} ORDER BY r.position LIMIT ?`,
      after,
      limit,
    )
    .map((row) => numberIn(row, 'position'));

/** The same, of those that happened before a time. */
export const settledBefore = (database: Database, time: number, limit: number): readonly number[] =>
  database
    .all(`SELECT r.position FROM records r WHERE r.at < ? AND ${isSettled} ORDER BY r.at LIMIT ?`, time, limit)
    .map((row) => numberIn(row, 'position'));
