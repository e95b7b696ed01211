import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { childEnvironment } from './child-environment.ts';

/** What a process said before it was killed. */
export interface Killed {
  /** Numbers below this were committed. */
  readonly committed: number;
  /** Numbers below this may have been recorded. */
  readonly about: number;
  /** Whether telemetry was on; `null` where it was killed before that was known. */
  readonly state: string | null;
  /** What it logged that it should not have, and what it printed. */
  readonly troubles: readonly string[];
}

const longestMillis = 30_000;

/** Starts a recording host and kills it so long after it began, or after it said that telemetry has started. */
export async function killRecording(
  args: readonly string[],
  { started, millis }: { readonly started: boolean; readonly millis: number },
): Promise<Killed> {
  const file = join(import.meta.dirname, 'children/recording-host.ts');
  const child = spawn(process.execPath, [file, ...args], {
    env: childEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const kill = (): void => void child.kill('SIGKILL');
  const late = setTimeout(kill, longestMillis);
  const killSoon = (): void => void setTimeout(kill, millis);
  if (!started) killSoon();

  let committed = 0;
  let about = 0;
  let state: string | null = null;
  const troubles: string[] = [];
  child.stderr.on('data', (chunk) => troubles.push(String(chunk)));
  const read = (line: string): void => {
    const space = line.indexOf(' ');
    const [word, value] = [line.slice(0, space), line.slice(space + 1)];
    if (word === 'committed') committed = Number(value);
    else if (word === 'about') about = Number(value);
    else if (word === 'started') {
      state = value;
      if (started) killSoon();
    } else troubles.push(line);
  };
  const lines = createInterface({ input: child.stdout });
  lines.on('line', read);
  await Promise.all([once(child, 'close'), once(lines, 'close')]);
  clearTimeout(late);
  if (child.signalCode !== 'SIGKILL') troubles.push(`it ended by itself, with ${child.exitCode}`);
  return { committed, about, state, troubles };
}
