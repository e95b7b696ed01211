import { execFile } from 'node:child_process';
import { chmod, chown, lchown, mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../../store/temporary-directory.ts';

const program = fileURLToPath(new URL('fixtures/diagnose-as.ts', import.meta.url));
/** Only root can be another user. As another one, this holds for that user. */
const isRoot = process.getuid?.() === 0;
const user = isRoot ? 54_321 : (process.getuid?.() ?? 0);
const nobody = 65_534;

/** What doctor finds of files of decisions, as one user who is not root. */
async function findings(paths: readonly string[]): Promise<unknown> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [program, String(user), ...paths.slice(0, 1), ...paths],
    {
      env: { NODE_NO_WARNINGS: '1' },
    },
  );
  return JSON.parse(stdout);
}

async function setUp() {
  const root = await temporaryDirectory();
  await chmod(root, 0o755);
  const own = async (path: string): Promise<string> => {
    if (isRoot) await lchown(path, user, user);
    return path;
  };
  /** A folder of that user. */
  const folder = async (name: string): Promise<string> => {
    await mkdir(join(root, name));
    return own(join(root, name));
  };
  const decisions = async (path: string): Promise<string> => {
    await writeFile(path, '{}', { mode: 0o644 });
    return own(path);
  };
  return { root, own, folder, decisions };
}

const way = (path: string): string =>
  `Run this as the user that runs the application (sudo -u USER …), or give it to this one: chown USER ${path}.`;
const well = (path: string) => ({ what: 'decisions', verdict: 'well', seen: path, todo: null, isProblem: false });
const failing = (seen: unknown, path: string) => ({
  what: 'decisions',
  verdict: 'failing',
  seen,
  todo: way(path),
  isProblem: false,
});
const mayNot = (path: string) =>
  failing(
    expect.stringMatching(`^this user may not make files in ${path} \\(EACCES.*\\), so nothing can be decided`),
    path,
  );

describe.runIf(process.platform !== 'win32')('diagnose of decisions that can be read', () => {
  it('is well where this user can change them, whether they are there or not', async () => {
    const { folder, decisions, own, root } = await setUp();
    const there = await decisions(join(await folder('there'), 'd.json'));
    await symlink(dirname(there), join(root, 'link')).then(() => own(join(root, 'link')));
    const paths = [
      there,
      join(await folder('empty'), 'd.json'),
      join(await folder('above'), 'a/b/d.json'),
      join(root, 'link/d.json'),
    ];
    expect(await findings(paths)).toEqual(paths.map(well));
  });

  it('names the folder in which this user may not make files, and the way out', async () => {
    const { root, folder, own, decisions } = await setUp();
    const closed = await folder('closed');
    const there = await decisions(join(closed, 'd.json'));
    await symlink(there, join(root, 'link.json')).then(() => own(join(root, 'link.json')));
    await symlink(closed, join(root, 'link')).then(() => own(join(root, 'link')));
    await chmod(closed, 0o555);
    const paths = [
      there,
      join(closed, 'new.json'),
      join(closed, 'a/b/new.json'),
      join(root, 'link.json'),
      join(root, 'link/new.json'),
    ];
    expect(await findings(paths)).toEqual(paths.map(() => mayNot(closed)));
    if (!isRoot) return;
    const theirs = await decisions(join(root, 'd.json'));
    expect(await findings([theirs])).toEqual([mayNot(root)]);
  });

  it.runIf(isRoot)('names a file of another user, which would be theirs no longer', async () => {
    const { folder, decisions } = await setUp();
    const path = await decisions(join(await folder('own'), 'd.json'));
    await chown(path, nobody, nobody);
    expect(await findings([path])).toEqual([
      failing(`${path} belongs to user ${nobody}, and this is user ${user}, so nothing can be decided here`, path),
    ]);
  });
});
