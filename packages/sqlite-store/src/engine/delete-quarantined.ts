import { uncount } from './activity.ts';
import type { Database, Given } from './database.ts';

/** Deletes quarantined events for which a condition holds. Gives how many there were. Within a transaction. */
export function deleteQuarantined(database: Database, where: string, ...given: readonly Given[]): number {
  const rows = database.all(`DELETE FROM quarantine WHERE ${where} RETURNING at, position`, ...given);
  if (rows.length === 0) return 0;
  uncount(database, rows);
  database.run('UPDATE numbers SET quarantined = quarantined - ?', rows.length);
  return rows.length;
}
