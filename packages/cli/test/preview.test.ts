import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fixture, plainsight } from './run-cli.ts';

const plan = fixture('plan.ts');
const config = fixture('config.yaml');
let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cli-preview-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('plainsight preview', () => {
  test('with --json prints one line a telemetry event and nothing else, opens no socket and makes no file', async () => {
    const args = ['preview', '--plan', plan, '--config', config, '--service-version', '13.0.0', '--json'];
    const { code, stdout, stderr } = await plainsight(args, { cwd: folder });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.endsWith('\n')).toBe(true);
    const lines = stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(1);
    const event = JSON.parse(lines[0] ?? '');
    expect(Object.keys(event)).toEqual(['uuid', 'name', 'timestamp', 'distinctId', 'properties']);
    expect(event).toMatchObject({
      name: 'larder report',
      properties: {
        service: 'larder',
        serviceVersion: '13.0.0',
        feature_shelves: true,
        feature_jars: false,
        feature_heartbeat: null,
        telemetry_json: { enabledFeatures: { feature: { shelves: true, jars: false, heartbeat: null } } },
      },
    });
    expect(await readdir(folder)).toEqual([]);
  });

  test('is a page for people without --json, uncoloured on a pipe', async () => {
    const { code, stdout, stderr } = await plainsight(['preview', '--plan', plan, '--config', config]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).not.toContain('\u001b');
    expect(stdout).toContain('To learn which shelves are in use.');
    expect(stdout).toMatch(/telemetry +ON, .*larder\.telemetry/u);
    expect(stdout).toMatch(/goes to +not known here/u);
    expect(stdout).toContain('● 1 on   ○ 1 off   ? 1 unknown');
    expect(stdout).toContain('the same values again, nested');
    expect(stdout.endsWith('Nothing was sent, and nothing was stored.\n')).toBe(true);
  });

  test('shows the nested view whole with --nested', async () => {
    const { stdout } = await plainsight(['preview', '--plan', plan, '--config', config, '--nested']);
    expect(stdout).toContain('"shelves": true');
  });

  test('is coloured where colour is forced, and as wide as COLUMNS says', async () => {
    const env = { FORCE_COLOR: '1', COLUMNS: '100' };
    const { stdout } = await plainsight(['preview', '--plan', plan, '--config', config], { env });
    expect(stdout).toContain('\u001b[32m●\u001b[39m');
    expect(stdout).toContain('─'.repeat(100));
  });

  test('shows what would be sent while telemetry is off, and says so', async () => {
    const env = { DO_NOT_TRACK: '1' };
    const { code, stdout } = await plainsight(['preview', '--plan', plan, '--config', config], { env });
    expect(code).toBe(0);
    expect(stdout).toMatch(/telemetry +OFF, .*DO_NOT_TRACK/u);
    expect(stdout).toContain('This is what would be sent if it were on.');
    expect(stdout).toContain('● shelves');
    const json = await plainsight(['preview', '--plan', plan, '--config', config, '--json'], { env });
    expect(JSON.parse(json.stdout).properties.feature_shelves).toBe(true);
  });

  test('takes the version of the package above the plan where none is given', async () => {
    const { stdout } = await plainsight(['preview', '--plan', plan, '--config', config, '--json']);
    const { default: manifest } = await import('../package.json', { with: { type: 'json' } });
    expect(JSON.parse(stdout).properties.serviceVersion).toBe(manifest.version);
  });

  test('reads a config in JSON, and an empty one as a config that says nothing', async () => {
    const json = join(folder, 'config.json');
    await writeFile(json, '{"larder":{"shelves":{"enable":true}}}');
    const read = await plainsight(['preview', '--plan', plan, '--config', json, '--json']);
    expect(JSON.parse(read.stdout).properties.feature_shelves).toBe(true);
    const empty = join(folder, 'empty.yaml');
    await writeFile(empty, '');
    const nothing = await plainsight(['preview', '--plan', plan, '--config', empty, '--json']);
    expect(nothing.code).toBe(0);
    expect(JSON.parse(nothing.stdout).properties.feature_shelves).toBeNull();
  });

  test('ends although the plan left a timer running', async () => {
    const path = join(folder, 'plan.ts');
    await writeFile(
      path,
      `setInterval(() => {}, 1000);\nexport { default } from '${new URL('./fixtures/plan.ts', import.meta.url).href}';\n`,
    );
    const { code } = await plainsight(['preview', '--plan', path, '--config', config, '--json']);
    expect(code).toBe(0);
  });
});

const core = new URL('../../core/src/index.ts', import.meta.url).href;

