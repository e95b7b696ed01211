/** What SQLite says went wrong: https://sqlite.org/rescode.html. */
const [busy, locked, unreadable, corrupt, notADatabase] = [5, 6, 10, 11, 26];

/** How SQLite puts them: errors of Deno's `exec` have no code. https://sqlite.org/c3ref/errcode.html */
const inWords: ReadonlyMap<string, number> = new Map([
  ['database is locked', busy],
  ['database table is locked', locked],
  ['disk I/O error', unreadable],
  ['database disk image is malformed', corrupt],
  ['file is not a database', notADatabase],
]);

const primaryCode = (error: unknown): number | null => {
  // Not `instanceof Error`: in Jest and other hosts with contexts of their own, errors of Node are of another realm.
  if (typeof error !== 'object' || error === null) return null;
  if ('errcode' in error && typeof error.errcode === 'number') return error.errcode & 0xff;
  if (!('code' in error) || error.code !== 'ERR_SQLITE_ERROR' || !('message' in error)) return null;
  return inWords.get(String(error.message)) ?? null;
};

/** Another process has it in hand; to be tried again. */
export const isBusy = (error: unknown): boolean => [busy, locked].includes(primaryCode(error) ?? -1);

/** The system could not read or write it: for now, or for good. */
export const isUnreadable = (error: unknown): boolean => primaryCode(error) === unreadable;

/** What is in the file is not, or no longer, what SQLite wrote. */
export const isDamaged = (error: unknown): boolean =>
  error instanceof DamagedError || [corrupt, notADatabase].includes(primaryCode(error) ?? -1);

/** Another process put the file aside, or deleted it, since it was opened: SQLITE_READONLY_DBMOVED. */
export const isMoved = (error: unknown): boolean =>
  error instanceof MovedError ||
  (typeof error === 'object' && error !== null && 'errcode' in error && error.errcode === 1032);

/** The file is a database, and not one of ours, or not one that can be read. */
export class DamagedError extends Error {
  override readonly name = 'DamagedError';
}

/** Another file is at the path than the one that was looked at. */
export class MovedError extends Error {
  override readonly name = 'MovedError';
}

/** A later version wrote the file. */
export class NewerError extends Error {
  override readonly name = 'NewerError';
  readonly code = 'newer-store';
}
