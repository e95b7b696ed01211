import { constants } from 'node:fs';
import { open, writeFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { followLinks, holdDirectory, reasonOf, whoMayChange } from '@plainsight/core';
import { CliError } from './cli-error.ts';

/** Writes a file that an operator names, over what it held. Rejects with a `CliError`. */
export const writeText = async (path: string, text: string): Promise<void> => {
  await write(resolve(path), text).catch((error: unknown) => {
    throw new CliError(1, `Failed to write ${path}: ${reasonOf(error)}`);
  });
};

const write = async (path: string, text: string): Promise<void> => {
  const real = await followLinks(path);
  if (process.geteuid?.() !== 0 || (await whoMayChange(path)) === null) return writeFile(path, text);
  const directory = await holdDirectory(dirname(real), { make: false });
  try {
    await overwrite(directory.at(basename(real)), text);
  } finally {
    await directory.close();
  }
};

/** Nothing of a file is lost before it is known which it is: another user may have put one of root's in its place. */
const overwrite = async (path: string, text: string): Promise<void> => {
  const { O_WRONLY, O_CREAT, O_NOFOLLOW, O_NONBLOCK } = constants;
  const file = await open(path, O_WRONLY | O_CREAT | O_NOFOLLOW | O_NONBLOCK, 0o644);
  try {
    const found = await file.stat();
    if (!found.isFile() || found.nlink > 1) throw new Error('it is no regular file, or has other names as well');
    await file.truncate();
    await file.writeFile(text);
  } finally {
    await file.close();
  }
};
