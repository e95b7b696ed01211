import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createTelemetry, type RecordEntry } from '@plainsight/core';
import { runnerOf, type Ended } from '@plainsight/example-stand-in/testing/run-program';
import { sqliteStore } from '@plainsight/sqlite-store';
import plan from '../plan.ts';

const main = new URL('../main.ts', import.meta.url);
const runMain = runnerOf(main);

/** Firefly III with a data folder of its own and telemetry on. Each command is another process. */
export interface Host extends AsyncDisposable {
  readonly data: string;
  /** Runs a command to its end, in a folder without `.env`. */
  run(...args: readonly string[]): Promise<Ended>;
  /** What its store has, the oldest first. */
  records(): Promise<readonly (RecordEntry & { kind: 'record' })[]>;
  /** Runs `serve` until it is disposed of. */
  serve(): Promise<AsyncDisposable & { readonly log: string; readonly url: string }>;
}

/** Of its administrator. */
export const password = 'correct horse';

/** Sets up a host that submits to a URL. */
export async function hostFor(url: string): Promise<Host> {
  const folder = await mkdtempDisposable(join(tmpdir(), 'firefly-iii-'));
  const env = { FIREFLY_DATA: folder.path, TELEMETRY_URL: url, SEND_TELEMETRY: 'true', ADMIN_PASSWORD: password };
  const run = (...args: readonly string[]): Promise<Ended> => runMain({}, args, env);
  return {
    data: folder.path,
    run,
    records: async () => {
      const store = sqliteStore({ path: join(folder.path, 'telemetry.db') });
      const { entries } = await createTelemetry(plan, { env: {} }).records({ order: 'oldest' }, { store });
      return entries.filter((entry) => entry.kind === 'record');
    },
    serve: () => serving(folder.path, env),
    [Symbol.asyncDispose]: () => folder.remove(),
  };
}

async function serving(cwd: string, env: NodeJS.ProcessEnv): ReturnType<Host['serve']> {
  const args = [fileURLToPath(main), 'serve'];
  const child = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = once(child, 'close');
  let log = '';
  const runs = new Promise<void>((resolve) => {
    child.stderr.on('data', (part) => {
      log += String(part);
      if (log.includes('is running')) resolve();
    });
  });
  await Promise.race([runs, ended]);
  return {
    get log() {
      return log;
    },
    url: /is running at (\S+)\. /u.exec(log)?.[1] ?? '',
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
