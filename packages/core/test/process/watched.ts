import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What a process did, as it was seen from outside. */
export interface Watched {
  readonly code: unknown;
  /** All that it printed. */
  readonly output: string;
  /** Files that it made in its folder, which is also its home and its folder for temporary files. */
  readonly files: readonly string[];
  /** URLs of the modules that it loaded. */
  readonly modules: readonly string[];
  /** Types of the handles that Node made for it. */
  readonly handles: readonly string[];
  /** Timers that had neither fired nor been taken back when it ended. */
  readonly timersLeft: number;
}

const watch = new URL('fixtures/watch.mjs', import.meta.url).href;
const host = fileURLToPath(new URL('fixtures/host.ts', import.meta.url));

/** Runs the host in a folder of its own that holds these files, and with nothing else in its environment than `env`. */
export async function watched(
  files: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>>,
  port: number,
): Promise<Watched> {
  const [folder, notes] = await Promise.all([newFolder(), newFolder()]);
  const report = join(notes, 'watched.json');
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const child = spawn(process.execPath, ['--import', watch, host, 'config.yaml', 'decisions.json', String(port)], {
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '', HOME: folder, TMPDIR: folder, WATCH_FILE: report, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 20_000,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  const [code] = await once(child, 'close');
  const made = (await readdir(folder, { recursive: true })).filter((name) => !Object.hasOwn(files, name));
  const seen = JSON.parse(await readFile(report, 'utf8')) as Pick<Watched, 'modules' | 'handles' | 'timersLeft'>;
  await Promise.all([folder, notes].map((path) => rm(path, { recursive: true })));
  return { ...seen, code, output, files: made };
}

const newFolder = async (): Promise<string> => realpath(await mkdtemp(join(tmpdir(), 'plainsight-')));
