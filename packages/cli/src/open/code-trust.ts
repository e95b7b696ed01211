import { stat } from 'node:fs/promises';
import { delimiter, dirname, resolve, sep } from 'node:path';
import type { Trusted } from '@plainsight/core';

/** Names folders whose modules may run, whoever may change them. */
export const trustVariable = 'PLAINSIGHT_TRUST_FOLDER';

/** Who may have a hand in the code that this process runs. */
export interface CodeTrust extends Trusted {
  /** Who this process is, for messages: `root`, `user 1000`. */
  readonly self: string;
  /** The same for chown: `root`, `1000`. */
  readonly user: string;
  /** Whether the module that is named itself may run whoever may change it: its very folder is trusted. */
  readonly trustsEntry: boolean;
  /** Whether a path is in a folder that is trusted, or below one. */
  trusts(path: string): boolean;
}

/**
 * Root, this user, and whoever owns the root of the file system: where a container maps users, root has another id. A user who is not
 * root trusts its own group too, which is often a group of one. The owner of the named module's folder, if that is trusted.
 */
export const codeTrust = async (entry: string, user: number, env: NodeJS.ProcessEnv): Promise<CodeTrust> => {
  const folder = dirname(entry);
  const folders = named(env[trustVariable]);
  const trustsEntry = folders.includes(folder);
  const owners = [...(user === 0 ? [] : ['/']), ...(trustsEntry ? [folder] : [])];
  const found = await Promise.all(owners.map((path) => stat(path)));
  const group = user === 0 ? undefined : process.getegid?.();
  return {
    self: user === 0 ? 'root' : `user ${user}`,
    user: user === 0 ? 'root' : String(user),
    users: new Set([0, user, ...found.map(({ uid }) => uid)]),
    groups: new Set(group === undefined ? [] : [group]),
    trustsEntry,
    trusts: (path) => folders.some((one) => isWithin(one, path)),
  };
};

/** Whether a path is a folder or in it. */
export const isWithin = (folder: string, path: string): boolean => path === folder || path.startsWith(folder + sep);

const named = (folders = ''): readonly string[] =>
  folders
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => resolve(folder));
