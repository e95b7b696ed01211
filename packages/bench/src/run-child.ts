import { spawn } from 'node:child_process';

/** What a child that ended had to say. */
export interface Ended {
  /** What it measured, by name. */
  readonly said: Readonly<Record<string, number>>;
  /** From before it was started until it had ended, in milliseconds. */
  readonly millis: number;
  /** From its last word until it had ended, in milliseconds. */
  readonly millisAfterWord: number;
  /** False when it did not end within the limit, and was killed. */
  readonly byItself: boolean;
}

const longestMillis = 120_000;

/**
 * Runs a child in an environment that says nothing of consent, CI or proxies, and reads the one line of JSON that it
 * prints. Rejects where it fails; one that says nothing within `startMillis`, or does not end within `limitMillis` after its
 * line, is killed, and says so.
 */
export function runChild(
  path: string,
  args: readonly string[] = [],
  {
    env = {},
    limitMillis = longestMillis,
    startMillis = longestMillis,
  }: {
    readonly env?: Readonly<Record<string, string>>;
    readonly limitMillis?: number;
    readonly startMillis?: number;
  } = {},
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const begun = performance.now();
    const child = spawn(process.execPath, [path, ...args], { env: { ...surroundings(), ...env } });
    let text = '';
    let complaint = '';
    let wordAt = begun;
    let killed = false;
    const kill = (): void => void (killed = child.kill('SIGKILL'));
    let timer = setTimeout(kill, startMillis);
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      wordAt = performance.now();
      clearTimeout(timer);
      timer = setTimeout(kill, limitMillis);
    });
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (complaint += chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      const ended = performance.now();
      clearTimeout(timer);
      const said = parse(text);
      if (said === null || (code !== 0 && !killed)) {
        const command = [path, ...args].join(' ');
        return reject(new Error(`Failed to measure: ${command} ended with ${code} and said ${text}\n${complaint}`));
      }
      resolve({ said, millis: ended - begun, millisAfterWord: ended - wordAt, byItself: !killed });
    });
  });
}

/** What a process needs to start, and nothing that telemetry looks at. */
function surroundings(): Record<string, string> {
  const names = ['PATH', 'HOME', 'USERPROFILE', 'SystemRoot', 'TMPDIR', 'TEMP', 'TMP'];
  return Object.fromEntries(
    names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );
}

function parse(text: string): Readonly<Record<string, number>> | null {
  try {
    const said: unknown = JSON.parse(text);
    return isRecord(said) ? said : null;
  } catch {
    return null;
  }
}

const isRecord = (said: unknown): said is Readonly<Record<string, number>> =>
  typeof said === 'object' && said !== null && Object.values(said).every((value) => typeof value === 'number');

/** A number that a child must have said. */
export function numberOf({ said }: Pick<Ended, 'said'>, name: string): number {
  const value = said[name];
  if (value === undefined) throw new Error(`Failed to measure: a child said nothing of ${name}.`);
  return value;
}
