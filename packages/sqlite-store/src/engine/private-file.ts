import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  fchownSync,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  statSync,
  type Stats,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { asOwner, codeIn, ForeignFileError, reasonOf } from '@plainsight/core';

/** What SQLite keeps beside a database, by what is added to its path. */
const besides = ['-wal', '-shm', '-journal'];

/**
 * Makes a file, readable by its owner only, and the folders above it. What root makes in the folder of another user becomes that
 * user's; SQLite gives its other files the same rights and the same owner. Throws where a file that is there cannot be written
 * to, and a `ForeignFileError` where one leads to a file that another user has no right to. `path`: without links.
 */
export function makePrivate(path: string): void {
  makeFolder(dirname(path));
  requireOwn(path);
  try {
    within(dirname(path), (way, folder) => {
      const fd = openSync(join(way, basename(path)), 'wx', 0o600);
      giveTo(folder, fd);
    });
  } catch (error) {
    if (codeIn(error) !== 'EEXIST') throw error;
    // SQLite opens a file that is read-only as such, and would refuse each commit.
    accessSync(path, constants.W_OK);
  }
}

/** Throws a `ForeignFileError` where a path, or what SQLite keeps beside it, has come to lead to another user's file. */
export function requireOwn(path: string): void {
  within(dirname(path), () => {});
  for (const ending of ['', ...besides]) refuseForeign(`${path}${ending}`);
}

/**
 * Takes from everybody but the owner the right to read a database, where this user may: it is the owner, and nobody else can put
 * another file in its place meanwhile. Gives in words what others can read all the same; `null` where that is nothing.
 */
export function narrow(path: string): string | null {
  const user = process.geteuid?.();
  if (user === undefined) return null;
  const files = ['', ...besides, '-delivery', '-delivery-journal'].map((ending) => `${path}${ending}`);
  const own = isOwnFolder(lstatSync(dirname(path)), user);
  for (const file of files) {
    if (!own || !isWide(lookAt(file)) || lookAt(file)?.uid !== user) continue;
    try {
      chmodSync(file, 0o600);
    } catch {
      // a file system without rights: what remains is said
    }
  }
  const wide = files.filter((file) => isWide(lookAt(file)));
  const [first] = wide;
  const found = first === undefined ? null : lookAt(first);
  if (first === undefined || found === null) return null;
  const mode = (found.mode & 0o777).toString(8);
  return `Other users of this machine can read ${first} (mode ${mode}). Run chmod 600 ${wide.join(' ')} as its owner, user ${found.uid}.`;
}

const isWide = (found: Stats | null): boolean => found !== null && found.isFile() && (found.mode & 0o077) !== 0;

const isOwnFolder = ({ uid, mode }: Stats, user: number): boolean =>
  (uid === user || uid === 0) && ((mode & 0o022) === 0 || (mode & 0o1000) !== 0);

function refuseForeign(path: string): void {
  const found = lookAt(path);
  const user = process.geteuid?.();
  if (found === null || user === undefined) return;
  if (found.isSymbolicLink() && found.uid !== user && found.uid !== 0) {
    throw new ForeignFileError(
      `${path} is a symbolic link of user ${found.uid}, and this process runs as user ${user}`,
      `Delete the link, or ${asOwner(found.uid)}`,
    );
  }
  if (found.isSymbolicLink()) return refuseDangling(path);
  if (!found.isFile()) throw new Error(`${path} is no regular file. Move it away, or name another path`);
  const folder = lstatSync(dirname(path));
  if (user === 0 && folder.uid !== 0 && found.uid !== folder.uid && found.nlink > 1) {
    throw new ForeignFileError(
      `${path} is a hard link to a file of user ${found.uid}, in a folder of user ${folder.uid}`,
      'Delete the link',
    );
  }
}

/** SQLite would make what such a link leads to, which nobody meant. */
function refuseDangling(path: string): void {
  try {
    statSync(path);
  } catch (error) {
    const why = codeIn(error) === 'ENOENT' ? 'is not there' : `cannot be reached (${reasonOf(error)})`;
    throw new Error(`${path} is a symbolic link to ${readlinkSync(path)}, which ${why}: delete the link`, {
      cause: error,
    });
  }
}

/** Makes a folder with those above it, each for the owner of the one above. */
function makeFolder(path: string): void {
  if (process.geteuid?.() !== 0) return void mkdirSync(path, { recursive: true, mode: 0o700 });
  if (lookAt(path) !== null) return;
  makeFolder(dirname(path));
  within(dirname(path), (way, above) => {
    const made = join(way, basename(path));
    try {
      mkdirSync(made, 0o700);
    } catch (error) {
      if (codeIn(error) === 'EEXIST') return;
      throw error;
    }
    const fd = openSync(made, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW);
    // Another folder of root's may be in its place by now: that one is not to be given away.
    const isEmpty = readdirSync(wayThrough(fd) ?? made).length === 0;
    giveTo(isEmpty ? above : rootOwner, fd);
  });
}

interface Owner {
  readonly uid: number;
  readonly gid: number;
}

const rootOwner: Owner = { uid: 0, gid: 0 };

/** By its descriptor, which it closes: a path may lead to another file by now. */
function giveTo({ uid, gid }: Owner, fd: number): void {
  try {
    if (process.geteuid?.() === 0 && uid !== 0) fchownSync(fd, uid, gid);
  } finally {
    closeSync(fd);
  }
}

/**
 * Does something in a folder, which is reached by `way`. Root holds it meanwhile, so that nobody leads it into another one.
 */
function within(folder: string, act: (way: string, owner: Owner) => void): void {
  if (process.geteuid?.() !== 0) return act(folder, rootOwner);
  const fd = openSync(folder, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW);
  try {
    const way = wayThrough(fd);
    if ((way === null ? realpathSync(folder) : readlinkSync(way)) !== folder) {
      throw new ForeignFileError(`${folder} was replaced by a link while it was in use`, 'Look who did so');
    }
    act(way ?? folder, fstatSync(fd));
  } finally {
    closeSync(fd);
  }
}

/** A path by which Linux reaches what a descriptor is of; `null` elsewhere. */
function wayThrough(fd: number): string | null {
  const way = `/proc/self/fd/${fd}`;
  return process.platform === 'linux' && lookAt(way) !== null ? way : null;
}

/** What is at a path itself; `null` where nothing is. */
function lookAt(path: string): Stats | null {
  try {
    return lstatSync(path);
  } catch (error) {
    if (codeIn(error) === 'ENOENT') return null;
    throw error;
  }
}
