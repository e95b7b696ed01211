import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, lchownSync, linkSync, mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { chmod, chown, mkdir, readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { sqliteStore } from '../src/index.ts';
import { commit, recordOf, waitingIn } from './records.ts';
import { temporaryDirectory } from './temporary-directory.ts';

const nobody = 65_534;
/** Only root can stand for two users. As another one, each test holds for what is that user's own. */
const isRoot = process.getuid?.() === 0;
const self = process.getuid?.() ?? 0;
const other = isRoot ? nobody : self;

/** A folder of another user, and one of our own with a store in it that is not to be touched. */
async function setUp() {
  const root = await temporaryDirectory();
  await chmod(root, 0o755);
  const [theirs, ours] = [join(root, 'theirs'), join(root, 'ours')];
  for (const folder of [theirs, ours]) await mkdir(folder);
  if (isRoot) await chown(theirs, nobody, nobody);
  await filled(join(ours, 'telemetry.db'));
  const before = await readdir(ours);
  const isUntouched = async (): Promise<void> => {
    expect(await readdir(ours)).toEqual(before);
    for (const name of before) expect((await stat(join(ours, name))).uid).toBe(self);
    const store = sqliteStore({ path: join(ours, 'telemetry.db') });
    await store.open();
    expect(await waitingIn(store)).toEqual([1]);
    await store.close();
  };
  return { theirs, ours, isUntouched };
}

/** A store that has ended, with one record that waits. */
async function filled(path: string): Promise<void> {
  const store = sqliteStore({ path });
  await store.open();
  await store.attach(['one']);
  await commit(store, { records: [recordOf(1)] });
  await store.close();
}

const giveAway = (path: string): void => {
  if (isRoot) lchownSync(path, nobody, nobody);
};

type Links = (theirs: string, ours: string) => readonly [path: string, link: string];

const links: readonly (readonly [string, Links])[] = [
  [
    'in the place of the file',
    (theirs, ours) => {
      const link = join(theirs, 'telemetry.db');
      symlinkSync(join(ours, 'telemetry.db'), link);
      return [link, link];
    },
  ],
  [
    'in the place of its folder',
    (theirs, ours) => {
      symlinkSync(ours, join(theirs, 'data'));
      return [join(theirs, 'data', 'telemetry.db'), join(theirs, 'data')];
    },
  ],
  [
    'above folders that are missing',
    (theirs, ours) => {
      symlinkSync(ours, join(theirs, 'data'));
      return [join(theirs, 'data', 'new', 'telemetry.db'), join(theirs, 'data')];
    },
  ],
  [
    'that leads nowhere yet',
    (theirs, ours) => {
      const link = join(theirs, 'telemetry.db');
      symlinkSync(join(ours, 'new.db'), link);
      return [link, link];
    },
  ],
];

describe.runIf(process.platform !== 'win32')('a store in the folder of another user', () => {
  it.each(links)('is reached through a link of that user for that user alone: %s', async (_, make) => {
    const { theirs, ours, isUntouched } = await setUp();
    const [path, link] = make(theirs, ours);
    const store = sqliteStore({ path });
    giveAway(link);
    if (isRoot) {
      await expect(store.open()).rejects.toThrow(
        `${link} is a symbolic link of user ${nobody}, and this process runs as user 0. Name the path`,
      );
      await isUntouched();
      lchownSync(link, 0, 0);
    }
    await store.open();
    await store.attach(['one']);
    await commit(store, { records: [recordOf(2)] });
    expect(await waitingIn(store)).toContain(2);
    await store.close();
  });

  it.each(['-wal', '-shm', '-journal'])('leads to no file of ours by what is beside it: %s', async (ending) => {
    const { theirs, ours, isUntouched } = await setUp();
    const path = join(theirs, 'telemetry.db');
    symlinkSync(join(ours, 'telemetry.db'), `${path}${ending}`);
    giveAway(`${path}${ending}`);
    const store = sqliteStore({ path });
    // Of its own user's links, SQLite deletes what is of no use to it, and follows none.
    const opened = await store.open().then(
      () => store.close().then(() => true),
      () => false,
    );
    if (isRoot) expect(opened).toBe(false);
    await isUntouched();
  });

  it('leads to no file of ours by the lock of who may deliver', async () => {
    const { theirs, ours, isUntouched } = await setUp();
    const path = join(theirs, 'telemetry.db');
    symlinkSync(join(ours, 'telemetry.db'), `${path}-delivery`);
    giveAway(`${path}-delivery`);
    const store = sqliteStore({ path });
    await store.open();
    onTestFinished(() => store.close());
    if (isRoot) {
      await store.lockDelivery().catch(() => {});
      await isUntouched();
    } else {
      expect(await store.lockDelivery()).not.toBeNull();
    }
  });

  it('is that user’s, with the folders that are missing and all that is beside it', async () => {
    const { theirs } = await setUp();
    const path = join(theirs, 'one', 'two', 'telemetry.db');
    const store = sqliteStore({ path });
    await store.open();
    onTestFinished(() => store.close());
    await store.attach(['one']);
    await commit(store, { records: [recordOf(1)] });
    await store.lockDelivery();
    await store.decisions?.update((decided) => ({ ...decided, acceptedVersion: 1 }));
    const names = (await readdir(dirname(path))).map((name) => join('one', 'two', name));
    expect(names).toHaveLength(6);
    for (const name of ['one', 'one/two', ...names]) {
      const { uid, mode } = await stat(join(theirs, name));
      expect([name, uid, mode & 0o077]).toEqual([name, other, 0]);
    }
  });

  it('gives nobody a file that they put in its place while it is made', async () => {
    const { theirs, ours, isUntouched } = await setUp();
    const folders = Array.from({ length: 4 }, (_, index) => join(theirs, String(index)));
    for (const folder of folders) {
      mkdirSync(folder);
      giveAway(folder);
      symlinkSync(join(ours, 'telemetry.db'), join(folder, 'telemetry.db.link'));
      giveAway(join(folder, 'telemetry.db.link'));
    }
    const places = folders.map((folder) => join(folder, 'telemetry.db'));
    const swap = fileURLToPath(new URL('fixtures/swap.ts', import.meta.url));
    const child = spawn(process.execPath, [swap, '1000', ...places], { stdio: ['pipe', 'pipe', 'inherit'] });
    onTestFinished(() => void child.kill('SIGKILL'));
    await once(child.stdout, 'data');
    for (const path of places) {
      const store = sqliteStore({ path });
      await store.open().then(
        () => store.close(),
        () => {},
      );
    }
    child.stdin.end();
    await once(child, 'close');
    await isUntouched();
  });

  it.runIf(isRoot)('is not used where it is another name of a file of ours', async () => {
    const { theirs, ours, isUntouched } = await setUp();
    const path = join(theirs, 'telemetry.db');
    linkSync(join(ours, 'telemetry.db'), path);
    await expect(sqliteStore({ path }).open()).rejects.toThrow(`${path} is a hard link to a file of user 0`);
    await isUntouched();
  });

  it('is not narrowed by another user than its owner, who is told of it', async () => {
    const { theirs } = await setUp();
    const path = join(theirs, 'telemetry.db');
    await filled(path);
    chmodSync(path, 0o644);
    const store = sqliteStore({ path });
    await store.open();
    onTestFinished(() => store.close());
    const mode = statSync(path).mode & 0o777;
    expect([mode, store.troubles]).toEqual(
      isRoot
        ? [
            0o644,
            [
              `Other users of this machine can read ${path} (mode 644). Run chmod 600 ${path} ${path}-wal ${path}-shm as its owner, user ${nobody}.`,
            ],
          ]
        : [0o600, []],
    );
  });
});

describe.runIf(process.platform !== 'win32')('a store that others can read', () => {
  it('is for its owner only once it is opened, with all that is beside it', async () => {
    const path = join(await temporaryDirectory(), 'telemetry.db');
    await filled(path);
    for (const ending of ['-delivery', '-wal']) writeFileSync(`${path}${ending}`, '');
    for (const ending of ['', '-delivery', '-wal']) chmodSync(`${path}${ending}`, 0o664);
    const store = sqliteStore({ path });
    await store.open();
    onTestFinished(() => store.close());
    for (const name of await readdir(dirname(path))) {
      expect([name, statSync(join(dirname(path), name)).mode & 0o777]).toEqual([name, 0o600]);
    }
    expect(store.troubles).toEqual([]);
    expect(await waitingIn(store)).toEqual([1]);
  });

  it('is said to be so where others may put another file in its place', async () => {
    const folder = await temporaryDirectory();
    const path = join(folder, 'telemetry.db');
    await filled(path);
    chmodSync(path, 0o644);
    chmodSync(folder, 0o777);
    const store = sqliteStore({ path });
    await store.open();
    onTestFinished(() => store.close());
    expect(store.troubles).toEqual([expect.stringContaining(`can read ${path} (mode 644)`)]);
  });
});
