import { basename, dirname } from 'node:path';
import type { Clock } from '../surroundings/clock.ts';
import { changeError } from './decisions-error.ts';
import type { Decided } from './decisions.ts';
import { lockFile } from './file-lock.ts';
import { followLinks } from './follow-links.ts';
import { ownerAbove } from './give-to-owner.ts';
import { holdDirectory } from './held-directory.ts';
import { formatDecisions, parseDecisions } from './parse-decisions.ts';
import { readDecisions, readOwned } from './read-decisions.ts';
import { replaceFile } from './replace-file.ts';

/** Changes a file of decisions as one step, however many processes do so at once. Gives what is decided then. */
export async function changeDecisions(
  place: string,
  clock: Clock,
  by: (decided: Decided) => Decided,
): Promise<Decided> {
  const toDisk = <T>(act: () => Promise<T>): Promise<T> =>
    act().catch((error: unknown) => {
      throw changeError(place, error);
    });

  /** `null` when another process took over meanwhile, and nothing was written. */
  async function changeLocked(file: string): Promise<Decided | null> {
    const lock = await toDisk(() => lockFile(file, clock));
    try {
      const { decided: before, owner: known } = await readOwned(place, clock, async () => file);
      const after = by(before);
      if (after === before) return before;
      const text = formatDecisions(after);
      const { decided, problems } = parseDecisions(text);
      if (decided === undefined) throw changeError(place, `what it is to hold cannot be kept: ${problems.join('; ')}`);
      const { scratch, holds: mayReplace } = lock;
      // What was in the file of one user is to be in no other's.
      const owner = known ?? (await ownerAbove(file));
      const done = await toDisk(() => replaceFile(file, text, { scratch, mayReplace, owner, clock }));
      return done ? decided : null;
    } finally {
      await lock.release().catch(() => {}); // whoever comes next finds that it was left behind
    }
  }

  const before = await readDecisions(place, clock);
  if (by(before) === before) return before;
  const real = await toDisk(() => followLinks(place));
  const directory = await toDisk(() => holdDirectory(dirname(real), { make: true }));
  try {
    for (let tries = 3; tries > 0; tries -= 1) {
      const changed = await changeLocked(directory.at(basename(real)));
      if (changed !== null) return changed;
    }
  } catch (error) {
    throw error instanceof Error ? Object.assign(error, { message: directory.inWords(error.message) }) : error;
  } finally {
    await directory.close();
  }
  throw changeError(place, 'writing took so long that others went ahead');
}
