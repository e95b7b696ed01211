import { linkSync, renameSync, statSync, unlinkSync } from 'node:fs';
import { codeIn, reasonOf } from '@plainsight/core';
import { databaseOn } from './database-on.ts';
import { numberIn, type Database } from './database.ts';
import type { Quota } from './evict.ts';
import { DamagedError, isBusy, isDamaged, isMoved, isUnreadable, MovedError, NewerError } from './failures.ts';
import { loadSqlite } from './load-sqlite.ts';
import { currentVersion, migrate } from './migrations.ts';
import { makePrivate, narrow, requireOwn } from './private-file.ts';
import { requireOwnSchema, schemaOf } from './schema.ts';

/** A database that is open, and the file that it is in. */
export interface OpenedFile {
  readonly database: Database;
  /** By which the file is known again, whatever it is called. */
  readonly inode: number;
  /** What is to be said of it: where a damaged or foreign file was put, and that others can read it. */
  readonly troubles: readonly string[];
}

/** Marks a file as ours: `PlSt`. */
const applicationId = 0x50_6c_53_74;
const attempts = 5;

/**
 * Opens the database, and makes it where there is none. What is damaged or foreign is set aside, and a fresh one begun.
 * `timeoutMillis`: how long each statement waits for other processes. Throws a `NewerError` for a later version.
 */
export function openFile(path: string, timeoutMillis: number, quota: Quota): OpenedFile {
  const troubles: string[] = [];
  const begun = performance.now();
  for (let left = attempts; ; left -= 1) {
    let inode = 0;
    try {
      makePrivate(path);
      inode = inodeOf(path) ?? 0;
      const { database, trouble } = openSound(path, inode, timeoutMillis, pageBytes(quota));
      return { database, inode, troubles: [...troubles, ...listed(trouble)] };
    } catch (error) {
      if (left === 0) throw error;
      // Its other files go under the hands of who sets it aside.
      if (isMoved(error) || isUnreadable(error)) pause();
      // Two that make it at once: one is told so at once, without waiting, while its journal is begun.
      else if (isBusy(error) && performance.now() - begun < timeoutMillis) pause();
      else if (isDamaged(error)) troubles.push(...listed(setAside(path, inode, error)));
      else throw error;
    }
  }
}

/**
 * Of a file that is made: what it has stays. In large pages a commit is quicker, but each table and index takes one to begin with,
 * and a small quota must have room for records.
 */
const pageBytes = ({ maxBytes }: Quota): number => (maxBytes < 4 * 1024 * 1024 ? 8192 : 16_384);

const listed = (text: string | null): readonly string[] => (text === null ? [] : [text]);

interface Sound {
  readonly database: Database;
  readonly trouble: string | null;
}

function openSound(path: string, inode: number, timeoutMillis: number, pageSize: number): Sound {
  const { DatabaseSync } = loadSqlite();
  const connection = new DatabaseSync(path, { timeout: timeoutMillis });
  const database = databaseOn(connection);
  try {
    // Later versions of Node than some that are supported have it: what is in the file cannot then undo what SQLite relies on.
    connection.enableDefensive?.(true);
    // Before anything is written: who can replace the file may have done so since it was made.
    requireOwn(path);
    if (inodeOf(path) !== inode) throw new MovedError(`${path} was replaced while it was opened`);
    prepare(database, path, pageSize);
    return { database, trouble: narrow(path) };
  } catch (error) {
    database.close();
    throw error;
  }
}

function prepare(database: Database, path: string, pageSize: number): void {
  // Before anything else is read: what others wrote into the schema is not to be run.
  database.exec('PRAGMA trusted_schema = OFF');
  const found = schemaOf(database);
  // Before the journal mode, which writes the first page. To a file that has a table it would only be written again.
  if (found.entries.length === 0) database.exec(`PRAGMA page_size = ${pageSize}; PRAGMA auto_vacuum = INCREMENTAL`);
  else if (found.applicationId !== applicationId) throw new DamagedError('it is a database of another program');
  if (found.version > currentVersion) {
    throw new NewerError(
      `Failed to open the store ${path}: a later version of plainsight wrote it (${found.version}, this one knows ${currentVersion}). ` +
        'Update the application, or move the file away.',
    );
  }
  requireOwnSchema(found);
  // Full: what was committed is there after a power cut. Zeroes: what was deleted is nowhere in the file.
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON');
  database.exec('PRAGMA journal_size_limit = 4194304; PRAGMA temp_store = MEMORY');
  if (found.version === currentVersion) return;
  database.transaction(() => {
    // Another process may have been here first.
    migrate(database, numberIn(database.get('PRAGMA user_version'), 'user_version'));
    database.exec(`PRAGMA application_id = ${applicationId}`);
  });
}

/** Which file is at a path now; `null` when none is. */
export function inodeOf(path: string): number | null {
  try {
    return statSync(path).ino;
  } catch (error) {
    if (codeIn(error) === 'ENOENT') return null;
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
    if (codeIn(error) !== 'EEXIST') throw error;
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
      if (codeIn(error) !== 'ENOENT') throw error;
    }
  }
  unlinkSync(path);
  return place;
}

/** A moment for another process. */
const pause = (): void => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
