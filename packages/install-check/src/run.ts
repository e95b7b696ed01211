import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/** How a command is run. */
export interface RunOptions {
  readonly cwd: string;
  /** Added to a clean environment. */
  readonly env?: NodeJS.ProcessEnv;
  /** The command is given up and killed after this time. @default 180,000 */
  readonly timeoutMillis?: number;
}

/** What a command that ended with 0 has printed. */
export interface Printed {
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command without stdin. Rejects, with all that it printed, unless it ends with 0 within its time. */
export function run(command: string, args: readonly string[], options: RunOptions): Promise<Printed> {
  const { cwd, env = {}, timeoutMillis = 180_000 } = options;
  // On Windows npm and npx are .cmd files, which only a shell can start.
  const shell = process.platform === 'win32' && !command.endsWith('.exe');
  const child = spawn(command, args, {
    cwd,
    env: { ...surroundings(), ...env },
    shell,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));

  return new Promise((resolve, reject) => {
    const fail = (why: string): void =>
      reject(new Error([`Failed to run ${[command, ...args].join(' ')}: ${why}.`, stdout, stderr].join('\n').trim()));
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      fail(`no end after ${timeoutMillis} ms`);
    }, timeoutMillis);
    child.on('error', (error) => {
      clearTimeout(timer);
      fail(error.message);
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (code === 0) resolve({ stdout, stderr });
      else fail(signal === null ? `exit code ${code}` : `signal ${constants.signals[signal]}`);
    });
  });
}

/**
 * The environment without what decides whether telemetry is on, and without what npm and pnpm leave there for their
 * scripts: a host that is tried here is not one of them.
 */
function surroundings(): NodeJS.ProcessEnv {
  const left =
    /^(npm_|pnpm_|PNPM_|INIT_CWD$|NODE_ENV$|NODE_OPTIONS$|CI$|DO_NOT_TRACK$|PLAINSIGHT_|FORCE_COLOR$|VITEST)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !left.test(name)));
}
