import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { manualClock } from '@plainsight/core/testing';
import { describe, expect, it } from 'vitest';
import { sqliteStore } from '../src/index.ts';
import { commit, recordOf, time, waitingIn } from './records.ts';
import { temporaryDirectory } from './temporary-directory.ts';

/** Asks the file itself. */
function inFile<T>(path: string, ask: (database: DatabaseSync) => T): T {
  const database = new DatabaseSync(path);
  try {
    return ask(database);
  } finally {
    database.close();
  }
}

const pageSizeOf = (path: string): unknown =>
  inFile(path, (database) => database.prepare('PRAGMA page_size').get()?.['page_size']);

/** Opens the store, commits a record, and gives the numbers of those that wait. */
async function use(path: string, number: number, maxBytes?: number): Promise<readonly unknown[]> {
  const store = sqliteStore({ path, clock: manualClock(time), ...(maxBytes === undefined ? {} : { maxBytes }) });
  await store.open();
  try {
    await store.attach(['one']);
    await commit(store, { records: [recordOf(number)] });
    return await waitingIn(store);
  } finally {
    await store.close();
  }
}

describe('the pages of a file', () => {
  it('are large where it is new', async () => {
    const path = join(await temporaryDirectory(), 'telemetry.db');
    expect(await use(path, 1)).toEqual([1]);
    expect(pageSizeOf(path)).toBe(16_384);
  });

  it('are smaller where little may be kept, so that there is room for records', async () => {
    const path = join(await temporaryDirectory(), 'telemetry.db');
    expect(await use(path, 1, 256 * 1024)).toEqual([1]);
    expect(pageSizeOf(path)).toBe(8192);
  });

  it('stay as they are in a file that is there', async () => {
    const path = join(await temporaryDirectory(), 'telemetry.db');
    await use(path, 1);
    inFile(path, (database) => database.exec('PRAGMA journal_mode = DELETE; PRAGMA page_size = 8192; VACUUM'));
    expect(pageSizeOf(path)).toBe(8192);
    expect(await use(path, 2)).toEqual([1, 2]);
    expect(pageSizeOf(path)).toBe(8192);
  });
});
