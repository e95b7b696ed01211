import { createHash, randomBytes } from 'node:crypto';
import { readFile, readlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { codeIn } from '../errors.ts';
import type { Clock } from '../surroundings/clock.ts';

/** Who made a lock file. Only the token is known of one that cannot be read. */
export interface LockOwner {
  /** Unique for each lock. Part of file names. */
  readonly token: string;
  readonly pid?: number;
  /** ISO 8601, for people. */
  readonly since?: string;
  /** Where the pid means something, as a hash with the token: which machine it is stands nowhere. */
  readonly pidSpace?: string;
}

/** This process, with a new token. */
export async function lockOwner(clock: Clock): Promise<LockOwner> {
  const token = randomBytes(8).toString('hex');
  return { token, pid: process.pid, since: new Date(clock.now()).toISOString(), pidSpace: await pidSpaceFor(token) };
}

/** What a lock file holds; `null` when it is something else, or not yet written. */
export function parseOwner(text: string): LockOwner | null {
  try {
    const value: unknown = JSON.parse(text);
    return isOwner(value) ? value : null;
  } catch {
    return null;
  }
}

/**
 * Whether the process that made the lock is known to have ended. One with our own pid is not known to have:
 * it may be an earlier process of a container that was started again, or another part of this one.
 */
export async function isDead({ token, pid, pidSpace }: LockOwner): Promise<boolean> {
  if (pid === undefined || pidSpace === undefined || pid === process.pid) return false;
  if (pidSpace !== (await pidSpaceFor(token))) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return codeIn(error) === 'ESRCH';
  }
}

async function pidSpaceFor(token: string): Promise<string> {
  return createHash('sha256')
    .update(`${token} ${await readPidSpace()}`)
    .digest('hex');
}

/** On Linux the boot and the pid namespace, since containers share neither pids nor, at times, differ in hostname. */
async function readPidSpace(): Promise<string> {
  if (process.platform !== 'linux') return hostname();
  try {
    const [boot, namespace] = await Promise.all([
      readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
      readlink('/proc/self/ns/pid'),
    ]);
    return `${boot.trim()} ${namespace}`;
  } catch {
    return `unknown ${randomBytes(8).toString('hex')}`;
  }
}

function isOwner(value: unknown): value is LockOwner {
  if (typeof value !== 'object' || value === null) return false;
  const owner: Partial<Record<keyof LockOwner, unknown>> = value;
  return (
    typeof owner.token === 'string' &&
    /^[0-9a-f]{16}$/.test(owner.token) &&
    Number.isSafeInteger(owner.pid) &&
    typeof owner.since === 'string' &&
    /^[\d+T:.Z-]{1,40}$/.test(owner.since) &&
    typeof owner.pidSpace === 'string'
  );
}
