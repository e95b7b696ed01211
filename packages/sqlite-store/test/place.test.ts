import { chmod, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createTelemetry, definePlan } from '@plainsight/core';
import { manualMachine, memorySink } from '@plainsight/core/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { currentVersion } from '../src/engine/migrations.ts';
import { sqliteStore } from '../src/index.ts';
import { commit, day, quarantinedOf, recordOf, time, waitingIn } from './records.ts';
import { temporaryDirectory } from './temporary-directory.ts';

const plan = definePlan({
  service: 'kettle',
  version: 1,
  maintainer: { name: 'Kettle makers', contact: 'privacy@example.org' },
  why: 'To know which kettles are in use.',
  never: [],
  consent: { default: 'on' },
  notice: { graceHours: 0 },
  events: { boiled: { kind: 'each', why: 'How kettles are used.', properties: { number: { type: 'integer' } } } },
});

/** A store that has ended, with one record that waits. */
async function ended(): Promise<{ readonly folder: string; readonly path: string }> {
  const folder = await temporaryDirectory();
  const path = join(folder, 'telemetry.db');
  const store = sqliteStore({ path });
  await store.open();
  await store.attach(['one']);
  await commit(store, { records: [recordOf(1)] });
  await store.close();
  return { folder, path };
}

function change(path: string, sql: string): void {
  const database = new DatabaseSync(path);
  database.exec(sql);
  database.close();
}

const modeOf = async (path: string): Promise<number> => (await stat(path)).mode & 0o777;

describe('the files of sqliteStore', () => {
  it('are not made before it is opened, and not by asking whether there is anything', async () => {
    const folder = await temporaryDirectory();
    const store = sqliteStore({ path: join(folder, 'below', 'telemetry.db') });
    expect(await store.exists()).toBe(false);
    await store.decisions?.read();
    expect(await readdir(folder)).toEqual([]);
    await store.open();
    expect(await store.exists()).toBe(true);
    await store.close();
  });

  it.runIf(process.platform !== 'win32')('are for their owner only, as are the folders that it makes', async () => {
    const folder = await temporaryDirectory();
    await chmod(folder, 0o755);
    const below = join(folder, 'one', 'two');
    const store = sqliteStore({ path: join(below, 'telemetry.db') });
    await store.open();
    await store.attach(['one']);
    await commit(store, { records: [recordOf(1)] });
    await store.lockDelivery();
    await store.decisions?.update((decided) => ({ ...decided, acceptedVersion: 1 }));
    const names = await readdir(below);
    expect(names.toSorted()).toEqual(
      ['', '-delivery', '-delivery-journal', '-shm', '-wal', '.decisions.json'].map(
        (ending) => `telemetry.db${ending}`,
      ),
    );
    for (const name of names) expect([name, await modeOf(join(below, name))]).toEqual([name, 0o600]);
    for (const made of ['one', 'one/two']) expect(await modeOf(join(folder, made))).toBe(0o700);
    await store.close();
  });

  it('are numbered by the migrations that made them', async () => {
    const { path } = await ended();
    const database = new DatabaseSync(path);
    expect(database.prepare('PRAGMA user_version').get()).toEqual({ user_version: currentVersion });
    database.close();
  });

  it('of the version before are brought up, with what is in them counted by hour', async () => {
    const path = join(await temporaryDirectory(), 'telemetry.db');
    const store = sqliteStore({ path, maxAgeDays: 1e6 });
    await store.open();
    await commit(store, { records: [1, 2].map((number) => recordOf(number)), quarantined: [quarantinedOf(9)] });
    await commit(store, { records: [recordOf(3, { at: Date.UTC(1969, 11, 31, 23, 30) })] });
    await store.close();
    change(path, 'DROP TABLE activity; PRAGMA user_version = 1');
    await store.open();
    onTestFinished(() => store.close());
    expect(await store.activity({ from: Date.UTC(1960, 0, 1), to: time + day, bucketHours: 1 })).toEqual([
      { at: Date.UTC(1969, 11, 31, 23), names: { boiled: 1 }, quarantined: 0 },
      { at: time, names: { boiled: 2 }, quarantined: 1 },
    ]);
  });

  it('of a later version are not touched, and telemetry is off, with the reason in its status', async () => {
    const { path } = await ended();
    change(path, `PRAGMA user_version = ${currentVersion + 1}`);
    const before = await readFile(path);
    await expect(sqliteStore({ path }).open()).rejects.toMatchObject({ code: 'newer-store' });
    const telemetry = createTelemetry(plan, { env: {}, machine: manualMachine() });
    onTestFinished(() => telemetry.close());
    await telemetry.start({ serviceVersion: '1.2.3', store: sqliteStore({ path }), sinks: [memorySink()] });
    expect(telemetry.id).toBeNull();
    expect((await telemetry.status()).problems.join()).toMatch(/later version of plainsight wrote it/);
    expect(before.equals(await readFile(path))).toBe(true);
  });
});

describe('a file that is no sound store of ours', () => {
  it.each<[string, (path: string) => unknown]>([
    ['holds a text', (path) => writeFile(path, 'This is no database.\n'.repeat(100))],
    ['is a database of another program', (path) => change(path, 'PRAGMA application_id = 7')],
    ['lacks a table', (path) => change(path, 'DROP TABLE state; PRAGMA application_id = 7')],
    ['holds a record that is no JSON', (path) => change(path, "UPDATE records SET event = 'x' || event")],
  ])('is set aside once when it %s, and said, and a fresh one begun', async (_what, hurt) => {
    const { folder, path } = await ended();
    await hurt(path);
    const stores = [sqliteStore({ path }), sqliteStore({ path })];
    await Promise.all(stores.map((store) => store.open()));
    const [store] = stores;
    if (store === undefined) return;
    for (const one of stores) await one.attach(['one']);
    // Looked into by both, it is found by one.
    await Promise.all(stores.map(waitingIn));
    await commit(store, { records: [recordOf(2)] });
    for (const one of stores) expect(await waitingIn(one)).toEqual([2]);
    for (const one of stores) await one.counts();
    const troubles = stores.flatMap((one) => one.troubles ?? []);
    expect(troubles).toEqual([expect.stringMatching(/was set aside as .*\.damaged-\d+, and a fresh one begun/)]);
    const aside = (await readdir(folder)).filter((name) => /\.damaged-\d+$/.test(name));
    expect(aside).toHaveLength(1);
    await store.erase('all');
    expect((await readdir(folder)).filter((name) => name.includes('.damaged-'))).toEqual([]);
    for (const one of stores) await one.close();
  });

  it('counts for no state where its state is no JSON', async () => {
    const { path } = await ended();
    change(path, "INSERT INTO state VALUES (1, 1, '{') ON CONFLICT DO UPDATE SET json = '{'");
    const store = sqliteStore({ path });
    await store.open();
    await store.attach(['one']);
    await commit(store, { records: [recordOf(2)] });
    expect(await waitingIn(store)).toEqual([1, 2]);
    expect(store.troubles).toEqual([]);
    await store.close();
  });
});
