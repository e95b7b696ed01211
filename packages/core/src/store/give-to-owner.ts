import { stat, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Whose a file is. */
export interface FileOwner {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Gives what root has made to another user, so that the host can still use it: by its descriptor, since its path may lead to
 * another file by now. Does nothing for other users than root. `owner`: of what it replaces, or of the directory that it is in.
 */
export async function giveToOwner(file: FileHandle, { uid, gid }: FileOwner): Promise<void> {
  if (process.geteuid?.() === 0 && uid !== 0) await file.chown(uid, gid);
}

/** Whose the directory of a file is. */
export const ownerAbove = (path: string): Promise<FileOwner> => stat(dirname(path));
