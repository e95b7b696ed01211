import {
  chmod,
  chown,
  lchown,
  lstat,
  mkdir,
  readFile,
  readdir,
  rename,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileDecisions } from '../../src/store/file-decisions.ts';
import { whoMayChange } from '../../src/store/who-may-change.ts';
import { start } from './fixtures/start.ts';
import { temporaryDirectory } from './temporary-directory.ts';

const nobody = 65_534;
/** Only root can stand for two users. As another one, each test holds for that user's own links and directories. */
const isRoot = process.getuid?.() === 0;
const other = isRoot ? nobody : (process.getuid?.() ?? 0);
const off = { consent: { value: 'off', at: '2026-01-01T00:00:00.000Z' } } as const;

/** A directory of another user, and one of our own beside it, with a file in it that is not to be touched. */
async function setUp() {
  const root = await temporaryDirectory();
  const [theirs, ours] = [join(root, 'theirs'), join(root, 'ours')];
  for (const directory of [theirs, ours]) await mkdir(directory);
  await chmod(root, 0o755);
  if (isRoot) await chown(theirs, nobody, nobody);
  await writeFile(join(ours, 'telemetry.json'), '{"key":"secret"}', { mode: 0o600 });
  const isUntouched = async (): Promise<void> => {
    expect(await readdir(ours)).toEqual(['telemetry.json']);
    expect(await readFile(join(ours, 'telemetry.json'), 'utf8')).toBe('{"key":"secret"}');
    expect((await stat(join(ours, 'telemetry.json'))).uid).toBe(process.getuid?.());
  };
  return { theirs, ours, isUntouched };
}

type Place = (theirs: string, ours: string) => Promise<{ readonly link: string; readonly path: string }>;

const links: readonly (readonly [string, Place])[] = [
  [
    'in the place of the file',
    async (theirs, ours) => {
      const link = join(theirs, 'telemetry.json');
      await symlink(join(ours, 'telemetry.json'), link);
      return { link, path: link };
    },
  ],
  [
    'in the place of its directory',
    async (theirs, ours) => {
      const link = join(theirs, 'data');
      await symlink(ours, link);
      return { link, path: join(link, 'telemetry.json') };
    },
  ],
  [
    'by a relative path, above directories that are missing',
    async (theirs) => {
      const link = join(theirs, 'data');
      await symlink('../ours', link);
      return { link, path: join(link, 'a', 'b', 'telemetry.json') };
    },
  ],
  [
    'behind a link of our own',
    async (theirs, ours) => {
      const [link, own] = [join(theirs, 'data'), join(ours, '..', 'own')];
      await symlink(ours, link);
      await symlink(link, own);
      return { link, path: join(own, 'telemetry.json') };
    },
  ],
  [
    'that leads nowhere yet',
    async (theirs, ours) => {
      const link = join(theirs, 'telemetry.json');
      await symlink(join(ours, 'new.json'), link);
      return { link, path: link };
    },
  ],
];

