import { constants, type Stats } from 'node:fs';
import { lstat, open } from 'node:fs/promises';
import { codeIn } from '../errors.ts';

/** What stands in a lock file. */
export interface LockFile {
  /** Empty where this user may not read it. */
  readonly text: string;
  readonly ino: number;
  readonly mtimeMs: number;
}

/** A lock file has less than 300 bytes. */
const mostBytes = 4096;

/** With the last two, a pipe that took the file's place after the look is not waited for, and a link not followed. Windows has neither. */
const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;

/**
 * Reads a lock file. Looks before it opens: to open a pipe or a device, or to read one, may never end. Rejects where
 * there is none (`ENOENT`), and where something else stands there, which no process of ours has made.
 */
export async function readLockFile(file: string): Promise<LockFile> {
  const { ino, mtimeMs } = refuseOther(file, await lstat(file));
  try {
    const handle = await open(file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    try {
      refuseOther(file, await handle.stat());
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(mostBytes), 0, mostBytes, 0);
      return { text: buffer.toString('utf8', 0, bytesRead), ino, mtimeMs };
    } finally {
      await handle.close();
    }
  } catch (error) {
    const code = codeIn(error);
    if (code === 'ELOOP') throw noLockFile(file, 'a symbolic link');
    if (code === 'ENXIO') throw noLockFile(file, 'no regular file');
    if (code === 'EACCES' || code === 'EPERM') return { text: '', ino, mtimeMs };
    throw error;
  }
}

function refuseOther(file: string, found: Stats): Stats {
  if (found.isSymbolicLink()) throw noLockFile(file, 'a symbolic link');
  if (found.isDirectory()) throw noLockFile(file, 'a directory');
  if (!found.isFile()) throw noLockFile(file, 'no regular file');
  if (found.size > mostBytes) throw noLockFile(file, `a file of ${found.size} bytes`);
  return found;
}

const noLockFile = (file: string, what: string): Error =>
  new Error(`${file} is ${what} where a lock file is expected; delete it if nothing else needs it`);
