import { mkdir, realpath } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { systemClock, type Clock } from '../surroundings/clock.ts';
import { changeError } from './decisions-error.ts';
import type { Decided, Decisions } from './decisions.ts';
import { lockFile } from './file-lock.ts';
import { formatDecisions, parseDecisions } from './parse-decisions.ts';
import { readDecisions } from './read-decisions.ts';
import { replaceFile } from './replace-file.ts';

/** What file decisions are given. */
export interface FileDecisionsOptions {
  /** Where the file is, or is to be made. Directories that are missing are made with it, for its owner only. */
  readonly path: string;
  /** Pauses while another process has the file in hand. @default the clock of this machine */
  readonly clock?: Clock;
}

/**
 * Decisions in a small JSON file that people can read and change. No file is made before something is decided.
 * Only its owner can read it, it is whole at any instant, and no process's change is lost to another's.
 *
 * @example fileDecisions({ path: '/var/lib/butler/telemetry.json' })
 */
export function fileDecisions({ path, clock = systemClock }: FileDecisionsOptions): Decisions {
  const place = resolve(path);
  let last: Promise<unknown> = Promise.resolve();

  const read = (): Promise<Decided> => readDecisions(place, clock);

  async function change(by: (decided: Decided) => Decided): Promise<Decided> {
    const before = await read();
    if (by(before) === before) return before;
    await toDisk(() => mkdir(dirname(place), { recursive: true, mode: 0o700 }));
    const file = await realpath(place).catch(() => place);
    for (let tries = 3; tries > 0; tries -= 1) {
      const changed = await changeLocked(file, by);
      if (changed !== null) return changed;
    }
    throw changeError(place, 'writing took so long that others went ahead');
  }

  /** `null` when another process took over meanwhile, and nothing was written. */
  async function changeLocked(file: string, by: (decided: Decided) => Decided): Promise<Decided | null> {
    const lock = await toDisk(() => lockFile(file, clock));
    try {
      const before = await read();
      const after = by(before);
      if (after === before) return before;
      const text = formatDecisions(after);
      const { decided, problems } = parseDecisions(text);
      if (decided === undefined) throw changeError(place, `what it is to hold cannot be kept: ${problems.join('; ')}`);
      const { scratch, holds: mayReplace } = lock;
      const done = await toDisk(() => replaceFile(file, text, { scratch, mayReplace, clock }));
      return done ? decided : null;
    } finally {
      await lock.release().catch(() => {}); // whoever comes next finds that it was left behind
    }
  }

  const toDisk = <T>(act: () => Promise<T>): Promise<T> =>
    act().catch((error: unknown) => {
      throw changeError(place, error);
    });

  return {
    place,
    lasting: true,
    read,
    update: (by) => {
      const result = last.then(() => change(by));
      last = result.catch(() => {});
      return result;
    },
  };
}