describe.runIf(process.platform !== 'win32')('decisions in the directory of another user', () => {
  it.each(links)('are reached through a link of that user for that user alone: %s', async (_, make) => {
    const { theirs, ours, isUntouched } = await setUp();
    const { link, path } = await make(theirs, ours);
    await lchown(link, other, other === nobody ? nobody : (process.getgid?.() ?? 0));
    const decisions = fileDecisions({ path });
    const whole = RegExp(
      `${link} is a symbolic link of user ${nobody}, and this process runs as user 0.*Name the path that it leads to, or run this as its owner \\(sudo -u '#${nobody}' …\\)\\.$`,
    );
    if (isRoot) {
      await expect(decisions.update(() => off)).rejects.toThrow(whole);
      // Where there is nothing, nothing was decided.
      if (await lstat(path).catch(() => null)) await expect(decisions.read()).rejects.toThrow(whole);
      await isUntouched();
      await lchown(link, 0, 0);
    }
    expect(await decisions.update((decided) => ({ ...decided, ...off }))).toMatchObject(off);
    expect(await decisions.read()).toMatchObject(off);
    expect((await stat(path)).isFile()).toBe(true);
  });

  it('are followed to by the links of root, whoever runs it', async () => {
    const { theirs } = await setUp();
    await symlink(theirs, join(theirs, '..', 'root'));
    const child = start('as-nobody.ts', join(theirs, '..', 'root', 'telemetry.json'));
    expect(await child.ended).toBe(0);
    expect(JSON.parse(child.lines.join(''))).toEqual({ read: 'resolved {}', update: 'resolved {"acceptedVersion":1}' });
  });

  it('become that user’s, with the directories that are missing', async () => {
    const { theirs } = await setUp();
    const path = join(theirs, 'a', 'b', 'telemetry.json');
    await fileDecisions({ path }).update(() => off);
    await fileDecisions({ path }).update((decided) => ({ ...decided, acceptedVersion: 1 }));
    for (const one of ['a', 'a/b', 'a/b/telemetry.json']) {
      const { uid, mode } = await stat(join(theirs, one));
      expect([one, uid, mode & 0o077]).toEqual([one, other, 0]);
    }
    expect(await readdir(join(theirs, 'a', 'b'))).toEqual(['telemetry.json']);
  });

  it('stay root’s where they were: what one user had in a file, no other gets', async () => {
    const { theirs, ours } = await setUp();
    const path = join(theirs, 'telemetry.json');
    await rename(join(ours, 'telemetry.json'), path);
    await fileDecisions({ path }).update((decided) => ({ ...decided, ...off }));
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ key: 'secret', ...off });
    expect((await stat(path)).uid).toBe(process.getuid?.());
  });

  it.each([1, 2, 3])('are written nowhere else, though it becomes a link while they change (%i)', async (when) => {
    const { theirs, ours, isUntouched } = await setUp();
    const path = join(theirs, 'data', 'telemetry.json');
    await fileDecisions({ path }).update(() => ({}));
    await fileDecisions({ path }).update(() => ({ acceptedVersion: 1 }));
    const { renameSync, symlinkSync, lchownSync } = await import('node:fs');
    let calls = 0;
    const change = fileDecisions({ path }).update((decided) => {
      calls += 1;
      if (calls === when) {
        renameSync(join(theirs, 'data'), join(theirs, 'moved'));
        symlinkSync(ours, join(theirs, 'data'));
        if (isRoot) lchownSync(join(theirs, 'data'), nobody, nobody);
      }
      return { ...decided, ...off };
    });
    if (isRoot) {
      await change.catch(() => {});
      await isUntouched();
    } else {
      // Whoever leads themselves there has what they asked for.
      expect(await change).toMatchObject(off);
    }
  });

  it('are named by their path in what is said of them', async () => {
    const { theirs } = await setUp();
    const path = join(theirs, 'x'.repeat(252));
    const error: unknown = await fileDecisions({ path })
      .update(() => off)
      .catch((reason: unknown) => reason);
    expect(String(error)).toContain(`open '${path}.lock'`);
    expect(String(error)).not.toContain('/proc/');
  });
});

describe.runIf(process.platform !== 'win32')('whoMayChange', () => {
  it('finds what another user than root owns or may write to, links and directories above included', async () => {
    const root = await temporaryDirectory();
    const file = join(root, 'a', 'b', 'plan.ts');
    await mkdir(join(root, 'a', 'b'), { recursive: true });
    await writeFile(file, '');
    if (!isRoot) {
      // All of it is this user's, who is not root.
      expect((await whoMayChange(file))?.stats.uid).toBe(process.getuid?.());
      return;
    }
    expect(await whoMayChange(file)).toBeNull();
    for (const [path, hurt, mend] of [
      [file, () => chown(file, nobody, nobody), () => chown(file, 0, 0)],
      [file, () => chmod(file, 0o664), () => chmod(file, 0o644)],
      [join(root, 'a', 'b'), () => chmod(join(root, 'a', 'b'), 0o775), () => chmod(join(root, 'a', 'b'), 0o755)],
      [join(root, 'a'), () => chown(join(root, 'a'), nobody, 0), () => chown(join(root, 'a'), 0, 0)],
      [root, () => chmod(root, 0o777), () => chmod(root, 0o700)],
    ] as const) {
      await hurt();
      expect((await whoMayChange(file))?.path).toBe(path);
      await mend();
      expect(await whoMayChange(file)).toBeNull();
    }
    await chmod(root, 0o1777);
    expect(await whoMayChange(file)).toBeNull();
    // What is missing there may be made by anybody.
    for (const missing of ['new', 'new/plan.ts']) {
      expect((await whoMayChange(join(root, missing)))?.path).toBe(root);
      expect(await whoMayChange(join(root, 'a', missing))).toBeNull();
    }
    const link = join(root, 'link');
    await symlink(file, link);
    expect(await whoMayChange(link)).toBeNull();
    await lchown(link, nobody, nobody);
    expect((await whoMayChange(link))?.path).toBe(link);
  });
});
