import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { createTelemetry, definePlan, type Finding, type Store } from '@plainsight/core';
import { manualClock, manualMachine, memorySink } from '@plainsight/core/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { sqliteStore } from '../src/index.ts';
import { commit, recordOf } from './records.ts';
import { start } from './start.ts';
import { temporaryDirectory } from './temporary-directory.ts';

const newPath = async (): Promise<string> => join(await temporaryDirectory(), 'telemetry.db');

async function open(path: string): Promise<Store> {
  const store = sqliteStore({ path });
  await store.open();
  onTestFinished(() => store.close());
  await store.attach(['one']);
  return store;
}

/** What was set aside, but for the database itself. */
const asideIn = async (path: string): Promise<readonly string[]> =>
  (await readdir(dirname(path))).filter((name) => name.startsWith(`${basename(path)}-delivery.damaged-`));

/** What a file is that no lock was ever on. */
const damages: readonly (readonly [what: string, hurt: (lock: string) => unknown])[] = [
  ['holds a word', (lock) => writeFile(lock, 'hello')],
  ['holds a long text', (lock) => writeFile(lock, 'This is no database.\n'.repeat(500))],
  ['holds zeroes', (lock) => writeFile(lock, Buffer.alloc(8192))],
  ['ends after its first bytes', (lock) => writeFile(lock, 'SQLite format 3\0')],
  ['holds garbage after its first bytes', (lock) => writeFile(lock, `SQLite format 3\0${'Z'.repeat(9000)}`)],
  [
    'is a database that was cut',
    (lock) => {
      const database = new DatabaseSync(lock);
      database.exec('CREATE TABLE a (b); CREATE TABLE c (d)');
      database.close();
      return writeFile(lock, Buffer.alloc(100), { flag: 'r+' });
    },
  ],
];

describe('the file of the right to deliver', () => {
  it.each(damages)('is replaced and said once where it %s, and then one can deliver', async (_what, hurt) => {
    const path = await newPath();
    await hurt(`${path}-delivery`);
    const [store, other] = [await open(path), await open(path)];
    const lock = await store.lockDelivery();
    expect(lock).not.toBeNull();
    expect(await other.lockDelivery()).toBeNull();
    await lock?.release();
    expect(await other.lockDelivery()).not.toBeNull();
    const aside = await asideIn(path);
    expect(aside).toHaveLength(1);
    expect([...(store.troubles ?? []), ...(other.troubles ?? [])]).toEqual([
      `${path}-delivery was damaged, so that no process could deliver. It was set aside as ${join(dirname(path), String(aside[0]))}, and a fresh one made.`,
    ]);
    await store.erase('all');
    expect(await asideIn(path)).toEqual([]);
  });

  it.each<[string, (lock: string) => unknown]>([
    ['is empty', (lock) => writeFile(lock, '')],
    ['may be read and written by everybody', (lock) => writeFile(lock, '', { mode: 0o666 })],
    ['is a database of another program', (lock) => void new DatabaseSync(lock).exec('CREATE TABLE a (b)')],
    ['has a journal that makes no sense', (lock) => writeFile(`${lock}-journal`, 'junk'.repeat(500))],
  ])('serves as it is where it %s', async (_what, make) => {
    const path = await newPath();
    await make(`${path}-delivery`);
    const [store, other] = [await open(path), await open(path)];
    expect(await store.lockDelivery()).not.toBeNull();
    expect(await other.lockDelivery()).toBeNull();
    expect([await asideIn(path), store.troubles]).toEqual([[], []]);
  });

  it('is left alone while somebody holds it, whatever becomes of what is in it', async () => {
    const path = await newPath();
    const child = start(path, 'holds the lock');
    await once(child.stdout ?? child, 'data');
    await writeFile(`${path}-delivery`, 'This is no database.\n'.repeat(500));
    const store = await open(path);
    expect(await store.lockDelivery()).toBeNull();
    expect([await asideIn(path), store.troubles]).toEqual([[], []]);
    child.kill('SIGKILL');
    await once(child, 'close');
    expect(await store.lockDelivery()).not.toBeNull();
    expect(await asideIn(path)).toHaveLength(1);
  });

  it('is replaced by one of several processes that find it damaged at once, and one has it then', async () => {
    const path = await newPath();
    const processes = await Promise.all([1, 2, 3, 4].map(() => asking(path)));
    for (let round = 1; round <= 10; round += 1) {
      await writeFile(`${path}-delivery`, `damaged ${round}\n`.repeat(100));
      const answers = await Promise.all(processes.map((ask) => ask('ask')));
      expect(answers.toSorted()).toEqual(['nothing', 'nothing', 'nothing', 'taken']);
      expect(await asideIn(path)).toHaveLength(round);
      await Promise.all(processes.map((ask) => ask('give back')));
    }
  });
});

