import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { shared } from '@plainsight/example-stand-in/testing/run-program';

const kettle = fileURLToPath(new URL('..', import.meta.url));
const programs: Readonly<Record<string, string>> = {
  kettle: join(kettle, 'main.ts'),
  'npx plainsight': fileURLToPath(new URL('../../../packages/cli/src/bin.ts', import.meta.url)),
};

/** Where nobody answers. The page of the project names the receiver that there really is. */
const nowhere = { KETTLE_POSTHOG_HOST: 'http://127.0.0.1:9' };

/**
 * Runs a line of a guide, `NAME=VALUE… kettle ARGUMENTS…  # comment`, and what it makes is made in a folder. Sends nothing.
 */
export async function runLine(line: string, folder: string): Promise<{ code: unknown; output: string }> {
  const [, before = '', program = '', after = ''] = /^((?:\w+=\S+ )*)(kettle|npx plainsight) ?([^#]*)/.exec(line) ?? [];
  const file = programs[program];
  if (file === undefined) throw new Error(`'${line}' is no command of a guide.`);
  const given = Object.fromEntries(
    before
      .trim()
      .split(' ')
      .map((pair) => pair.split('=')),
  );
  const isProject = program !== 'kettle';
  if (!isProject) cpSync(join(kettle, 'kettle.yaml'), join(folder, 'kettle.yaml'));
  const child = spawn(process.execPath, [file, ...after.trim().split(/\s+/)], {
    cwd: isProject ? kettle : folder,
    env: { ...shared, HOME: folder, KETTLE_DATA: join(folder, 'data'), ...(isProject ? {} : nowhere), ...given },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 30_000,
  });
  let output = '';
  child.stdout.on('data', (part) => (output += String(part)));
  child.stderr.on('data', (part) => (output += String(part)));
  const closed: readonly unknown[] = await once(child, 'close');
  return { code: closed[0], output };
}
