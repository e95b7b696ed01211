import type { DatabaseSync } from 'node:sqlite';
import { isBusy, isDamaged } from './failures.ts';
import { loadSqlite } from './load-sqlite.ts';
import { makePrivate } from './private-file.ts';

/** The exclusive right to deliver. */
export interface DeliveryLockFile {
  /** True when it is ours now; false while another has it. */
  take(): boolean;
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
      if (held !== null) return false;
      makePrivate(path);
      const { DatabaseSync } = loadSqlite();
      const connection = new DatabaseSync(path, { timeout: 0 });
      try {
        connection.exec('BEGIN EXCLUSIVE');
        held = connection;
        return true;
      } catch (error) {
        connection.close();
        if (isBusy(error) || isDamaged(error)) return false;
        throw error;
      }
    },
    release: () => {
      held?.close();
      held = null;
    },
  };
}
