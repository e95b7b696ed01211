import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { temporaryDirectory } from './temporary-directory.ts';

const program = fileURLToPath(new URL('fixtures/decides-twice.ts', import.meta.url));
const sources = fileURLToPath(new URL('../..', import.meta.url));

it("keeps decisions where Node's permission model lets a process see nothing but their folder", async () => {
  const folder = await temporaryDirectory();
  const rights = [
    '--permission',
    `--allow-fs-read=${sources}`,
    `--allow-fs-read=${folder}`,
    `--allow-fs-write=${folder}`,
  ];
  const { stdout } = await promisify(execFile)(process.execPath, [...rights, program, join(folder, 'decisions.json')], {
    env: { NODE_NO_WARNINGS: '1' },
  });
  expect(JSON.parse(stdout)).toEqual({ installationId: 'a'.repeat(64), acceptedVersion: 2 });
});
