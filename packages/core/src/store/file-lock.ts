import { open, rm } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { codeIn } from '../errors.ts';
import type { Clock } from '../surroundings/clock.ts';
import { giveToOwner, ownerAbove } from './give-to-owner.ts';
import { isDead, lockOwner, parseOwner, type LockOwner } from './lock-owner.ts';
import { readLockFile } from './read-lock-file.ts';
import { isInHand } from './windows-patience.ts';

/** The exclusive right to change a file, held for a moment. */
export interface FileLock {
  /** A name beside the file that nobody else uses. Whoever takes over a lock that was left behind deletes it. */
  readonly scratch: string;
  /** Whether it still holds. To be asked right before the change. */
  holds(): Promise<boolean>;
  release(): Promise<void>;
}

/** A lock whose owner cannot be asked, and that did not change for so long while we waited, was left behind. */
const leftBehindMillis = 5000;
/** So an owner does nothing under a lock that it has had for so long: another may be about to take it over. */
const longestHoldMillis = 4000;
/** Longest wait. Counted in pauses, so that a clock that is set does not end it. */
const patienceMillis = 10_000;

/**
 * Waits for the right to change the file at `path`, which any number of processes may ask for, also from several
 * containers. It is a file `<path>.lock` that is created exclusively. Where the process that made it has died, it is
 * taken over. Rejects when it is not to be had in about ten seconds, and at once where something stands there that is
 * no lock file, which is left as it is.
 */
export async function lockFile(path: string, clock: Clock): Promise<FileLock> {
  const file = `${path}.lock`;
  const me = await lockOwner(clock);
  let seen: LockOwner | undefined;
  let unchanged = 0;
  for (let waited = 0; waited < patienceMillis;) {
    if (await create(file, me)) return heldLock(path, file, me);
    const owner = await ownerOf(file);
    if (owner?.token !== seen?.token) unchanged = 0;
    seen = owner ?? undefined;
    if (owner !== null && (unchanged >= leftBehindMillis || (await isDead(owner)))) await remove(path, file, owner, me);
    const millis = 5 + ((process.pid + waited) % 16); // not all at the same time
    await new Promise<void>((resolve) => clock.after(millis, resolve));
    waited += millis;
    unchanged += millis;
  }
  throw new Error(stuck(file, seen));
}

const stuck = (file: string, owner: LockOwner | undefined): string => {
  const holder = owner?.pid === undefined ? 'another process' : `process ${owner.pid} (since ${owner.since})`;
  return `${file} is held by ${holder}; if no such process runs, delete that lock file`;
};

function heldLock(path: string, file: string, me: LockOwner): FileLock {
  const since = performance.now();
  const holds = async (): Promise<boolean> =>
    (await ownerOf(file))?.token === me.token && performance.now() - since < longestHoldMillis;
  return {
    scratch: scratchOf(path, me),
    holds,
    release: async () => ((await holds()) ? rm(file, { force: true }) : remove(path, file, me, me)),
  };
}

const scratchOf = (path: string, { token }: LockOwner): string => `${path}.${token}.tmp`;

/** True when the file was not there and is now ours. */
async function create(file: string, me: LockOwner): Promise<boolean> {
  let handle;
  try {
    handle = await open(file, 'wx', 0o600);
  } catch (error) {
    if (codeIn(error) === 'EEXIST' || isInHand(error)) return false;
    throw error;
  }
  try {
    await handle.writeFile(JSON.stringify(me));
    await giveToOwner(handle, await ownerAbove(file));
    return true;
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
}

/** Whose lock it is; `null` when there is none. One that cannot be read has a token of its own all the same. */
async function ownerOf(file: string): Promise<LockOwner | null> {
  try {
    const { text, ino, mtimeMs } = await readLockFile(file);
    return parseOwner(text) ?? { token: `${ino}-${Math.trunc(mtimeMs)}` };
  } catch (error) {
    if (codeIn(error) === 'ENOENT' || isInHand(error)) return null;
    throw error;
  }
}

/**
 * Deletes the lock of `owner`, and never one that came after it, though many may want to at once: only who creates
 * `<lock>.<token>` may, and looks again when it has. Where that was left behind too, it is deleted in the same way.
 */
async function remove(path: string, file: string, owner: LockOwner, me: LockOwner, depth = 0): Promise<void> {
  const claim = `${file}.${owner.token}`;
  if (await create(claim, me)) {
    try {
      if ((await ownerOf(file))?.token !== owner.token) return;
      await rm(scratchOf(path, owner), { force: true });
      await rm(file, { force: true });
    } finally {
      await rm(claim, { force: true });
    }
  } else if (depth < 3) {
    const claimant = await ownerOf(claim);
    if (claimant !== null && (await isDead(claimant))) await remove(path, claim, claimant, me, depth + 1);
  }
}
