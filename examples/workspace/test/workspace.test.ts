import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const here = resolve(import.meta.dirname, '..');
const run = promisify(execFile);

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'teahouse-'));
  await cp(join(here, 'config.yaml'), join(folder, 'config.yaml'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Runs an app of the workspace once, in a folder of its own, and gives what it printed. */
const once = async (app: 'server' | 'worker', env: Record<string, string>): Promise<string> => {
  const main = join(here, 'apps', app, 'main.ts');
  const { stdout, stderr } = await run(process.execPath, [main, '--once'], { cwd: folder, env });
  expect(stderr).toBe('');
  return stdout;
};
const eventsIn = (stdout: string): { name: string; distinctId: string; properties: Record<string, unknown> }[] =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('a workspace that swaps its sinks', () => {
  it('prints in CI what production would send, one line an event', async () => {
    const events = eventsIn(await once('server', { CI: 'true' }));
    expect(events.map(({ name }) => name).toSorted()).toEqual(['teaBrewed', 'teahouse report']);
    expect(events.find(({ name }) => name === 'teahouse report')?.properties).toMatchObject({
      service: 'teahouse',
      feature_menuSeasonal: true,
      feature_menuLanguages: 2,
      feature_ordersOnline: false,
    });
  });

  it('is one installation with two instances', async () => {
    const [server] = eventsIn(await once('server', { CI: 'true' }));
    const [worker] = eventsIn(await once('worker', { CI: 'true' }));
    expect(server?.distinctId).toBe(worker?.distinctId);
    expect(server?.properties['instanceId']).not.toBe(worker?.properties['instanceId']);
  });

  it('prints for people in development', async () => {
    expect(await once('server', { NODE_ENV: 'development' })).toMatch(/teahouse report +dry run: nothing is sent/);
  });

  it('prints nothing and keeps to itself when PLAINSIGHT_SINK is none', async () => {
    expect(await once('server', { PLAINSIGHT_SINK: 'none' })).toBe('');
  });

  it('prints nothing and makes no file when it is off', async () => {
    expect(await once('server', { CI: 'true', TEAHOUSE_TELEMETRY: 'off' })).toBe('');
    expect(await readdir(folder)).toEqual(['config.yaml']);
  });

  it('dry-runs in its workflow with scripts that it has', async () => {
    const workflow: unknown = parse(await readFile(join(here, '.github/workflows/telemetry.yml'), 'utf8'));
    const { scripts } = JSON.parse(await readFile(join(here, 'package.json'), 'utf8'));
    const called = [...JSON.stringify(workflow).matchAll(/pnpm --silent ([\w:-]+)/g)].map(([, script]) => script);
    expect(called.length).toBeGreaterThan(0);
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(called));
  });
});
