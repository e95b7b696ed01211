import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const host = fileURLToPath(new URL('fixtures/host.ts', import.meta.url));

/** Starts a process that uses a store. It goes with the test. */
export function start(...args: readonly string[]): ChildProcess {
  const child = spawn(process.execPath, [host, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

/** Runs a process to its end. Gives its exit code and all that it printed. */
export async function run(...args: readonly string[]): Promise<{ readonly code: unknown; readonly output: string }> {
  const child = start(...args);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += String(chunk)));
  const [code] = await once(child, 'close');
  return { code, output };
}
