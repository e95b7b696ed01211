import { readdirSync, unlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { ActivityQuery, BatchLimits, Counts, Erasure, RecordQuery } from '@plainsight/core';
import { activityRows, type ActivityRow } from './activity.ts';
import { commit, whereNow, type CommitAnswer, type CommitMessage, type Where } from './commit.ts';
import { counts } from './counts.ts';
import { numberIn, type Database } from './database.ts';
import { deliveryLock } from './delivery-lock.ts';
import { eraseChunk, eraseRest } from './erase.ts';
import type { Quota } from './evict.ts';
import { isBusy, isDamaged, isMoved } from './failures.ts';
import { inodeOf, openFile, setAside, type OpenedFile } from './open-file.ts';
import { recordsPage, type PageMessage } from './records.ts';
import { requireOwnSchema, schemaOf, schemaVersionOf } from './schema.ts';
import { settle, type SettleMessage } from './settle.ts';
import { attach, healthOf } from './sinks.ts';
import { waiting, type RecordColumns } from './waiting.ts';

/** What an engine is given. Can be passed to a thread. */
export interface EngineOptions {
  readonly path: string;
  readonly quota: Quota;
  /** How long a statement waits for other processes, in milliseconds. */
  readonly timeoutMillis: number;
}

/**
 * The store as far as it is synchronous: what runs in its thread, or in the host's where there is none. All but `close` throw
 * what SQLite throws; what is found damaged is set aside, a fresh file begun, and the call made again there.
 */
export interface Engine {
  where(): Where;
  commit(message: CommitMessage): CommitAnswer;
  attach(sinks: readonly string[]): void;
  waiting(sink: string, limits: BatchLimits): RecordColumns;
  settle(message: SettleMessage): void;
  health(sink: string): string | null;
  counts(): Counts;
  records(query: RecordQuery): PageMessage;
  activity(query: ActivityQuery): readonly ActivityRow[];
  /** Where records end now: an erasure goes as far. */
  lastPlace(): number;
  /** One step: where the next begins, `null` when there is no more. */
  eraseChunk(what: Erasure, after: number, last: number): number | null;
  eraseRest(what: Erasure, last: number): void;
  /** True when nothing that was deleted is left in any file; false where another process reads just now. */
  scrub(): boolean;
  requestDelivery(): void;
  deliveryRequests(): number;
  /** True when this engine has the right to deliver now. Throws where no process can have it. */
  lock(): boolean;
  unlock(): void;
  /** True when another connection changed the file since this was last asked. */
  hasChanged(): boolean;
  /** What happened to what was kept, since this was last asked. */
  troubles(): readonly string[];
  close(): void;
}

export function openEngine({ path, quota, timeoutMillis }: EngineOptions): Engine {
  let troubles: string[] = [];
  let sinks: readonly string[] = [];
  let version = -1;
  let schemaVersion = 0;
  let file: OpenedFile = open();
  const lock = deliveryLock(`${path}-delivery`);

  function open(): OpenedFile {
    const opened = openFile(path, timeoutMillis, quota);
    troubles.push(...opened.troubles);
    version = -1;
    schemaVersion = schemaVersionOf(opened.database);
    return opened;
  }

  /** The file may have been set aside by another process, or deleted: then there is another one, or none, at its path. */
  function reopen(): void {
    file.database.close();
    file = open();
    if (sinks.length > 0) attach(file.database, sinks);
  }

  /** Puts the file aside in which something was found that is not what was written, unless another process did. */
  function beginAnew(error: unknown): void {
    file.database.close();
    const trouble = setAside(path, file.inode, error);
    if (trouble !== null) troubles.push(trouble);
    reopen();
  }

  /** Somebody may have put a trigger or a view into it since it was opened. */
  function lookAtSchema(): void {
    const now = schemaVersionOf(file.database);
    if (now === schemaVersion) return;
    requireOwnSchema(schemaOf(file.database));
    schemaVersion = now;
  }

  function using<T>(act: (database: Database) => T): T {
    if (inodeOf(path) !== file.inode) reopen();
    try {
      lookAtSchema();
      return act(file.database);
    } catch (error) {
      // Its other files may have been moved before it is.
      if (isMoved(error) || inodeOf(path) !== file.inode) reopen();
      else if (isDamaged(error)) beginAnew(error);
      else throw error;
      return act(file.database);
    }
  }

  /** Replaces a damaged lock file, one process at a time: the second one finds it sound. */
  function takeLock(): boolean {
    const found = lock.take();
    if (found !== 'damaged') return found === 'taken';
    try {
      const trouble = using((database) => database.transaction(lock.replace));
      if (trouble !== null) troubles.push(trouble);
    } catch (error) {
      if (isBusy(error)) return false;
      throw error;
    }
    return lock.take() === 'taken';
  }

  return {
    where: () => using(whereNow),
    commit: (message) => using((database) => commit(database, message, quota)),
    attach: (names) => {
      sinks = names;
      using((database) => attach(database, names));
    },
    waiting: (sink, limits) => using((database) => waiting(database, sink, limits)),
    settle: (message) => using((database) => settle(database, message)),
    health: (sink) => using((database) => healthOf(database, sink)),
    counts: () => using((database) => counts(database, path)),
    records: (query) => using((database) => recordsPage(database, query)),
    activity: (query) => using((database) => activityRows(database, query)),
    lastPlace: () => using((database) => numberIn(database.get('SELECT place FROM numbers'), 'place')),
    eraseChunk: (what, after, last) => using((database) => eraseChunk(database, what, after, last)),
    eraseRest: (what, last) => {
      using((database) => eraseRest(database, what, last));
      if (what === 'all') deleteSetAside(path);
    },
    scrub: () =>
      using((database) => {
        try {
          database.exec('PRAGMA incremental_vacuum');
          return numberIn(database.get('PRAGMA wal_checkpoint(TRUNCATE)'), 'busy') === 0;
        } catch (error) {
          if (isBusy(error)) return false;
          throw error;
        }
      }),
    requestDelivery: () => {
      using((database) => database.run('UPDATE numbers SET requests = requests + 1'));
    },
    deliveryRequests: () => using((database) => numberIn(database.get('SELECT requests FROM numbers'), 'requests')),
    lock: takeLock,
    unlock: lock.release,
    hasChanged: () =>
      using((database) => {
        const before = version;
        version = numberIn(database.get('PRAGMA data_version'), 'data_version');
        return before !== -1 && before !== version;
      }),
    troubles: () => {
      const told = troubles;
      troubles = [];
      return told;
    },
    close: () => {
      lock.release();
      file.database.close();
    },
  };
}

/** Damaged files are no longer needed where all is to be gone. */
function deleteSetAside(path: string): void {
  const folder = dirname(path);
  for (const name of readdirSync(folder)) {
    if (['', '-delivery'].some((ending) => name.startsWith(`${basename(path)}${ending}.damaged-`)))
      unlinkSync(join(folder, name));
  }
}
