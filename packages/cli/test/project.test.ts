import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fixture, plainsight } from './run-cli.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cli-project-'));
});
afterEach(() => rm(folder, { recursive: true }));

const url = (path: string): string => JSON.stringify(new URL(path, import.meta.url).href);
const head = `import { defineConfig } from ${url('../src/index.ts')};
import plan from ${url('./fixtures/plan.ts')};
`;
const whole = `${head}export default defineConfig({
  plan,
  serviceVersion: '1.2.3',
  config: { larder: { telemetry: true, shelves: { enable: true } } },
});
`;

const write = (name: string, content: string): Promise<void> => writeFile(join(folder, name), content);
const cli = (...args: readonly string[]) => plainsight(args, { cwd: folder });
const previewed = async (...args: readonly string[]) => {
  const { code, stdout, stderr } = await cli('preview', '--json', ...args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout).properties;
};

describe('plainsight.config', () => {
  test.each(['ts', 'mts', 'js', 'mjs'])(
    'is read where it is plainsight.config.%s in this folder',
    async (extension) => {
      await write(`plainsight.config.${extension}`, whole);
      expect(await previewed()).toMatchObject({ serviceVersion: '1.2.3', feature_shelves: true });
    },
  );

  test('may be a function, also one that has to wait', async () => {
    await write('plainsight.config.ts', `${head}export default defineConfig(async () => ({ plan, config: {} }));`);
    expect(await previewed()).toMatchObject({ feature_shelves: null });
  });

  test('may be a plain object, and names the receivers', async () => {
    await write(
      'plainsight.config.ts',
      `import plan from ${url('./fixtures/plan.ts')};
import { consoleSink } from ${url('../../console-sink/src/index.ts')};
export default { plan, config: {}, sinks: [consoleSink()] };`,
    );
    const { code, stdout } = await cli('preview');
    expect(code).toBe(0);
    expect(stdout).toMatch(/goes to +this terminal/u);
  });

  test('may be anywhere, and is named with --project', async () => {
    await mkdir(join(folder, 'deep'));
    await write('deep/larder.ts', whole);
    expect(await previewed('--project', 'deep/larder.ts')).toMatchObject({ serviceVersion: '1.2.3' });
  });

  test('gives way to what is named on the command line', async () => {
    await write('plainsight.config.ts', whole);
    const config = fixture('config.yaml');
    expect(await previewed('--config', config, '--service-version', '9.9.9')).toMatchObject({
      serviceVersion: '9.9.9',
      feature_jars: false,
    });
    await write(
      'other.ts',
      `import plan from ${url('./fixtures/plan.ts')};\nexport default { ...plan, service: 'other', report: { ...plan.report, name: 'other report' } };`,
    );
    expect(await previewed('--plan', 'other.ts')).toMatchObject({ service: 'other', feature_shelves: true });
  });

  test('takes the version of the package that it is in, where it says none', async () => {
    await write('package.json', '{"version":"3.2.1","type":"module"}');
    await write('plainsight.config.js', `${head}export default { plan, config: {} };`);
    expect(await previewed()).toMatchObject({ serviceVersion: '3.2.1' });
  });
});

