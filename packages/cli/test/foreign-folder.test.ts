import {
  chmod,
  chown,
  lchown,
  link,
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { clone, fixture, plainsight } from './run-cli.ts';

const nobody = 65_534;
/** Only root can stand for two users. As another one, each test holds for what is that user's own. */
const isRoot = process.getuid?.() === 0;
const self = isRoot ? 'root' : `user ${process.getuid?.()}`;

const core = JSON.stringify(new URL('../../core/src/index.ts', import.meta.url).href);

/** A plan that leaves a file behind where it is run. */
const planText = `import { writeFileSync } from 'node:fs';
import { definePlan } from ${core};
writeFileSync(new URL('ran', import.meta.url), '');
export default definePlan({
  service: 'kettle', version: 1, maintainer: { name: 'Kettle makers', contact: 'privacy@example.org' },
  why: 'To know which kettles are in use.', never: [], consent: { default: 'on' },
  events: { boiled: { kind: 'each', why: 'How much is boiled.', properties: {} } },
});
`;
const configText = `import plan from './plan.mjs';\nexport default { plan };\n`;

interface Folder {
  readonly folder: string;
  readonly ran: () => Promise<boolean>;
}

/** An application's folder, with a plan and a project. */
async function application(): Promise<Folder> {
  const root = await mkdtemp(join(tmpdir(), 'cli-foreign-'));
  onTestFinished(() => rm(root, { recursive: true }));
  await chmod(root, 0o755);
  const folder = join(root, 'app');
  await mkdir(folder);
  await writeFile(join(folder, 'plan.mjs'), planText);
  await writeFile(join(folder, 'plainsight.config.mjs'), configText);
  return { folder, ran: async () => (await readdir(folder)).includes('ran') };
}

const give = (path: string): Promise<void> => (isRoot ? lchown(path, nobody, nobody) : Promise.resolve());

const ways: readonly (readonly [string, string, (folder: string) => Promise<void>])[] = [
  ['owns its folder', 'user 65534', (folder) => give(folder)],
  ['owns a folder above', 'user 65534', (folder) => give(join(folder, '..'))],
  [
    'owns the file',
    'user 65534',
    (folder) => give(join(folder, 'plan.mjs')).then(() => give(join(folder, 'plainsight.config.mjs'))),
  ],
  ['may write to its folder', `others than ${self} (mode 777)`, (folder) => chmod(folder, 0o777)],
  ['may write to it as one of a group', `others than ${self} (mode 775)`, (folder) => chmod(folder, 0o775)],
];

describe.runIf(process.platform !== 'win32')('a module that another user may change', { timeout: 60_000 }, () => {
  test.each(ways)('is not run where that user %s, and the way out is named', async (_, who, hurt) => {
    const { folder, ran } = await application();
    await hurt(folder);
    const isRefused = isRoot || who.endsWith('(mode 777)');
    // Found in the folder, and named.
    for (const args of [['status'], ['status', '--plan', 'plan.mjs']]) {
      const { code, stderr } = await plainsight(args, { cwd: folder });
      if (isRefused) {
        expect([args, code]).toEqual([args, 2]);
        expect(stderr).toContain(`this is ${self}, and ${who} may change `);
        expect(stderr).toContain(`or set PLAINSIGHT_TRUST_FOLDER=${folder} where you trust it.\n`);
        expect(stderr).toMatch(/Run (?:this as its owner \(sudo -u '#65534' …\)|chmod go-w \S+), or/u);
      } else {
        expect([args, code, stderr]).toEqual([args, 0, '']);
      }
    }
    expect(await ran()).toBe(!isRefused);
  });

  test('is run where its folder is named as trusted, and no other folder', async () => {
    const { folder, ran } = await application();
    await give(folder);
    const trusting = (named: string) =>
      plainsight(['status'], { cwd: folder, env: { PLAINSIGHT_TRUST_FOLDER: [named, clone].join(delimiter) } });
    for (const named of [join(folder, '..'), `${folder}x`, '*']) {
      const { code } = await trusting(named);
      expect([named, code]).toEqual([named, isRoot ? 2 : 0]);
    }
    expect(await ran()).toBe(!isRoot);
    for (const named of [folder, ['/srv', `${folder}/`].join(delimiter)]) {
      const { code, stderr } = await trusting(named);
      expect([code, stderr]).toEqual([0, '']);
    }
    expect(await ran()).toBe(true);
  });

  test('is not run through a link of that user either', async () => {
    const { folder, ran } = await application();
    const elsewhere = join(folder, '..', 'link.mjs');
    await symlink(join(folder, 'plan.mjs'), elsewhere);
    expect((await plainsight(['status', '--plan', elsewhere])).code).toBe(0);
    await rm(join(folder, 'ran'));
    await give(elsewhere);
    expect((await plainsight(['status', '--plan', elsewhere])).code).toBe(isRoot ? 2 : 0);
    expect(await ran()).toBe(!isRoot);
  });
});

describe.runIf(process.platform !== 'win32')(
  'a file that is written in the folder of another user',
  { timeout: 60_000 },
  () => {
    async function setUp() {
      const { folder } = await application();
      const victim = join(folder, '..', 'victim');
      await writeFile(victim, 'ours');
      await give(folder);
      return {
        folder,
        victim,
        docs: (file: string) => plainsight(['docs', '--plan', fixture('plan.ts'), '--output', file]),
      };
    }

    test('is not written through a link of that user, nor over another name of a file', async () => {
      const { folder, victim, docs } = await setUp();
      await symlink(victim, join(folder, 'link.md'));
      await give(join(folder, 'link.md'));
      await link(victim, join(folder, 'other.md'));
      for (const name of ['link.md', 'other.md']) {
        const { code, stderr } = await docs(join(folder, name));
        if (!isRoot) continue;
        expect(code).toBe(1);
        expect(stderr).toMatch(
          /Failed to write \S+: (?:\S+ is a symbolic link of user 65534|it is no regular file, or)/u,
        );
        expect(await readFile(victim, 'utf8')).toBe('ours');
      }
      if (!isRoot) expect(await readFile(victim, 'utf8')).toContain('# ');
    });

    test('is written where it is, and stays whose it was', async () => {
      const { folder, docs } = await setUp();
      const path = join(folder, 'TELEMETRY.md');
      await writeFile(path, 'a text that is longer than nothing\n'.repeat(2000));
      if (isRoot) await chown(path, nobody, nobody);
      expect((await docs(path)).code).toBe(0);
      const text = await readFile(path, 'utf8');
      expect(text).toContain('# ');
      expect(text).not.toContain('longer than nothing');
      expect((await stat(path)).uid).toBe(isRoot ? nobody : process.getuid?.());
    });
  },
);
