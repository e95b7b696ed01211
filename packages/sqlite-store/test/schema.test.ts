import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Store } from '@plainsight/core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { currentVersion } from '../src/engine/migrations.ts';
import { sqliteStore } from '../src/index.ts';
import { commit, recordOf, waitingIn } from './records.ts';
import { temporaryDirectory } from './temporary-directory.ts';

/** A store in which one record waits. */
async function opened(): Promise<{ readonly store: Store; readonly folder: string; readonly path: string }> {
  const folder = await temporaryDirectory();
  const path = join(folder, 'telemetry.db');
  const store = sqliteStore({ path });
  await store.open();
  onTestFinished(() => store.close());
  await store.attach(['one']);
  await commit(store, { records: [recordOf(1)] });
  return { store, folder, path };
}

function change(path: string, sql: string): void {
  const database = new DatabaseSync(path, { timeout: 5000 });
  try {
    database.exec(sql);
  } finally {
    database.close();
  }
}

/** Whether the file was set aside, once, and a fresh one does all that a store does. */
async function isBegunAnew(store: Store, folder: string, why: string): Promise<void> {
  await commit(store, { records: [recordOf(2)] });
  expect(await waitingIn(store)).toEqual([2]);
  await store.counts();
  expect(store.troubles).toEqual([expect.stringContaining('was set aside')]);
  expect(store.troubles?.[0]).toContain(why);
  expect((await readdir(folder)).filter((name) => /\.damaged-\d+$/.test(name))).toHaveLength(1);
}

const foreign: readonly (readonly [string, string, string])[] = [
  [
    'a trigger that refuses each record',
    "CREATE TRIGGER no BEFORE INSERT ON records BEGIN SELECT RAISE(ABORT, 'no'); END",
    'its trigger no is not ours',
  ],
  [
    'a trigger that deletes each record',
    'CREATE TRIGGER gone AFTER INSERT ON records BEGIN DELETE FROM records; END',
    'its trigger gone is not ours',
  ],
  [
    'a trigger that writes elsewhere',
    'CREATE TABLE copies (event); CREATE TRIGGER copy AFTER INSERT ON records BEGIN INSERT INTO copies VALUES (NEW.event); END',
    'is not ours',
  ],
  [
    'a trigger on numbers, whose name is meant for a terminal',
    'CREATE TRIGGER "\u001B[2J" AFTER UPDATE ON numbers BEGIN SELECT 1; END',
    'its trigger of another name is not ours',
  ],
  ['a view that nobody asks', 'CREATE VIEW v AS SELECT * FROM records', 'its view v is not ours'],
  [
    'a view in the place of a table',
    'ALTER TABLE records RENAME TO hidden; CREATE VIEW records AS SELECT * FROM hidden WHERE 0',
    'is not ours',
  ],
  ['another table', 'CREATE TABLE notes (text)', 'its table notes is not ours'],
  ['a virtual table', 'CREATE VIRTUAL TABLE words USING fts5(text)', 'is not ours'],
  ['an index on an expression', 'CREATE INDEX e ON records (length(event))', 'its index e is not ours'],
  ['one index less', 'DROP INDEX records_by_time', 'its index records_by_time is missing'],
  ['one table less', 'DROP TABLE activity', 'its table activity is missing'],
  [
    'a column with a default of another hand',
    "ALTER TABLE records ADD COLUMN note TEXT DEFAULT 'x'",
    'its table records is not ours',
  ],
  [
    'a generated column',
    'ALTER TABLE facts ADD COLUMN twice INTEGER GENERATED ALWAYS AS (at * 2)',
    'its table facts is not ours',
  ],
];

describe('a database with something that the store did not make', () => {
  it.each(foreign)('is set aside where it is opened with %s', async (_, sql, why) => {
    const { store, folder, path } = await opened();
    await store.close();
    change(path, sql);
    await store.open();
    await store.attach(['one']);
    await isBegunAnew(store, folder, why);
  });

  // One of each kind.
  it.each([0, 2, 5, 9].flatMap((at) => foreign.slice(at, at + 1)))(
    'is set aside where it is in use, and gets %s',
    async (_, sql, why) => {
      const { store, folder, path } = await opened();
      change(path, sql);
      await isBegunAnew(store, folder, why);
    },
  );

  it.each([
    ['says that it is ours, and is empty', `DROP TABLE records; PRAGMA user_version = ${currentVersion}`],
    ['says that it is of a version before the first', 'PRAGMA user_version = 0'],
    ['says that it is of no version', 'PRAGMA user_version = -1'],
    ['says that it is of an earlier version', 'PRAGMA user_version = 1'],
  ])('is set aside where it %s', async (_, sql) => {
    const { store, folder, path } = await opened();
    await store.close();
    change(path, sql);
    await store.open();
    await store.attach(['one']);
    await isBegunAnew(store, folder, 'telemetry.db was damaged, or no store of ours');
  });
});

describe('a database that another program had in hand', () => {
  it.each([
    ['analysed', 'ANALYZE; PRAGMA optimize'],
    ['vacuumed', 'VACUUM'],
    ['reindexed', 'REINDEX'],
  ])('is used on where it was %s, though it is open', async (_, sql) => {
    const { store, path } = await opened();
    change(path, sql);
    await commit(store, { records: [recordOf(2)] });
    expect(await waitingIn(store)).toEqual([1, 2]);
    await store.close();
    await store.open();
    expect(await waitingIn(store)).toEqual([1, 2]);
    expect(store.troubles).toEqual([]);
  });

  it('is left as it is where a later version has brought it up, whatever that made', async () => {
    const { store, folder, path } = await opened();
    change(path, `CREATE TABLE later (one); CREATE VIEW seen AS SELECT 1; PRAGMA user_version = ${currentVersion + 1}`);
    // Who had it open goes on: the later version knows that it may have to share.
    await commit(store, { records: [recordOf(2)] });
    await store.close();
    await expect(store.open()).rejects.toMatchObject({ code: 'newer-store' });
    expect((await readdir(folder)).filter((name) => name.includes('.damaged-'))).toEqual([]);
  });
});
