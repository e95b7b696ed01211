import { spawn } from 'node:child_process';
import { delimiter } from 'node:path';
import { fileURLToPath } from 'node:url';

/** How a command ended, and what it printed. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How a command is run. */
export interface RunOptions {
  /** All that is in its environment, beside `HOME` and `PATH`. */
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Sockets are allowed. @default false */
  readonly sockets?: boolean;
  /** What it reads from stdin. @default nothing */
  readonly input?: string | Uint8Array;
}

/** The clone: what a plan of a test imports from it may run, whoever owns it. */
export const clone = fileURLToPath(new URL('../../..', import.meta.url));
const trusted = fileURLToPath(new URL('./fixtures', import.meta.url));

/** What a program needs to start, and to start quickly, also as root in a clone that another user owns. */
const shared = {
  PATH: process.env['PATH'] ?? '',
  NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] ?? '',
  PLAINSIGHT_TRUST_FOLDER: [trusted, clone].join(delimiter),
};

const preload = new URL('./fixtures/no-socket.mjs', import.meta.url).href;

/** The path of a fixture. */
export const fixture = (name: string): string => fileURLToPath(new URL(`./fixtures/${name}`, import.meta.url));

const bin = fileURLToPath(new URL('../src/bin.ts', import.meta.url));

/** Runs a script in a process of its own, with nothing in its environment but what is given, and no socket allowed. */
export const run = (
  script: string,
  args: readonly string[],
  { env = {}, cwd = process.cwd(), sockets = false, input }: RunOptions = {},
): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...(sockets ? [] : ['--import', preload]), script, ...args], {
      cwd,
      env: { HOME: cwd, ...shared, ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
    child.stdin.on('error', () => {}).end(input);
  });

/** Starts a script with all sockets allowed, and resolves when it has printed something. It ends when it is disposed of. */
export const goingOn = (
  script: string,
  args: readonly string[],
  { env = {}, cwd = process.cwd() }: RunOptions = {},
): Promise<AsyncDisposable> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], {
      cwd,
      env: { HOME: cwd, ...shared, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = new Promise<void>((done) => child.once('close', () => done()));
    child.once('error', reject);
    void ended.then(() => reject(new Error(`${script} ended`)));
    child.stdout.once('data', () =>
      resolve({
        [Symbol.asyncDispose]: async () => {
          child.kill();
          await ended;
        },
      }),
    );
  });

/** Runs the `plainsight` command. */
export const plainsight = (args: readonly string[], options?: RunOptions): Promise<Ended> => run(bin, args, options);

/** Gives a command a terminal. Every Linux has it. */
const giver = 'script';

/**
 * Runs the `plainsight` command on a terminal, 80 columns wide, and types each
 * answer when its question is on the screen. Gives all that was on the screen, what was typed included.
 */
export const plainsightOnTerminal = (
  args: readonly string[],
  answers: readonly (readonly [question: RegExp, answer: string])[],
  { env = {}, cwd = process.cwd() }: RunOptions = {},
): Promise<{ readonly code: number | null; readonly screen: string }> =>
  new Promise((resolve, reject) => {
    const quoted = [process.execPath, bin, ...args].map((word) => `'${word.replaceAll("'", String.raw`'\''`)}'`);
    const command = `stty cols 80; exec ${quoted.join(' ')}`;
    const child = spawn(giver, ['--quiet', '--return', '--command', command, '/dev/null'], {
      cwd,
      env: { HOME: cwd, ...shared, SHELL: '/bin/sh', TERM: 'xterm', ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const left = [...answers];
    let screen = '';
    const onText = (text: string): void => {
      screen += text;
      const [next] = left;
      if (next === undefined || !next[0].test(screen)) return;
      left.shift();
      child.stdin.write(next[1]);
    };
    child.stdout.setEncoding('utf8').on('data', onText);
    child.stderr.setEncoding('utf8').on('data', onText);
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, screen }));
    child.stdin.on('error', () => {});
  });
