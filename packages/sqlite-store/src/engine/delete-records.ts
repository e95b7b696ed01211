import { uncount } from './activity.ts';
import type { Database } from './database.ts';
import { sinkRows } from './sinks.ts';

/** Deletes records at these positions, and what is known of them at sinks. Within a transaction. */
export function deleteRecords(database: Database, positions: readonly number[]): void {
  if (positions.length === 0) return;
  const list = JSON.stringify(positions);
  for (const { id, cursor } of sinkRows(database)) {
    const after = positions.reduce((count, position) => count + (position > cursor ? 1 : 0), 0);
    const again = database.run(
      'DELETE FROM exceptions WHERE sink = ? AND state = 0 AND position IN (SELECT value FROM json_each(?))',
      id,
      list,
    );
    database.run('DELETE FROM exceptions WHERE sink = ? AND position IN (SELECT value FROM json_each(?))', id, list);
    if (after + again > 0) database.run('UPDATE sinks SET waiting = waiting - ? WHERE id = ?', after + again, id);
  }
  const deleted = database.all(
    'DELETE FROM records WHERE position IN (SELECT value FROM json_each(?)) RETURNING at, position, name',
    list,
  );
  database.run('UPDATE numbers SET records = records - ?', uncount(database, deleted));
  // Of ranges that lie before the oldest record nothing is left to tell.
  database.run('DELETE FROM deliveries WHERE last < (SELECT coalesce(min(position), 9e15) FROM records)');
}
