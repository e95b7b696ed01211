import { realpath } from 'node:fs/promises';
import { delimiter, dirname, resolve } from 'node:path';
import { asOwner, whoMayChange } from '@plainsight/core';

/** Names folders whose modules root may run, whoever may change them. */
const trustVariable = 'PLAINSIGHT_TRUST_FOLDER';

/**
 * The path that a module is to be loaded from, without links. Rejects, with the way out, where this is root and another user may
 * change the module, or what leads to it: they would choose what root runs. What the module imports is not looked at.
 */
export const refuseForeignCode = async (path: string, env = process.env): Promise<string> => {
  if (process.geteuid?.() !== 0) return resolve(path);
  const [real, changeable] = [await realpath(path), await whoMayChange(path)];
  const folder = dirname(real);
  if (changeable === null || trusted(env[trustVariable]).includes(folder)) return real;
  const { uid, mode } = changeable.stats;
  const who = uid === 0 ? `others than root (mode ${(mode & 0o7777).toString(8)})` : `user ${uid}`;
  const wayOut = uid === 0 ? `run chmod go-w ${changeable.path}` : asOwner(uid);
  throw new Error(
    `this is root, and ${who} may change ${changeable.path}, and so what would run. ` +
      `${wayOut.slice(0, 1).toUpperCase()}${wayOut.slice(1)}, or set ${trustVariable}=${folder} where you trust it.`,
  );
};

const trusted = (folders = ''): readonly string[] =>
  folders
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => resolve(folder));
