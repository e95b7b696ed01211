import { constants } from 'node:fs';
import { access, lstat, stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { codeIn, reasonOf, type StoreObstacle } from '@plainsight/core';

/** Without so many bytes SQLite makes no database, and commits to none. */
const leastBytes = 256 * 1024;

const elsewhere = 'Give the store another path.';

/** What is in the way of a database at a path, whether it is there or is to be made. Makes nothing. Never rejects. */
export async function obstacleTo(path: string): Promise<StoreObstacle | null> {
  try {
    return (await inItsPlace(path)) ?? (await inItsFolder(dirname(path)));
  } catch (error) {
    return { seen: `${path} cannot be looked at: ${reasonOf(error)}`, todo: 'See that this user may reach it.' };
  }
}

async function inItsPlace(path: string): Promise<StoreObstacle | null> {
  const found = await statOf(path);
  if (found === null) {
    const isDangling = (await lstat(path).catch(() => null)) !== null;
    return isDangling ? { seen: `${path} is a link to a file that is not there`, todo: elsewhere } : null;
  }
  if (!found.isFile()) return { seen: `${path} is no regular file`, todo: elsewhere };
  return mayNot(path, constants.R_OK | constants.W_OK, 'read and write');
}

/** The nearest folder that is there decides: those below it are made with the database. */
async function inItsFolder(folder: string): Promise<StoreObstacle | null> {
  const found = await statOf(folder);
  if (found === null) return dirname(folder) === folder ? null : inItsFolder(dirname(folder));
  if (!found.isDirectory()) {
    return { seen: `${folder} is no folder, so that the store cannot be made in it`, todo: elsewhere };
  }
  return (await mayNot(folder, constants.W_OK | constants.X_OK, 'make files in')) ?? (await fullDisk(folder));
}

async function mayNot(path: string, mode: number, verb: string): Promise<StoreObstacle | null> {
  const error: unknown = await access(path, mode).then(
    () => null,
    (refused: unknown) => refused,
  );
  if (error === null) return null;
  if (codeIn(error) === 'EROFS') return { seen: `${path} is on a disk that is read-only`, todo: elsewhere };
  return {
    seen: `this user may not ${verb} ${path} (${reasonOf(error)})`,
    todo: 'Give it to the user that runs the application, or run this as the user that owns it.',
  };
}

async function fullDisk(folder: string): Promise<StoreObstacle | null> {
  const disk = await statfs(folder).catch(() => null);
  if (disk === null) return null;
  const free = (process.getuid?.() === 0 ? disk.bfree : disk.bavail) * disk.bsize;
  // A file system that counts nothing says that it has nothing.
  const isFull = disk.blocks > 0 && free < leastBytes;
  const hasNoFiles = disk.files > 0 && disk.ffree === 0;
  if (!isFull && !hasNoFiles) return null;
  const what = isFull ? `has ${free} bytes left` : 'has room for no more files';
  return { seen: `the disk is full: that of ${folder} ${what}`, todo: 'Make room on it.' };
}

/** `null` where nothing is there. */
const statOf = (path: string) =>
  stat(path).catch((error: unknown) => {
    if (codeIn(error) === 'ENOENT' || codeIn(error) === 'ENOTDIR') return null;
    throw error;
  });
