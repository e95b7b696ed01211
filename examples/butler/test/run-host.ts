import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

/** How a run of the host ended, and what it left behind. */
export interface Ended {
  readonly code: unknown;
  readonly stdout: string;
  readonly stderr: string;
  /** Files that it made in the folder that it ran in. */
  readonly files: readonly string[];
}

const main = fileURLToPath(new URL('../main.ts', import.meta.url));

/**
 * Runs Butler, or Node with other arguments, to its end: in a folder of its own that holds these files, and with nothing
 * in its environment but `env`.
 */
export async function runHost(
  given: Readonly<Record<string, string>>,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  node: readonly string[] = [main],
): Promise<Ended> {
  const cwd = await mkdtemp(join(tmpdir(), 'plainsight-'));
  for (const [name, text] of Object.entries(given)) await writeFile(join(cwd, name), text);
  const child = spawn(process.execPath, [...node, ...args], {
    cwd,
    env: { PATH: process.env['PATH'] ?? '', HOME: cwd, TMPDIR: cwd, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 20_000,
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => (stdout += String(chunk)));
  child.stderr.on('data', (chunk) => (stderr += String(chunk)));
  const [code] = await once(child, 'close');
  const files = (await readdir(cwd, { recursive: true })).filter((name) => !Object.hasOwn(given, name));
  await rm(cwd, { recursive: true });
  return { code, stdout, stderr, files };
}

/** An event as PostHog gets it. */
export interface Sent {
  readonly event: string;
  readonly distinct_id: string;
  readonly uuid: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** A PostHog on loopback, with the events that it took. */
export async function loopbackPosthog(): Promise<
  AsyncDisposable & { readonly url: string; readonly sent: readonly Sent[] }
> {
  const sent: Sent[] = [];
  const server = createServer((request, response) => {
    void textOf(request).then((text) => {
      sent.push(...(JSON.parse(text) as { batch: Sent[] }).batch);
      response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"status":"Ok"}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return gunzipSync(Buffer.concat(chunks)).toString();
}

/** What Node's handles, modules and timers were, of a run that was watched from outside. */
export interface Watched extends Ended {
  readonly modules: readonly string[];
  readonly handles: readonly string[];
  readonly timersLeft: number;
}

const watch = new URL('../../../packages/core/test/process/fixtures/watch.mjs', import.meta.url).href;

/** As {@link runHost}, and says besides what was loaded and opened. */
export async function watchHost(...[given, args, env, node = [main]]: Parameters<typeof runHost>): Promise<Watched> {
  const notes = await mkdtemp(join(tmpdir(), 'plainsight-'));
  const report = join(notes, 'watched.json');
  const ended = await runHost(given, args, { ...env, WATCH_FILE: report }, ['--import', watch, ...node]);
  const seen = JSON.parse(await readFile(report, 'utf8')) as Pick<Watched, 'modules' | 'handles' | 'timersLeft'>;
  await rm(notes, { recursive: true });
  return { ...seen, ...ended };
}
