import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fixture, goingOn, plainsight, run, type Ended, type RunOptions } from './run-cli.ts';

/** A made-up application in a folder of its own, with a receiver on loopback. */
export interface Larder extends AsyncDisposable {
  readonly folder: string;
  /** Uuids as they were received, in order. */
  readonly received: string[];
  /** What the receiver answers. */
  answer: { status: number; body: string };
  /** Runs the application: it records so many events. */
  records(count: number, ...more: readonly string[]): Promise<Ended>;
  /** Runs it, too, and resolves when it has recorded so many; it goes on until it is disposed of. */
  runs(count: number): Promise<AsyncDisposable>;
  /** Runs `plainsight` in the folder. */
  cli(args: readonly string[], options?: RunOptions): Promise<Ended>;
  /** The application's own command line. */
  main(args: readonly string[], options?: RunOptions): Promise<Ended>;
  readonly env: Readonly<Record<string, string>>;
}

/** Begins with telemetry as `LARDER_TELEMETRY` says, on unless told otherwise. */
export const larder = async (telemetry: 'on' | 'off' | '' = 'on'): Promise<Larder> => {
  const folder = await mkdtemp(join(tmpdir(), 'cli-larder-'));
  const received: string[] = [];
  const answer = { status: 200, body: 'r-0815' };
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const batch: readonly { uuid: string }[] = JSON.parse(Buffer.concat(parts).toString('utf8'));
      if (answer.status === 200) received.push(...batch.map(({ uuid }) => uuid));
      response.writeHead(answer.status, { 'content-type': 'text/plain' }).end(answer.body);
    });
  });
  const env = { RECEIVER: await listening(server), ...(telemetry === '' ? {} : { LARDER_TELEMETRY: telemetry }) };
  const here = (options: RunOptions = {}) => ({
    cwd: folder,
    sockets: true,
    ...options,
    env: { ...env, ...options.env },
  });
  const module = (path: string) => JSON.stringify(new URL(path, import.meta.url).href);
  await writeFile(
    join(folder, 'plainsight.config.ts'),
    `import { defineConfig } from ${module('../src/index.ts')};
import { project } from ${module('./fixtures/larder-project.ts')};
export default defineConfig(project);
`,
  );
  return {
    folder,
    received,
    answer,
    env,
    records: (count, ...more) => run(fixture('larder.ts'), [String(count), ...more], here()),
    runs: (count) => goingOn(fixture('larder.ts'), [String(count), 'stay'], here()),
    cli: (args, options) => plainsight(args, here(options)),
    main: (args, options) => run(fixture('larder-main.ts'), args, here(options)),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await rm(folder, { recursive: true });
    },
  };
};

const listening = (server: Server): Promise<string> =>
  new Promise((done) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      done(`http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/events`);
    });
  });

/** Lines of NDJSON, parsed. */
export const linesIn = (text: string): readonly Record<string, unknown>[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Record<string, unknown> => JSON.parse(line));
