import { linkSync, renameSync, rmSync, statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { codeIn, reasonOf } from '@plainsight/core';
import { isBusy, isDamaged } from './failures.ts';
import { loadSqlite } from './load-sqlite.ts';
import { inodeOf } from './open-file.ts';
import { makePrivate } from './private-file.ts';

/** The answer to a request for the lock. `damaged`: no process holds it, and none can before the file is replaced. */
export type LockAnswer = 'taken' | 'held' | 'damaged';

/** The exclusive right to deliver. */
export interface DeliveryLockFile {
  /** `held` where another process, or this object, has it already. Throws where no process can lock the file. */
  take(): LockAnswer;
  /**
   * Sets the file aside if it is still damaged, and says so in words; `null` if it is not. Call it within a transaction of
   * the store, so that one process at a time does.
   */
  replace(): string | null;
  release(): void;
}

/**
 * An exclusive lock on an empty database beside the store: the kernel gives it back when the process dies, however it does.
 * Nothing in this process may open and close that file otherwise: on POSIX systems that alone would give the lock away.
 */
export function deliveryLock(path: string): DeliveryLockFile {
  let held: DatabaseSync | null = null;
  return {
    take: () => {
      if (held !== null) return 'held';
      for (let left = attempts; left > 0; left -= 1) {
        const inode = readyFile(path, left === 1);
        if (inode === null) continue;
        const { answer, connection } = lockNow(path);
        if (connection === null) return answer;
        held = connection;
        if (inodeOf(path) === inode) return 'taken';
        // The file was set aside meanwhile, and a lock on it keeps no other process out.
        held.close();
        held = null;
      }
      return 'held';
    },
    replace: () => {
      const inode = inodeOf(path);
      if (inode === null) return null;
      const { answer, connection } = lockNow(path);
      connection?.close();
      if (answer !== 'damaged') return null;
      const place = `${path}.damaged-${inode}`;
      sayWhere(path, () => setAside(path, place));
      return `${path} was damaged, so that no process could deliver. It was set aside as ${place}, and a fresh one made.`;
    },
    release: () => {
      held?.close();
      held = null;
    },
  };
}

const attempts = 5;

interface Locked {
  readonly answer: LockAnswer;
  /** Has the lock as long as it is open; `null` where it was not given. */
  readonly connection: DatabaseSync | null;
}

/** SQLite looks at the lock before it reads the file: a file that it finds damaged is locked by no process. */
function lockNow(path: string): Locked {
  const { DatabaseSync } = loadSqlite();
  return sayWhere(path, () => {
    const connection = new DatabaseSync(path, { timeout: 0 });
    try {
      connection.exec('BEGIN EXCLUSIVE');
      return { answer: 'taken', connection };
    } catch (error) {
      connection.close();
      if (isBusy(error)) return { answer: 'held', connection: null };
      if (isDamaged(error)) return { answer: 'damaged', connection: null };
      throw error;
    }
  });
}

/** Makes the file if it is missing, and gives its inode; `null` if it vanished meanwhile and this is not the last try. */
function readyFile(path: string, isLast: boolean): number | null {
  return sayWhere(path, () => {
    try {
      makePrivate(path);
      return inodeOfFile(path);
    } catch (error) {
      if (!isLast && codeIn(error) === 'ENOENT') return null;
      throw error;
    }
  });
}

/** The inode tells the file from one that replaces it. Opening a pipe may block, and a lock on a device excludes nobody. */
function inodeOfFile(path: string): number {
  const found = statSync(path);
  if (!found.isFile()) throw new Error('it is no regular file');
  return found.ino;
}

/** The path is never without a file: SQLite would make one there, with wider rights. */
function setAside(path: string, place: string): void {
  const fresh = `${path}.fresh`;
  // A journal of the damaged file would be rolled back into the fresh one.
  for (const old of [`${path}-journal`, fresh, place]) rmSync(old, { force: true });
  makePrivate(fresh);
  try {
    linkSync(path, place);
  } catch {
    // Not every file system has links.
    renameSync(path, place);
  }
  renameSync(fresh, path);
}

function sayWhere<T>(path: string, act: () => T): T {
  try {
    return act();
  } catch (cause) {
    const code = codeIn(cause);
    const message = `${path} cannot be locked (${reasonOf(cause)}). Make sure that it is a regular file, and that this user can write to it and to its folder.`;
    throw Object.assign(new Error(message, { cause }), code === null ? {} : { code });
  }
}
