import { spawnSync } from 'node:child_process';
import { chmod, mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTelemetry, definePlan, fileDecisions } from '@plainsight/core';
import { manualMachine, memorySink } from '@plainsight/core/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { sqliteStore } from '../src/index.ts';
import { temporaryDirectory } from './temporary-directory.ts';

const plan = definePlan({
  service: 'kettle',
  version: 1,
  maintainer: { name: 'Kettle makers', contact: 'privacy@example.org' },
  why: 'To know which kettles are in use.',
  never: [],
  consent: { default: 'on' },
  notice: { graceHours: 0 },
  events: { boiled: { kind: 'each', why: 'How kettles are used.', properties: {} } },
});

/** What an operator is told of a store at a path, by a process in which telemetry does not run. */
async function toldOf(path: string, decisions: string) {
  const store = { ...sqliteStore({ path }), decisions: fileDecisions({ path: decisions }) };
  const telemetry = createTelemetry(plan, { env: {}, machine: manualMachine() });
  const options = { serviceVersion: '1.2.3', store, sinks: [memorySink()] };
  const finding = (await telemetry.diagnose(options)).find(({ what }) => what === 'store');
  const { problems } = await telemetry.status(options);
  return { finding, problems };
}

/** Root may do everything. */
const isRoot = process.getuid?.() === 0;

describe('a store that cannot be used', () => {
  it('says that its folder cannot be made, and makes nothing', async () => {
    const folder = await temporaryDirectory();
    await writeFile(join(folder, 'file'), '');
    const { finding, problems } = await toldOf(join(folder, 'file', 'deep', 'telemetry.db'), join(folder, 'd.json'));
    const seen = `${join(folder, 'file')} is no folder, so that the store cannot be made in it`;
    expect(finding).toMatchObject({ verdict: 'failing', seen, todo: 'Give the store another path.' });
    expect(problems).toEqual([`${seen}. Give the store another path.`]);
    expect(await readdir(folder)).toEqual(['file']);
  });

  it.each<[string, (path: string) => Promise<unknown>, RegExp]>([
    ['a folder', (path) => mkdir(path), /telemetry\.db is no regular file$/],
    ['a device', (path) => symlink('/dev/null', path), /telemetry\.db is no regular file$/],
    ['a link to nothing', (path) => symlink('nothing', path), /is a link to a file that is not there$/],
    ['below a link that goes round', (path) => symlink(path, path), /cannot be looked at: ELOOP/],
  ])('says that its place is %s', async (_, make, seen) => {
    const folder = await temporaryDirectory();
    await make(join(folder, 'telemetry.db'));
    const { finding, problems } = await toldOf(join(folder, 'telemetry.db'), join(folder, 'd.json'));
    expect(finding).toMatchObject({ verdict: 'failing', seen: expect.stringMatching(seen) });
    expect(problems).toHaveLength(1);
    expect(await readdir(folder)).toEqual(['telemetry.db']);
  });

  it.skipIf(isRoot)('says that this user may not write there', async () => {
    const folder = await temporaryDirectory();
    await mkdir(join(folder, 'closed'), { mode: 0o500 });
    onTestFinished(() => chmod(join(folder, 'closed'), 0o700));
    const { finding } = await toldOf(join(folder, 'closed', 'new', 'telemetry.db'), join(folder, 'd.json'));
    expect(finding).toMatchObject({
      verdict: 'failing',
      seen: expect.stringMatching(/may not make files in .*closed/),
    });
  });

  it('says that its disk is full, where it is there and where it is to be made', async ({ skip }) => {
    const folder = await temporaryDirectory();
    const disk = join(folder, 'disk');
    await mkdir(disk);
    // Only root may, and not everywhere.
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', disk]).status !== 0) skip();
    onTestFinished(() => void spawnSync('umount', [disk]));
    const store = sqliteStore({ path: join(disk, 'old.db') });
    await store.open();
    await store.close();
    expect((await toldOf(join(disk, 'old.db'), join(folder, 'd.json'))).finding).toMatchObject({ verdict: 'well' });
    await writeFile(join(disk, 'filler'), Buffer.alloc(4 * 1024 * 1024)).catch(() => {});
    for (const path of [join(disk, 'old.db'), join(disk, 'new', 'telemetry.db')]) {
      const { finding, problems } = await toldOf(path, join(folder, 'd.json'));
      const seen = expect.stringMatching(/^the disk is full: that of .*disk has \d+ bytes left$/);
      expect(finding).toMatchObject({ verdict: 'failing', seen, todo: 'Make room on it.' });
      expect(problems).toHaveLength(1);
    }
  });

  it('says nothing of one that is to be made, or that is there', async () => {
    const folder = await temporaryDirectory();
    const path = join(folder, 'deep', 'telemetry.db');
    const before = await toldOf(path, join(folder, 'd.json'));
    expect(before).toMatchObject({ finding: { verdict: 'well' }, problems: [] });
    expect(await readdir(folder)).toEqual([]);
    const store = sqliteStore({ path });
    await store.open();
    await store.close();
    expect(await toldOf(path, join(folder, 'd.json'))).toMatchObject({ finding: { verdict: 'well' }, problems: [] });
  });

  it('is named where telemetry runs in memory instead, which is what it says', async () => {
    const folder = await temporaryDirectory();
    const path = join(folder, 'telemetry.db');
    await mkdir(path);
    const store = { ...sqliteStore({ path }), decisions: fileDecisions({ path: join(folder, 'd.json') }) };
    const telemetry = createTelemetry(plan, { env: {}, machine: manualMachine() });
    onTestFinished(() => telemetry.close());
    await telemetry.start({ serviceVersion: '1.2.3', store, sinks: [memorySink()] });
    const status = await telemetry.status();
    expect(status.store).toMatchObject({ place: `memory, instead of ${path}`, durable: false });
    expect(status.problems[0]).toMatch(/telemetry\.db cannot be opened: .*Going on in memory/);
    const finding = (await telemetry.diagnose()).find(({ what }) => what === 'store');
    expect(finding).toMatchObject({ verdict: 'failing', seen: expect.stringMatching(/Going on in memory/) });
  });
});
