import { constants, type Stats } from 'node:fs';
import { lstat, open } from 'node:fs/promises';
import { codeIn } from '../errors.ts';
import type { Clock } from '../surroundings/clock.ts';
import { readError } from './decisions-error.ts';
import type { Decided } from './decisions.ts';
import { followLinks } from './follow-links.ts';
import type { FileOwner } from './give-to-owner.ts';
import { parseDecisions } from './parse-decisions.ts';
import { withWindowsPatience } from './windows-patience.ts';

/** A file of decisions is under a kilobyte; something a thousand times as large is another file. */
const mostBytes = 1024 * 1024;

/** Reads a file of decisions; `{}` when there is none. Rejects when it cannot be read or understood. */
export const readDecisions = async (path: string, clock: Clock): Promise<Decided> => {
  const { decided } = await readOwned(path, clock, () => followLinks(path));
  return decided;
};

/** What is decided, and whose the file is that says so; `null` when there is none. */
export interface OwnedDecisions {
  readonly decided: Decided;
  readonly owner: FileOwner | null;
}

/** The same, with the file's owner. `reach`: gives the path by which it is reached, without links. */
export async function readOwned(path: string, clock: Clock, reach: () => Promise<string>): Promise<OwnedDecisions> {
  const found = await withWindowsPatience(clock, async () => readText(await reach())).catch((error: unknown) => {
    if (codeIn(error) === 'ENOENT') return null;
    throw readError(path, error);
  });
  if (found === null) return { decided: {}, owner: null };
  const { decided, problems } = parseDecisions(found.text);
  if (decided === undefined) throw readError(path, problems.join('; '));
  return { decided, owner: found.owner };
}

interface Found {
  readonly text: string;
  readonly owner: FileOwner;
}

/** Looks first: to open a pipe, or to read a device, may never end. Another file may be there by then: it looks again. */
async function readText(path: string): Promise<Found> {
  refuseOther(await lstat(path));
  // Windows has neither of the last two: as bits, undefined is none.
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;
  const file = await open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  try {
    const owner = await file.stat();
    refuseOther(owner);
    return { text: await file.readFile('utf8'), owner };
  } finally {
    await file.close();
  }
}

function refuseOther(found: Stats): void {
  if (found.isDirectory()) throw new Error('it is a directory');
  if (!found.isFile()) throw new Error('it is no regular file');
  if (found.size > mostBytes) throw new Error(`it has ${found.size} bytes, far more than decisions need`);
}
