/** What SQLite says went wrong: https://sqlite.org/rescode.html. */
const primaryCode = (error: unknown): number | null => {
  const code: unknown = error instanceof Error && 'errcode' in error ? error.errcode : null;
  return typeof code === 'number' ? code & 0xff : null;
};

const [busy, locked, unreadable, corrupt, notADatabase] = [5, 6, 10, 11, 26];

/** Another process has it in hand; to be tried again. */
export const isBusy = (error: unknown): boolean => [busy, locked].includes(primaryCode(error) ?? -1);

/** The system could not read or write it: for now, or for good. */
export const isUnreadable = (error: unknown): boolean => primaryCode(error) === unreadable;

/** What is in the file is not, or no longer, what SQLite wrote. */
export const isDamaged = (error: unknown): boolean =>
  error instanceof DamagedError || [corrupt, notADatabase].includes(primaryCode(error) ?? -1);

/** Another process put the file aside, or deleted it, since it was opened: SQLITE_READONLY_DBMOVED. */
export const isMoved = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && error.errcode === 1032;

/** The file is a database, and not one of ours, or not one that can be read. */
export class DamagedError extends Error {
  override readonly name = 'DamagedError';
}

/** A later version wrote the file. */
export class NewerError extends Error {
  override readonly name = 'NewerError';
  readonly code = 'newer-store';
}
