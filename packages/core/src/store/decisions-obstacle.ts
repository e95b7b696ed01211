import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { codeIn, reasonOf } from '../errors.ts';
import { followLinks } from './follow-links.ts';
import type { StoreObstacle } from './store.ts';

/**
 * What keeps this user from changing a file of decisions, whether it is there or is to be made. A file is changed by making
 * another in its folder. Makes nothing. Never rejects.
 */
export async function obstacleToDecisions(path: string): Promise<StoreObstacle | null> {
  try {
    const real = await followLinks(path);
    return (await ofAnother(real)) ?? (await inFolder(dirname(real)));
  } catch (error) {
    return { seen: `${path} cannot be looked at: ${reasonOf(error)}`, todo: 'See that this user may reach it.' };
  }
}

/** What another user put in its place would be that user's, who alone could read it. Root gives it back. */
async function ofAnother(path: string): Promise<StoreObstacle | null> {
  const [user, found] = [process.geteuid?.() ?? 0, await statOf(path)];
  if (found === null || user === 0 || found.uid === user) return null;
  return {
    seen: `${path} belongs to user ${found.uid}, and this is user ${user}, so nothing can be decided here`,
    todo: wayOut(path),
  };
}

/** The nearest folder that is there decides: those below it are made with the file. */
async function inFolder(folder: string): Promise<StoreObstacle | null> {
  const found = await statOf(folder);
  if (found === null) return inFolder(dirname(folder));
  if (!found.isDirectory()) {
    return { seen: `${folder} is no directory, so nothing can be decided here`, todo: elsewhere };
  }
  const error: unknown = await access(folder, constants.W_OK | constants.X_OK).then(
    () => null,
    (refused: unknown) => refused,
  );
  if (error === null) return null;
  const isReadOnly = codeIn(error) === 'EROFS';
  const what = isReadOnly
    ? `${folder} is on a disk that is read-only`
    : `this user may not make files in ${folder} (${reasonOf(error)})`;
  return { seen: `${what}, so nothing can be decided here`, todo: isReadOnly ? elsewhere : wayOut(folder) };
}

const elsewhere = 'Name another path for the decisions.';

const wayOut = (path: string): string =>
  `Run this as the user that runs the application (sudo -u USER …), or give it to this one: chown USER ${path}.`;

/** `null` where nothing is there. */
const statOf = (path: string) =>
  stat(path).catch((error: unknown) => {
    if (codeIn(error) === 'ENOENT' || codeIn(error) === 'ENOTDIR') return null;
    throw error;
  });