/** A process that has the store open, and does what it is told, line by line. */
async function asking(path: string): Promise<(line: string) => Promise<string>> {
  const host = fileURLToPath(new URL('fixtures/host.ts', import.meta.url));
  const child = spawn(process.execPath, [host, path, 'asks for the lock'], { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const answers = createInterface(child.stdout)[Symbol.asyncIterator]();
  const next = async (): Promise<string> => String((await answers.next()).value);
  await next();
  return (line) => {
    child.stdin.write(`${line}\n`);
    return next();
  };
}

/** What nobody can lock. */
const obstacles: readonly (readonly [what: string, make: (lock: string) => unknown])[] = [
  ['a directory', (lock) => mkdir(lock)],
  ['a link to itself', (lock) => symlink(lock, lock)],
  ['a link to nowhere', (lock) => symlink(join(dirname(lock), 'nowhere', 'file'), lock)],
  ...(process.platform === 'win32'
    ? []
    : ([
        ['a pipe', (lock: string) => execFileSync('sh', ['-c', 'mkfifo "$1"', 'sh', lock])],
        ['a link to a device', (lock: string) => symlink('/dev/null', lock)],
      ] as const)),
];

describe('a right to deliver that nobody can have', () => {
  it.each(obstacles)('since there is %s in its place, is said, with the place, and all else works', async (_, make) => {
    const path = await newPath();
    await make(`${path}-delivery`);
    const store = await open(path);
    await expect(store.lockDelivery()).rejects.toThrow(`${path}-delivery cannot be locked (`);
    await commit(store, { records: [recordOf(1)] });
    expect((await store.counts()).records).toBe(1);
    await rm(`${path}-delivery`, { recursive: true });
    expect(await store.lockDelivery()).not.toBeNull();
    expect((await stat(`${path}-delivery`)).isFile()).toBe(true);
  });

  it.each([
    ['nowhere', 'is not there'],
    ['nowhere/file', 'is not there'],
    ['telemetry.db-delivery', String.raw`cannot be reached \(ELOOP`],
  ])('names a link that leads to %s, and where it leads', async (target, why) => {
    const path = join(dirname(await newPath()), 'telemetry.db');
    await symlink(target, `${path}-delivery`);
    const store = await open(path);
    await expect(store.lockDelivery()).rejects.toThrow(
      new RegExp(`telemetry.db-delivery is a symbolic link to ${target}, which ${why}.*: delete the link`),
    );
  });

  it('is one warning, a problem in every status and a finding of doctor, until it can be had again', async () => {
    const path = await newPath();
    await mkdir(`${path}-delivery`);
    const clock = manualClock();
    const warnings: string[] = [];
    const sink = memorySink();
    const options = {
      serviceVersion: '1.2.3',
      sinks: [sink],
      logger: { warn: (line: string) => void warnings.push(line) },
    };
    const handle = () => createTelemetry(plan, { clock, env: {}, machine: manualMachine() });
    const telemetry = handle();
    onTestFinished(() => telemetry.close());
    await telemetry.start({ ...options, store: sqliteStore({ path }) });
    for (let number = 0; number < 3; number += 1) {
      telemetry.record('boiled', { number });
      await telemetry.flush();
    }
    const problem = expect.stringMatching(/^nothing is sent, because .* be taken: \S+-delivery cannot be locked \(/);
    expect(warnings).toEqual([expect.stringMatching(/^Telemetry: nothing is sent, because .*-delivery cannot be/)]);
    expect((await telemetry.status()).problems).toEqual([problem]);
    expect(deliveryIn(await telemetry.diagnose())).toMatchObject([{ verdict: 'failing', seen: problem }]);
    // As an operator has it, in another process.
    const look = { store: sqliteStore({ path }), sinks: [memorySink()] };
    expect((await handle().status(look)).problems).toEqual([problem]);
    expect(deliveryIn(await handle().diagnose(look))).toMatchObject([{ verdict: 'failing', seen: problem }]);
    expect(sink.batches).toEqual([]);

    await rm(`${path}-delivery`, { recursive: true });
    await telemetry.flush();
    expect(sink.accepted).toHaveLength(3);
    expect((await telemetry.status()).problems).toEqual([]);
    expect(deliveryIn(await telemetry.diagnose())).toEqual([]);
    expect((await handle().status(look)).problems).toEqual([]);
    expect(warnings).toHaveLength(1);
  });
});

const deliveryIn = (findings: readonly Finding[]): readonly Finding[] =>
  findings.filter(({ what }) => what === 'delivery');

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
