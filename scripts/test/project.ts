import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';

/** A project in a temporary folder that goes with the test. */
export function project(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'plainsight-scripts-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(join(root, dirname(file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  return root;
}

/** Runs a script of this folder's parent on a project. */
export function runScript(script: string, root: string): { code: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [resolve(import.meta.dirname, '..', script), root], {
    encoding: 'utf8',
    timeout: 20_000,
  });
  return { code: status, said: stderr + stdout };
}
