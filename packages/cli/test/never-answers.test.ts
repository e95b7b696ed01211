import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { plainsight } from './run-cli.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cli-never-answers-'));
  const module = (path: string) => JSON.stringify(new URL(path, import.meta.url).href);
  for (const name of ['withoutConfig', 'withoutStore']) {
    await writeFile(
      join(folder, `${name}.ts`),
      `import { defineConfig } from ${module('../src/index.ts')};
import { ${name} } from ${module('./fixtures/never-answers.ts')};
export default defineConfig(${name});
`,
    );
  }
});
afterAll(() => rm(folder, { recursive: true }));

const ended = (line: string, name: string) =>
  plainsight([...line.split(' '), '--project', `${name}.ts`], { cwd: folder, sockets: true });

/** The processes wait at the same time, and start on one machine. */
const timeout = 60_000;

describe.concurrent('a config source that never answers', { timeout }, () => {
  const why =
    /held back, because larder\.telemetry cannot be read: Failed to read consul: it did not answer within 5 seconds\./u;
  test('is told by status, which is done with that', async () => {
    const { code, stdout } = await ended('status', 'withoutConfig');
    expect({ code, stdout: stdout.replaceAll(/\s+/gu, ' ') }).toEqual({
      code: 0,
      stdout: expect.stringMatching(/OFF: held back, .*did not answer within 5 seconds\./u),
    });
  });

  test.each(['preview', 'submit'])('fails %s, which says why', async (line) => {
    const { code, stderr } = await ended(line, 'withoutConfig');
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(why) });
  });

  test('fails doctor, which says what to do', async () => {
    const { code, stdout } = await ended('doctor', 'withoutConfig');
    expect({ code, stdout: stdout.replaceAll(/\s+/gu, ' ') }).toEqual({
      code: 1,
      stdout: expect.stringMatching(/did not answer within 5 seconds\. .*Telemetry is held back until then\./u),
    });
  });
});

describe.concurrent('a store that never answers', { timeout }, () => {
  test('fails records, which says why', async () => {
    const { code, stderr } = await ended('records', 'withoutStore');
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringMatching(/^Failed to .*: the store .*telemetry\.db did not answer within 15 seconds/u),
    });
  });
});
