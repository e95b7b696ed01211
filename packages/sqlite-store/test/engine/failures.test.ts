import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { runInNewContext } from 'node:vm';
import { describe, expect, it, onTestFinished } from 'vitest';
import { isBusy, isDamaged, isUnreadable } from '../../src/engine/failures.ts';
import { temporaryDirectory } from '../temporary-directory.ts';

/** What SQLite throws, as Node gives it, and as a runtime that keeps no code of SQLite does. */
function thrownBy(act: () => void): readonly [withCode: unknown, without: Error] {
  try {
    act();
  } catch (error) {
    const { message, code } = error as Error & { code: string };
    return [error, Object.assign(new Error(message), { code })];
  }
  throw new Error('Nothing was thrown.');
}

const open = (path: string): DatabaseSync => {
  const database = new DatabaseSync(path, { timeout: 0 });
  onTestFinished(() => database.close());
  return database;
};

describe('what SQLite throws', () => {
  it('is known as busy, with a code and without', async () => {
    const path = join(await temporaryDirectory(), 'a.db');
    open(path).exec('BEGIN EXCLUSIVE');
    const other = open(path);
    for (const error of thrownBy(() => other.exec('BEGIN IMMEDIATE'))) {
      expect([isBusy(error), isDamaged(error), isUnreadable(error)]).toEqual([true, false, false]);
    }
  });

  it('is known as damaged, with a code and without', async () => {
    const path = join(await temporaryDirectory(), 'a.db');
    writeFileSync(path, 'no database'.repeat(1000));
    const database = open(path);
    for (const error of thrownBy(() => database.exec('SELECT * FROM sqlite_master'))) {
      expect([isBusy(error), isDamaged(error), isUnreadable(error)]).toEqual([false, true, false]);
    }
  });

  it('is known as unreadable or malformed by the words of SQLite alone', () => {
    const said = (message: string): Error => Object.assign(new Error(message), { code: 'ERR_SQLITE_ERROR' });
    expect(isUnreadable(said('disk I/O error'))).toBe(true);
    expect(isDamaged(said('database disk image is malformed'))).toBe(true);
    expect(isBusy(said('database table is locked'))).toBe(true);
    expect(isBusy(said('no such table: records'))).toBe(false);
  });

  it('is known where errors of Node are of another realm, as in Jest', () => {
    const said = "Object.assign(new Error('database is locked'), { code: 'ERR_SQLITE_ERROR', errcode: 5 })";
    expect(isBusy(runInNewContext(said))).toBe(true);
  });

  it('is told from what others throw in the same words', () => {
    expect(isBusy(new Error('database is locked'))).toBe(false);
    expect(isDamaged('file is not a database')).toBe(false);
  });
});