describe('wrong use of plainsight ends with 2 and one message on stderr', () => {
  const broken = async (name: string, content: string): Promise<string> => {
    const path = join(folder, name);
    await writeFile(path, content);
    return path;
  };
  const refused = async (args: readonly string[], message: RegExp): Promise<void> => {
    const { code, stdout, stderr } = await plainsight(args, { cwd: folder });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^\s+at .*:\d+:\d+\)?$/mu);
    expect(stderr.endsWith('\n') && !stderr.endsWith('\n\n')).toBe(true);
  };
  const withPlan = (path: string): readonly string[] => ['preview', '--plan', path, '--config', config, '--json'];
  const withConfig = (path: string): readonly string[] => ['preview', '--plan', plan, '--config', path, '--json'];

  test('a plan that does not exist, or is a folder', async () => {
    await refused(withPlan('gone.ts'), /^Failed to load the plan gone\.ts: there is no such file\..*\n$/u);
    await refused(withPlan(folder), /^Failed to load the plan .*: it is no file\..*\n$/u);
  });

  test('a plan that is no module', async () => {
    await refused(
      withPlan(await broken('plan.ts', 'export default { a: ;')),
      /^Failed to load the plan .*\(plan\.ts:1\)\n$/u,
    );
    await refused(
      withPlan(await broken('plan.js', 'export default {{ a: 1 };')),
      /^Failed to load the plan .*: Unexpected token.*\n$/u,
    );
    await refused(
      withPlan(await broken('plan.txt', 'a plan')),
      /^Failed to load the plan .*Unknown file extension.*\n$/u,
    );
  });

  test('a plan that imports what is not there, throws, or never ends', async () => {
    await refused(
      withPlan(await broken('a.ts', "import 'no-such-package-here';")),
      /^Failed .*Cannot find package 'no-such-package-here'.*\n$/u,
    );
    await refused(
      withPlan(await broken('b.ts', "throw new Error('not today');")),
      /^Failed .*: not today \(b\.ts:1\)\n$/u,
    );
    await refused(withPlan(await broken('c.ts', "throw 'a word';")), /^Failed .*: a word\n$/u);
    await refused(
      withPlan(await broken('d.ts', 'await new Promise(() => {});')),
      /^Failed .*waits for something that never happens\n$/u,
    );
  });

  test('a module without a plan', async () => {
    await refused(
      withPlan(await broken('a.ts', 'export const plan = {};')),
      /^Failed to load the plan .*no plan as its default export\..*\n$/u,
    );
    await refused(
      withPlan(await broken('b.ts', 'export default 3;')),
      /^Failed to load the plan .*no plan as its default export\..*\n$/u,
    );
    await refused(withPlan(await broken('c.ts', 'export default {};')), /^Failed to /u);
  });

  test('a plan with problems: all of them, as PlanError says them', async () => {
    const content = `import { definePlan } from '${core}';
export default definePlan({ service: '', version: 0, maintainer: { name: '', contact: '' }, why: '', never: [], consent: { default: 'on' } });`;
    await refused(
      withPlan(await broken('plan.ts', content)),
      /^Failed to define the telemetry plan of .*: \d+ problems\.\n( {2}- .*\n)+$/u,
    );
  });

  test('a config that does not exist, is a folder, is broken, or is a list', async () => {
    await refused(withConfig('gone.yaml'), /^Failed to read the config gone\.yaml: there is no such file\..*\n$/u);
    await refused(withConfig(folder), /^Failed to read the config .*: it is a folder\..*\n$/u);
    await refused(withConfig(await broken('a.yaml', 'larder: [1, 2')), /a\.yaml/u);
    await refused(withConfig(await broken('b.json', '{"larder": ')), /b\.json/u);
    await refused(withConfig(await broken('c.yaml', '- larder\n- jar\n')), /c\.yaml/u);
    await refused(withConfig(await broken('d.yaml', 'just a word')), /d\.yaml/u);
  });

  test('no config, where the plan reads one', async () => {
    await refused(
      ['preview', '--plan', plan],
      /^Failed to read the config: none was named, .*larder\.telemetry and the features.*\n$/u,
    );
  });

  test('an unknown command, an unknown option, a missing one, one too many words, no command', async () => {
    await refused(['previw'], /unknown command 'previw'/u);
    await refused(['preview', '--plan', plan, '--jsn'], /unknown option '--jsn'/u);
    await refused(['preview'], /^Failed to find a plan: there is no plainsight\.config\.ts .* with --plan FILE\.\n$/u);
    await refused(['preview', '--plan'], /argument missing/u);
    await refused(['preview', 'now', '--plan', plan], /too many arguments/u);
    await refused([], /Usage: plainsight/u);
  });
});

test('help and version end with 0', async () => {
  const help = await plainsight(['--help']);
  expect(help).toMatchObject({ code: 0, stderr: '' });
  expect(help.stdout).toMatch(/preview .*what would be sent/u);
  expect(await plainsight(['preview', '--help'])).toMatchObject({ code: 0, stderr: '' });
  expect((await plainsight(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/u);
});
