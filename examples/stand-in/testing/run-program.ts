import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** How a run of the host ended, and what it left behind. */
export interface Ended {
  readonly code: unknown;
  readonly stdout: string;
  readonly stderr: string;
  /** Files that it made in the folder that it ran in. */
  readonly files: readonly string[];
}

/**
 * Runs a program to its end: in a folder of its own that holds the files that are given, and with nothing in its environment
 * but `env`. `node` is what Node itself is told first.
 */
export type Run = (
  given: Readonly<Record<string, string>>,
  args: readonly string[],
  env?: Readonly<Record<string, string>>,
  node?: readonly string[],
) => Promise<Ended>;

/** What a program needs in its environment to start, and to start quickly. */
export const shared = { PATH: process.env['PATH'] ?? '', NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] ?? '' };

/** Runs this program. */
export const runnerOf =
  (program: URL): Run =>
  async (given, args, env = {}, node = []) => {
    const cwd = await mkdtemp(join(tmpdir(), 'plainsight-'));
    for (const [name, text] of Object.entries(given)) await writeFile(join(cwd, name), text);
    const child = spawn(process.execPath, [...node, fileURLToPath(program), ...args], {
      cwd,
      env: { ...shared, HOME: cwd, TMPDIR: cwd, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 20_000,
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk) => (stdout += String(chunk)));
    child.stderr.on('data', (chunk) => (stderr += String(chunk)));
    const closed: readonly unknown[] = await once(child, 'close');
    const files = (await readdir(cwd, { recursive: true })).filter((name) => !Object.hasOwn(given, name));
    await rm(cwd, { recursive: true });
    return { code: closed[0], stdout, stderr, files };
  };

/** What Node's handles, modules and timers were, of a run that was watched from outside. */
export interface Watched extends Ended {
  readonly modules: readonly string[];
  readonly handles: readonly string[];
  readonly timersLeft: number;
}

/** What Node preloads (`--import`) to write what it saw to the file that `WATCH_FILE` names, when the process ends. */
export const watch = new URL('../../../packages/core/test/process/fixtures/watch.mjs', import.meta.url).href;

/** As a {@link Run}, and says besides what was loaded and opened. */
export const watcherOf =
  (run: Run) =>
  async (...[given, args, env]: Parameters<Run>): Promise<Watched> => {
    const notes = await mkdtemp(join(tmpdir(), 'plainsight-'));
    const report = join(notes, 'watched.json');
    const ended = await run(given, args, { ...env, WATCH_FILE: report }, ['--import', watch]);
    const seen = JSON.parse(await readFile(report, 'utf8')) as Pick<Watched, 'modules' | 'handles' | 'timersLeft'>;
    await rm(notes, { recursive: true });
    return { ...seen, ...ended };
  };
