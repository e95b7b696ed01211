import type { FileHandle } from 'node:fs/promises';
import { codeIn } from '../errors.ts';

/** By descriptor first: Yarn Plug'n'Play gives files of its own, which have no `sync`. */
const ways: readonly ((file: FileHandle) => Promise<void>)[] = [
  ({ fd }) =>
    new Promise((resolve, reject) => {
      // Not imported: telemetry that is off would pay for all of node:fs.
      process.getBuiltinModule('node:fs').fsync(fd, (error) => (error instanceof Error ? reject(error) : resolve()));
    }),
  async (file) => file.sync(),
  async (file) => file.datasync(),
];

/** The disk itself says that it has not got what was written. */
const lost = new Set(['EIO', 'ENOSPC', 'EDQUOT']);

/**
 * Waits until what was written to an open file is on the disk, in the first way that the runtime and the file system offer;
 * where they offer none, it resolves all the same. Rejects where the disk could not take what was written.
 */
export async function syncFile(file: FileHandle): Promise<void> {
  for (const way of ways) {
    try {
      return await way(file);
    } catch (error) {
      if (lost.has(codeIn(error) ?? '')) throw error;
    }
  }
}
