import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { longConfig } from './long-config.ts';
import { fixture, plainsight, run, type Ended } from './run-cli.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cli-long-config-'));
  await writeFile(
    join(folder, 'config.yaml'),
    longConfig(90_000, 'larder:\n  telemetry: true\n  shelves: { enable: true }\n'),
  );
  const module = (path: string) => JSON.stringify(new URL(path, import.meta.url).href);
  await writeFile(
    join(folder, 'plainsight.config.ts'),
    `import { defineConfig } from ${module('../src/index.ts')};
import { project } from ${module('./fixtures/long-config-project.ts')};
export default defineConfig(project);
`,
  );
  // There is something to look at, to send and to delete.
  expect(await main('run')).toEqual({ code: 0, stdout: 'it ran\n', stderr: '' });
});
afterAll(() => rm(folder, { recursive: true }));

const cli = (...args: readonly string[]): Promise<Ended> => plainsight(args, { cwd: folder, sockets: true });
const main = (...args: readonly string[]): Promise<Ended> =>
  run(fixture('long-config-main.ts'), args, { cwd: folder, sockets: true });

describe('a config of 90 KB', () => {
  test.each([
    ['preview', /● shelves/u],
    ['status', /ON, because larder\.telemetry is true/u],
    ['records', /jarOpened/u],
    ['doctor', /config +well|config/u],
    ['submit', /submitted|Nothing/u],
    ['export --all', /jarOpened/u],
    ['export --all --output export.ndjson', /^$/u],
    ['replay export.ndjson --sink shelf', /telemetry event/u],
    ['acknowledge', /version 3 is accepted/u],
    ['off', /OFF, because/u],
    ['on', /ON, because/u],
    ['erase submitted --yes', /Deleted 2 records/u],
    ['docs --config config.yaml', /# .*larder/u],
    ['schema --config config.yaml', /draft-07/u],
    ['check --fix --config config.yaml', /larder\.jars\.enable/u],
    ['preview --config config.yaml', /● shelves/u],
    ['off --config config.yaml', /OFF, because/u],
  ])('is no trouble for %s', async (line, said) => {
    const ended = await cli(...line.split(' '));
    expect({ code: ended.code, said: ended.stdout }).toEqual({ code: 0, said: expect.stringMatching(said) });
  });

  test('has reset-id say that there is none, and not end without a word', async () => {
    const ended = await cli('reset-id');
    expect(ended).toMatchObject({ code: 1, stderr: expect.stringContaining('Failed to reset the id') });
  });

  test('is no trouble for a verb under the command of an application', async () => {
    expect(await main('telemetry', 'status')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/larder\.telemetry +true/u),
    });
  });

  test('is no trouble for serve, which then shows the page', async () => {
    const child = spawn(process.execPath, [fixture('../../src/bin.ts'), 'serve', '--json'], {
      cwd: folder,
      env: { PATH: process.env['PATH'] ?? '', HOME: folder },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = new Promise((resolve) => child.once('close', resolve));
    try {
      const line = await new Promise((resolve) => {
        child.stdout.once('data', resolve).once('end', () => resolve('{}'));
      });
      const url = new URL(JSON.parse(String(line)).url);
      const opened = await fetch(url, { redirect: 'manual' });
      const cookie = (opened.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
      const page = await fetch(new URL(opened.headers.get('location') ?? '', url), { headers: { cookie } });
      expect(await page.text()).toContain('larder.telemetry');
    } finally {
      child.kill('SIGTERM');
    }
    expect(await ended).toBe(0);
  });
});

describe('a verb that waits for something that never happens', () => {
  test('says so, and ends with 1', async () => {
    const ended = await main('stuck', 'status');
    expect(ended.stderr).toContain('Failed to read the status: it waits for something that never happens.');
    expect(ended).toMatchObject({ code: 1, stdout: '' });
  });
});
