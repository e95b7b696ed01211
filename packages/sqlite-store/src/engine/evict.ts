import { numberIn, type Database } from './database.ts';
import { deleteQuarantined } from './delete-quarantined.ts';
import { deleteRecords } from './delete-records.ts';
import { settledBefore, settledPositions } from './settled.ts';

/** How much is kept. */
export interface Quota {
  /** Most bytes of the database on the disk. */
  readonly maxBytes: number;
  /** How long what is settled or quarantined is kept for people to see, in days. */
  readonly maxAgeDays: number;
}

/** So many are deleted before it is looked again. */
const step = 64;

/** Makes room: settled first, then quarantined, then what waits; the oldest first. Within a transaction. */
export function evict(database: Database, { maxBytes }: Quota): void {
  for (let rounds = 0; usedBytes(database) > maxBytes && rounds < 10_000; rounds += 1) {
    if (!evictSome(database)) return;
  }
}

const usedBytes = (database: Database): number => {
  const pages = numberIn(database.get('PRAGMA page_count'), 'page_count');
  const free = numberIn(database.get('PRAGMA freelist_count'), 'freelist_count');
  return (pages - free) * numberIn(database.get('PRAGMA page_size'), 'page_size');
};

function evictSome(database: Database): boolean {
  const settled = settledPositions(database, 0, step);
  if (settled.length > 0) {
    deleteRecords(database, settled);
    return true;
  }
  const quarantined = deleteQuarantined(
    database,
    'position IN (SELECT position FROM quarantine ORDER BY position LIMIT ?)',
    step,
  );
  if (quarantined > 0) {
    database.run('UPDATE numbers SET dropped = dropped + ?', quarantined);
    return true;
  }
  const waiting = database
    .all('SELECT position FROM records ORDER BY position LIMIT ?', step)
    .map((row) => numberIn(row, 'position'));
  deleteRecords(database, waiting);
  database.run('UPDATE numbers SET dropped = dropped + ?', waiting.length);
  return waiting.length > 0;
}

const dayMillis = 24 * 3600 * 1000;
/** How long a repeated commit is known again, and how many facts at most are. */
const factsMillis = dayMillis;
/** At most so many at once: the rest has its turn at the next look. */
const agedAtOnce = 2000;

/** Deletes what is older than it may become. What waits does not age. Within a transaction. */
export function forgetOld(database: Database, { maxAgeDays }: Quota, now: number): void {
  const before = now - maxAgeDays * dayMillis;
  deleteRecords(database, settledBefore(database, before, agedAtOnce));
  deleteQuarantined(database, 'at < ?', before);
  // Either way: a clock that was set forward must not leave them for ever.
  database.run('DELETE FROM facts WHERE at < ? OR at > ?', now - factsMillis, now + factsMillis);
}
