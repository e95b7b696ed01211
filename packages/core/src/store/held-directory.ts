import { constants } from 'node:fs';
import { mkdir, open, readdir, readlink, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { codeIn } from '../errors.ts';
import { followLinks } from './follow-links.ts';
import { ForeignFileError } from './foreign-file.ts';
import { giveToOwner, ownerAbove } from './give-to-owner.ts';
import { whoMayChange } from './who-may-change.ts';

/** A directory in which files can be made, replaced and deleted, with nothing of it happening elsewhere. */
export interface HeldDirectory {
  /** Where a file in it is reached. Not for people to read. */
  at(name: string): string;
  /** The message of an error, with paths as people know them. */
  inWords(message: string): string;
  close(): Promise<void>;
}

/**
 * Holds a directory, reached through links as `followLinks` has it. Where root works in a directory that another user may move
 * or replace meanwhile, Linux keeps it open: its files are then reached through its descriptor. `make`: directories that are
 * missing are made, for their owner only, who is that of the directory above. Rejects where it cannot be reached.
 */
export async function holdDirectory(path: string, { make }: { readonly make: boolean }): Promise<HeldDirectory> {
  const real = await followLinks(path);
  if (process.geteuid?.() === 0 && (await whoMayChange(real)) !== null) return holdForeign(real, make);
  if (make) await mkdir(real, { recursive: true, mode: 0o700 });
  return { at: (name) => join(real, name), inWords: (message) => message, close: async () => {} };
}

async function holdForeign(real: string, make: boolean): Promise<HeldDirectory> {
  const { directory, way } = await reachOrMake(real, make);
  return {
    at: (name) => join(way, name),
    inWords: (message) => message.replaceAll(way, real),
    close: () => directory.close(),
  };
}

/** A directory that is open, and by which path its files are reached. */
interface Reached {
  readonly directory: FileHandle;
  readonly way: string;
  readonly path: string;
}

async function reachOrMake(path: string, make: boolean): Promise<Reached> {
  try {
    return await reach(path, path);
  } catch (error) {
    if (!make || codeIn(error) !== 'ENOENT') throw error;
  }
  const above = await reachOrMake(dirname(path), make);
  try {
    return await makeBelow(above, basename(path));
  } finally {
    await above.directory.close();
  }
}

/** Opens a directory. `path`: where it has to be. */
async function reach(way: string, path: string): Promise<Reached> {
  const { O_RDONLY, O_DIRECTORY, O_NOFOLLOW } = constants;
  const directory = await open(way, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
  const throughDescriptor = `/proc/self/fd/${directory.fd}`;
  const is = process.platform === 'linux' ? await readlink(throughDescriptor).catch(() => null) : null;
  if (is === null) return { directory, way: path, path };
  if (is === path) return { directory, way: throughDescriptor, path };
  await directory.close();
  throw new ForeignFileError(`${path} was replaced by something else while it was opened`, 'Look who did so');
}

async function makeBelow(above: Reached, name: string): Promise<Reached> {
  const way = join(above.way, name);
  const isMade = await mkdir(way, 0o700).then(
    () => true,
    (error: unknown) => {
      if (codeIn(error) === 'EEXIST') return false;
      throw error;
    },
  );
  const below = await reach(way, join(above.path, name));
  // Another directory of root's may be in its place by now: that one is not to be given away.
  try {
    const isEmpty = isMade && (await readdir(below.way)).length === 0;
    if (isEmpty) await giveToOwner(below.directory, await ownerAbove(way));
    return below;
  } catch (error) {
    await below.directory.close();
    throw error;
  }
}
