import { constants } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Clock } from '../surroundings/clock.ts';
import { giveToOwner, type FileOwner } from './give-to-owner.ts';
import { syncFile } from './sync-file.ts';
import { withWindowsPatience } from './windows-patience.ts';

/** What {@link replaceFile} needs. */
export interface ReplaceOptions {
  /** A name beside the file that nobody else uses. */
  readonly scratch: string;
  /** Asked at the last moment. The file is left alone where it says false. */
  readonly mayReplace: () => Promise<boolean>;
  /** Whose the file is to be where root writes it. */
  readonly owner: FileOwner;
  readonly clock: Clock;
}

/**
 * Writes a file so that whoever reads it, even after a power cut, finds the old text or the new one, and nothing between.
 * Readable by its owner only. True when it was replaced.
 */
export async function replaceFile(
  path: string,
  text: string,
  { scratch, mayReplace, owner, clock }: ReplaceOptions,
): Promise<boolean> {
  try {
    await writeNew(scratch, text, owner);
    if (!(await mayReplace())) return false;
    await withWindowsPatience(clock, () => rename(scratch, path));
  } finally {
    await rm(scratch, { force: true });
  }
  await syncDirectory(dirname(path));
  return true;
}

async function writeNew(path: string, text: string, owner: FileOwner): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await giveToOwner(file, owner);
    await syncFile(file);
  } finally {
    await file.close();
  }
}

/** Not every system can: Windows has no such call, and some file systems refuse it. The rename stands all the same. */
async function syncDirectory(path: string): Promise<void> {
  try {
    const directory = await open(path, constants.O_RDONLY);
    try {
      await syncFile(directory);
    } finally {
      await directory.close();
    }
  } catch {
    // the file is whole either way
  }
}