describe('a plainsight.config that is broken ends with 2 and one message on stderr', () => {
  test.each([
    ['that is no module', 'export default {{', /^Failed to load the project .*\(plainsight\.config\.ts:1\)\n$/u],
    ['that throws', "throw new Error('not today');", /: not today \(plainsight\.config\.ts:1\)\n$/u],
    [
      'that exports nothing',
      'export const plan = 1;',
      /it has no default export of a project\. Write `export default/u,
    ],
    ['that exports a list', 'export default [];', /it has no default export of a project/u],
    ['whose function throws', "export default () => { throw new Error('not now'); };", /: not now \(/u],
    [
      'whose function never ends',
      'export default () => new Promise(() => {});',
      /waits for something that never happens\n$/u,
    ],
    ['whose function gives nothing', 'export default () => {};', /it has no default export of a project/u],
    ['with an import that is not there', "import 'no-such-package';", /Cannot find package 'no-such-package'/u],
    [
      'with everything wrong',
      "export default { store: {}, sinks: [1], config: 5, serviceVersion: 5, context: 'x', sink: [] };",
      /plan is missing: [^]*; config is no config: [^]*; store is no store: [^]*; sinks is no list of sinks: [^]*; serviceVersion is no text; context is no object; sink is not known: known are plan, config, .*\.\n$/u,
    ],
    [
      'with a plan that has problems',
      'export default { plan: {} };',
      /^Failed to define the telemetry plan of [^]*\n( {2}- .*\n)+$/u,
    ],
  ])('one %s', async (_, content, message) => {
    await write('plainsight.config.ts', content);
    const { code, stdout, stderr } = await cli('status');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^\s+at .*:\d+:\d+\)?$/mu);
  });

  test('one that is not there', async () => {
    expect(await cli('status', '--project', 'gone.ts')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'Failed to load the project gone.ts: there is no such file. Name one with --project FILE.\n',
    });
  });
});

describe('a decision is kept in the file that --decisions names', () => {
  const named = ['--plan', fixture('plan.ts'), '--config', fixture('config.yaml'), '--decisions', 'decisions.json'];

  test('on, off, and on again', async () => {
    const off = await cli('off', ...named);
    expect(off).toMatchObject({ code: 0, stderr: '' });
    expect(off.stdout).toMatch(/telemetry +OFF, because the operator's decision is off/u);
    expect((await cli('status', ...named)).stdout).toMatch(/the operator's decision +off +off +← decided/u);
    const on = await cli('on', ...named, '--json');
    expect(on).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(on.stdout)).toMatchObject({ ok: true, consent: { on: true } });
    expect(await readdir(folder)).toEqual(['decisions.json']);
  });

  test('on fails where another place says off, names it, and keeps the wish', async () => {
    const env = { DO_NOT_TRACK: '1' };
    const refused = await plainsight(['on', ...named], { cwd: folder, env });
    expect(refused).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'Failed to switch telemetry on: it is off, because DO_NOT_TRACK is 1. The wish is kept, and holds once DO_NOT_TRACK says so no longer.\n',
    });
    const json = await plainsight(['on', ...named, '--json'], { cwd: folder, env });
    expect(json.code).toBe(1);
    expect(JSON.parse(json.stdout)).toMatchObject({ ok: false, consent: { decidedBy: 'DO_NOT_TRACK' } });
    expect((await cli('status', ...named)).stdout).toMatch(/the operator's decision +on +on/u);
  });

  test('not both it and a store', async () => {
    const { code, stderr } = await cli('on', ...named, '--store', 'x.db');
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringMatching(/cannot be used with/u) });
  });
});

describe('what a command needs and was not told is wrong use', () => {
  const plan = ['--plan', fixture('plan.ts')];
  const config = ['--config', fixture('config.yaml')];

  test.each([
    [
      'records',
      [...plan],
      /^Failed to read the records: no store is known here\. Name one with --store FILE, or as store in plainsight\.config\.ts\.\n$/u,
    ],
    ['off', [...plan], /no store is known here/u],
    ['on', [...plan, '--decisions', 'd.json'], /^Failed to read the config: none was named.*Add --config FILE\.\n$/u],
    [
      'submit',
      [...plan, ...config, '--decisions', 'd.json'],
      /no sinks are known here\. Name them as sinks in plainsight\.config\.ts\.\n$/u,
    ],
    ['export', [...plan], /no store is known here/u],
    ['erase', ['all', '--yes', ...plan], /no store is known here/u],
    ['reset-id', [...plan], /no store is known here/u],
    ['records', [...plan, '--limit', '0'], /It is no whole number from 1/u],
    ['records', [...plan, '--from', 'yesterday'], /It is no time such as 2026-03-04/u],
    ['records', [...plan, '--state', 'lost'], /Allowed choices are waiting, accepted/u],
    ['erase', plan, /missing required argument 'what'/u],
    ['erase', ['everything', ...plan], /Allowed choices are all, submitted/u],
    ['replay', [...plan, '-'], /required option '--sink <name>'/u],
    ['replay', [...plan, '-', '--sink', 'posthog'], /there is no sink posthog\. Known are console\./u],
  ])('of %s %j', async (verb, args, message) => {
    const { code, stdout, stderr } = await cli(verb, ...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
    expect(await readdir(folder)).toEqual([]);
  });

  test('a store that is no SQLite file, which stays as it is', async () => {
    await write('notes.txt', 'no database');
    const { code, stderr } = await cli('records', ...plan, '--store', 'notes.txt');
    expect(code).toBe(2);
    expect(stderr).toBe(
      'Failed to use the store notes.txt: it is no SQLite database. Name its file with --store FILE.\n',
    );
    expect(await readdir(folder)).toEqual(['notes.txt']);
    expect((await cli('records', ...plan, '--store', '.')).code).toBe(2);
  });
});
