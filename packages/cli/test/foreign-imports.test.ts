import { chmod, chown, lchown, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { fixture, plainsight, run } from './run-cli.ts';

const nobody = 65_534;
const somebody = 54_321;
const isRoot = process.getuid?.() === 0;

const planText = `
export default {
  service: 'kettle', version: 1, maintainer: { name: 'Kettle makers', contact: 'privacy@example.org' },
  why: 'To know which kettles are in use.', never: [], consent: { default: 'on' },
  events: { boiled: { kind: 'each', why: 'How much is boiled.', properties: {} } },
};
`;
/** It counts how often it was run. */
const strangerText = 'globalThis.strangers = (globalThis.strangers ?? 0) + 1;\n';

interface Place {
  /** A folder that root made for all, with the sticky bit, as `/tmp` is. */
  readonly shared: string;
  /** A folder in it, of root alone. */
  readonly app: string;
  /** Writes a file below one of the two, as root. */
  write(path: string, text: string): Promise<string>;
  /** The same, as another user. */
  plant(path: string, text: string): Promise<string>;
}

async function place(): Promise<Place> {
  const root = await mkdtemp(join(tmpdir(), 'cli-imports-'));
  onTestFinished(() => rm(root, { recursive: true }));
  await chmod(root, 0o755);
  const shared = join(root, 'shared');
  const app = join(shared, 'app');
  await mkdir(app, { recursive: true });
  await chmod(shared, 0o1777);
  const write = async (path: string, text: string): Promise<string> => {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
    return path;
  };
  const plant = async (path: string, text: string): Promise<string> => {
    await write(path, text);
    for (let at = path; at !== shared && at !== app; at = dirname(at)) await chown(at, nobody, nobody);
    return path;
  };
  return { shared, app, write, plant };
}

/** Why each plan is refused, and how many modules of strangers ran. */
async function loaded(
  plans: readonly string[],
  { user = 0, trusted = '' } = {},
): Promise<{ readonly answers: readonly (string | null)[]; readonly strangers: number }> {
  const { stdout, stderr } = await run(fixture('load-plans.ts'), [String(user), ...plans], {
    env: { PLAINSIGHT_TRUST_FOLDER: trusted },
  });
  expect(stderr).toBe('');
  return JSON.parse(stdout) as Awaited<ReturnType<typeof loaded>>;
}

const packageText = (fields: object): string => JSON.stringify({ name: 'spice', main: 'index.js', ...fields });

type Prepare = (place: Place) => Promise<string>;
type Case = readonly [name: string, prepare: Prepare, refused?: (place: Place) => string];

/** What a plan imports, where that comes from, and how the refusal names it. */
const cases: readonly Case[] = [
  ['nothing', async () => ''],
  ['what comes with Node', async () => `import 'fs'; import 'node:path';`],
  [
    'a package beside it',
    async ({ app, write }) => {
      await write(join(app, 'node_modules/spice/index.js'), '');
      return `import 'spice';`;
    },
  ],
  [
    'a package in a folder that node_modules is a link to',
    async ({ app, write }) => {
      await write(join(app, '../../elsewhere/@jar/spice/index.js'), '');
      await symlink('../../elsewhere', join(app, 'node_modules'));
      return `import '@jar/spice/index.js';`;
    },
  ],
  [
    'a package that is a link',
    async ({ app, write }) => {
      await write(join(app, '../../elsewhere/spice/index.js'), '');
      await mkdir(join(app, 'node_modules'));
      await symlink('../../../elsewhere/spice', join(app, 'node_modules/spice'));
      return `import 'spice';`;
    },
  ],
  [
    'its own package by name',
    async ({ app, write }) => {
      await write(join(app, 'package.json'), packageText({ name: 'own', exports: './own.mjs' }));
      await write(join(app, 'own.mjs'), '');
      return `import 'own';`;
    },
  ],
  [
    'what its own package.json maps to a file',
    async ({ app, write }) => {
      await write(join(app, 'package.json'), packageText({ imports: { '#own': './own.mjs' } }));
      await write(join(app, 'own.mjs'), '');
      return `import '#own';`;
    },
  ],
  [
    'a package in the node_modules of a stranger',
    async ({ shared, plant }) => {
      await plant(join(shared, 'node_modules/spice/index.js'), strangerText);
      return `import 'spice';`;
    },
    ({ shared }) => `user 65534 may change ${shared}/node_modules,`,
  ],
  [
    'it with require, from a module of its own',
    async ({ app, shared, write, plant }) => {
      await plant(join(shared, 'node_modules/spice.js'), strangerText);
      await write(join(app, 'lib/own.cjs'), `try { require('spice'); } catch (error) { throw error; }`);
      return `import './lib/own.cjs';`;
    },
    ({ shared }) => `user 65534 may change ${shared}/node_modules,`,
  ],
  [
    'one that a link of a stranger leads to',
    async ({ app, shared, write }) => {
      await write(join(app, '../../elsewhere/spice/index.js'), strangerText);
      await symlink('../elsewhere', join(shared, 'node_modules'));
      await lchown(join(shared, 'node_modules'), nobody, nobody);
      return `import 'spice';`;
    },
    ({ shared }) => `user 65534 may change ${shared}/node_modules,`,
  ],
  [
    'one that is nowhere yet, and a stranger may make it',
    async () => `import '@jar/spice';`,
    ({ shared }) => `others than root (mode 1777) may change ${shared},`,
  ],
  [
    'one that is beyond a folder in which a stranger may make it',
    async ({ app, write }) => {
      await write(join(app, '../../node_modules/spice/index.js'), '');
      return `import 'spice';`;
    },
    ({ shared }) => `others than root (mode 1777) may change ${shared},`,
  ],
  [
    'one that a package beside it asks for',
    async ({ app, shared, write, plant }) => {
      await write(join(app, 'node_modules/spice/index.js'), `require('pepper');`);
      await plant(join(shared, 'node_modules/pepper/index.js'), strangerText);
      return `import 'spice';`;
    },
    ({ shared }) => `user 65534 may change ${shared}/node_modules,`,
  ],
  [
    'one that its package.json maps to a package of a stranger',
    async ({ app, shared, write, plant }) => {
      await write(join(app, 'package.json'), packageText({ imports: { '#spice': 'spice' } }));
      await plant(join(shared, 'node_modules/spice/index.js'), strangerText);
      return `import '#spice';`;
    },
    ({ shared }) => `user 65534 may change ${shared}/node_modules,`,
  ],
  [
    'a package beside it that the package.json of a stranger has in its place',
    async ({ app, shared, write, plant }) => {
      await write(join(app, 'node_modules/spice/index.js'), '');
      await write(join(shared, 'app.mjs'), strangerText);
      await plant(join(shared, 'package.json'), packageText({ exports: './app.mjs' }));
      return `import 'spice';`;
    },
    ({ shared }) => `user 65534 may change ${shared}/package.json,`,
  ],
  [
    'a file of a stranger',
    async ({ app, plant }) => {
      await plant(join(app, 'lib.mjs'), strangerText);
      return `import './lib.mjs';`;
    },
    ({ app }) => `user 65534 may change ${app}/lib.mjs,`,
  ],
  [
    'it by its whole URL, and with a query',
    async ({ app, plant }) =>
      `import ${JSON.stringify(`file://${await plant(join(app, 'lib.mjs'), strangerText)}?a=1`)};`,
    ({ app }) => `user 65534 may change ${app}/lib.mjs,`,
  ],
  [
    'a file of root, which imports one of a stranger, by way of a query',
    async ({ app, write, plant }) => {
      await plant(join(app, 'far.js'), strangerText);
      await write(join(app, 'middle.cjs'), `require('./far');`);
      await write(join(app, 'near.mjs'), `export * from './middle.cjs?b=2';`);
      return `import './near.mjs?a=1';`;
    },
    ({ app }) => `user 65534 may change ${app}/far.js,`,
  ],
  [
    'a file of a stranger, by a name that is made as it runs',
    async ({ app, plant }) => {
      await plant(join(app, 'lib.mjs'), strangerText);
      return `await import(['.', 'lib.mjs'].join('/'));`;
    },
    ({ app }) => `user 65534 may change ${app}/lib.mjs,`,
  ],
  [
    'data of a stranger',
    async ({ app, plant }) => {
      await plant(join(app, 'lib.json'), '{}');
      return `import 'data:text/javascript,export default 1'; import './lib.json' with { type: 'json' };`;
    },
    ({ app }) => `user 65534 may change ${app}/lib.json,`,
  ],
  [
    'a file through a link of a stranger',
    async ({ app, shared, write }) => {
      await write(join(app, 'lib.mjs'), strangerText);
      await symlink('app/lib.mjs', join(shared, 'lib.mjs'));
      await lchown(join(shared, 'lib.mjs'), nobody, nobody);
      return `import '../lib.mjs';`;
    },
    ({ shared }) => `user 65534 may change ${shared}/lib.mjs,`,
  ],
  [
    'a file in a folder that all may write to',
    async ({ app, write }) => {
      await write(join(app, 'lib/own.mjs'), strangerText);
      await chmod(join(app, 'lib'), 0o777);
      return `import './lib/own.mjs';`;
    },
    ({ app }) => `others than root (mode 777) may change ${app}/lib,`,
  ],
];

describe.runIf(isRoot)('a plan in a folder of root alone, below one that all may write to', { timeout: 60_000 }, () => {
  test('is run with what nobody else may change, and with nothing that others may put in its way', async () => {
    const prepared = [];
    for (const [name, prepare, refused] of cases) {
      const at = await place();
      const path = await at.write(join(at.app, 'plan.mjs'), `${await prepare(at)}${planText}`);
      prepared.push({ name, path, refused: refused?.(at) ?? null });
    }
    const { answers, strangers } = await loaded(prepared.map(({ path }) => path));
    for (const [index, { name, refused }] of prepared.entries()) {
      const answer = answers[index] ?? null;
      if (refused === null) expect([name, answer]).toEqual([name, null]);
      else expect(`${name}: ${answer}`).toContain(`: this is root, and ${refused} and so what would run`);
      if (refused !== null)
        expect(answer).toMatch(/\. [A-Z][^.].*, or set PLAINSIGHT_TRUST_FOLDER=\S+ where you trust it\.$/u);
    }
    expect(strangers).toBe(0);
  });

  test('runs on where it asks for what may be missing', async () => {
    const { app, write } = await place();
    await write(
      join(app, 'may.cjs'),
      `try { require('spice'); } catch (error) { if (error.code !== 'MODULE_NOT_FOUND') throw error; }`,
    );
    const plan = await write(join(app, 'plan.mjs'), `import './may.cjs';${planText}`);
    expect((await loaded([plan])).answers).toEqual([null]);
  });

  test('ends the command with the way out', async () => {
    const { app, shared, write, plant } = await place();
    await write(join(app, 'plan.mjs'), `import 'spice';${planText}`);
    const outcome = (folder: string) =>
      plainsight(['status', '--plan', 'plan.mjs'], { cwd: app, env: { PLAINSIGHT_TRUST_FOLDER: folder } });
    await plant(join(shared, 'node_modules/spice/index.js'), '');
    const node = join(shared, 'node_modules');
    expect(await outcome(app)).toEqual({
      code: 2,
      stdout: '',
      stderr:
        `Failed to load the plan plan.mjs: this is root, and user 65534 may change ${node}, and so what would run as ` +
        `"spice" of ${app}/plan.mjs. Install it nearer to that module, or set PLAINSIGHT_TRUST_FOLDER=${node} where you ` +
        'trust it.\n',
    });
    expect((await outcome(node)).code).toBe(0);
  });

  test('may import from the folder of a user who is trusted, and of no other', async () => {
    const { app, shared, write, plant } = await place();
    const theirs = join(shared, 'theirs');
    const plan = await plant(join(theirs, 'app/plan.mjs'), `import '../lib.mjs'; import 'spice';${planText}`);
    await plant(join(theirs, 'lib.mjs'), '');
    await plant(join(theirs, 'node_modules/spice/index.js'), '');
    expect((await loaded([plan])).answers).toEqual([expect.stringContaining(`user 65534 may change ${theirs},`)]);
    expect((await loaded([plan], { trusted: dirname(plan) })).answers).toEqual([null]);
    await write(join(app, 'own.mjs'), '');
    await plant(join(theirs, 'lib.mjs'), `import 'pepper';`);
    await write(join(shared, 'node_modules/pepper/index.js'), '');
    await chown(join(shared, 'node_modules'), somebody, somebody);
    expect((await loaded([plan], { trusted: dirname(plan) })).answers).toEqual([
      expect.stringContaining(`user ${somebody} may change ${shared}/node_modules,`),
    ]);
  });

  test("is run by another user where it is root's or that user's, and not where it is a third one's", async () => {
    const { app, shared, write, plant } = await place();
    await chmod(app, 0o755);
    const own = await write(join(app, 'plan.mjs'), planText);
    const ours = await write(join(shared, 'ours/plan.mjs'), `import './lib.mjs';${planText}`);
    await write(join(dirname(ours), 'lib.mjs'), '');
    for (const path of [dirname(ours), ours]) await chown(path, somebody, somebody);
    await chmod(dirname(ours), 0o775);
    const open = await write(join(shared, 'open/plan.mjs'), planText);
    await chmod(dirname(open), 0o777);
    const mixed = await write(join(shared, 'mixed/plan.mjs'), `import './lib.mjs';${planText}`);
    await plant(join(dirname(mixed), 'lib.mjs'), strangerText);
    for (const path of [dirname(mixed), mixed]) await chown(path, somebody, somebody);
    const theirs = await plant(join(shared, 'theirs/plan.mjs'), `${strangerText}${planText}`);

    const { answers, strangers } = await loaded([own, own, ours, open, mixed, theirs], { user: somebody });
    const me = `this is user ${somebody}, and`;
    expect(answers).toEqual([
      null,
      null,
      null,
      expect.stringContaining(`${me} others than user ${somebody} (mode 777) may change ${dirname(open)},`),
      expect.stringContaining(`${me} user 65534 may change ${dirname(mixed)}/lib.mjs,`),
      expect.stringContaining(`${me} user 65534 may change ${dirname(theirs)},`),
    ]);
    expect(strangers).toBe(0);
  });
});
