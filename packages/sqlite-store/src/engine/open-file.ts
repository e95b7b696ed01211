import {
  accessSync,
  chownSync,
  closeSync,
  constants,
  linkSync,
  mkdirSync,
  openSync,
  renameSync,
  statSync,
  unlinkSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { reasonOf } from '@plainsight/core';
import { databaseOn, numberIn, type Database } from './database.ts';
import { DamagedError, isDamaged, isMoved, isUnreadable, NewerError } from './failures.ts';
import { loadSqlite } from './load-sqlite.ts';
import { currentVersion, migrate } from './migrations.ts';

/** A database that is open, and the file that it is in. */
export interface OpenedFile {
  readonly database: Database;
  /** By which the file is known again, whatever it is called. */
  readonly inode: number;
  /** Where a damaged or foreign file was put, in words; `null` where the file was sound. */
  readonly trouble: string | null;
}

/** Marks a file as ours: `PlSt`. */
const applicationId = 0x50_6c_53_74;
const attempts = 5;

/**
 * Opens the database, and makes it where there is none. What is damaged or foreign is set aside, and a fresh one begun.
 * `timeoutMillis`: how long each statement waits for other processes. Throws a `NewerError` for a later version.
 */
export function openFile(path: string, timeoutMillis: number): OpenedFile {
  let trouble: string | null = null;
  for (let left = attempts; ; left -= 1) {
    let inode = 0;
    try {
      makePrivate(path);
      inode = inodeOf(path) ?? 0;
      return { database: openSound(path, timeoutMillis), inode, trouble };
    } catch (error) {
      if (left === 0) throw error;
      // Its other files go under the hands of who sets it aside.
      if (isMoved(error) || isUnreadable(error)) pause();
      else if (isDamaged(error)) trouble = setAside(path, inode, error) ?? trouble;
      else throw error;
    }
  }
}

function openSound(path: string, timeoutMillis: number): Database {
  const { DatabaseSync } = loadSqlite();
  const connection = new DatabaseSync(path, { timeout: timeoutMillis });
  const database = databaseOn(connection);
  try {
    prepare(database, path);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function prepare(database: Database, path: string): void {
  const isNew = numberIn(database.get('SELECT count(*) AS tables FROM sqlite_schema'), 'tables') === 0;
  // Before the journal mode, which writes the first page. To a file that has a table it would only be written again.
  if (isNew) database.exec('PRAGMA page_size = 8192; PRAGMA auto_vacuum = INCREMENTAL');
  const id = numberIn(database.get('PRAGMA application_id'), 'application_id');
  if (!isNew && id !== applicationId) throw new DamagedError('it is a database of another program');
  const version = numberIn(database.get('PRAGMA user_version'), 'user_version');
  if (version > currentVersion) {
    throw new NewerError(
      `Failed to open the store ${path}: a later version of plainsight wrote it (${version}, this one knows ${currentVersion}). ` +
        'Update the application, or move the file away.',
    );
  }
  // Full: what was committed is there after a power cut. Zeroes: what was deleted is nowhere in the file.
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON');
  database.exec('PRAGMA journal_size_limit = 4194304; PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF');
  if (version === currentVersion) return;
  database.transaction(() => {
    // Another process may have been here first.
    migrate(database, numberIn(database.get('PRAGMA user_version'), 'user_version'));
    database.exec(`PRAGMA application_id = ${applicationId}`);
  });
}

/**
 * Makes the file, readable by its owner only, and the folders above it. SQLite gives its other files the same rights. Throws
 * where a file that is there cannot be written to.
 */
export function makePrivate(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  try {
    closeSync(openSync(path, 'wx', 0o600));
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
    // SQLite opens a file that is read-only as such, and would refuse each commit.
    return accessSync(path, constants.W_OK);
  }
  giveToOwner(path, dirname(path));
}

/** What root makes in the folder of another user is to be that user's. */
function giveToOwner(path: string, folder: string): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(folder);
  if (uid !== 0) chownSync(path, uid, gid);
}

/** Which file is at a path now; `null` when none is. */
export function inodeOf(path: string): number | null {
  try {
    return statSync(path).ino;
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null;
    throw error;
  }
}

/**
 * Puts a damaged file aside, and says so in words. `null` where another process did so meanwhile, and says it: then another
 * one than `inode` is at its path. `error`: what was found.
 */
export function setAside(path: string, inode: number, error: unknown): string | null {
  const place = putAside(path, inode);
  return place === null
    ? null
    : `${path} was damaged, or no store of ours (${reasonOf(error)}). It was set aside as ${place}, and a fresh one begun.`;
}

/**
 * Under a name that says which it was. A link, unlike a rename, is not made over one that is there, so that nobody sets aside
 * the fresh file of another.
 */
function putAside(path: string, inode: number): string | null {
  if (inodeOf(path) !== inode) return null;
  const place = `${path}.damaged-${inode}`;
  try {
    linkSync(path, place);
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
    pause();
    // Whoever made the link may have ended before its last step.
    if (inodeOf(place) === inode && inodeOf(path) === inode) unlinkSync(path);
    return null;
  }
  if (inodeOf(place) !== inode) {
    unlinkSync(place);
    return null;
  }
  // While the damaged file is in its place nobody begins a fresh one, whose files these could be.
  for (const ending of ['-wal', '-shm']) {
    try {
      renameSync(`${path}${ending}`, `${place}${ending}`);
    } catch (error) {
      if (!isCode(error, 'ENOENT')) throw error;
    }
  }
  unlinkSync(path);
  return place;
}

/** A moment for another process. */
const pause = (): void => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);

const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;
