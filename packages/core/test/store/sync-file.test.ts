import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { start } from './fixtures/start.ts';
import { temporaryDirectory } from './temporary-directory.ts';

/** What a process with another file system decides twice, as it is read again, and the files that are then there. */
async function decidedWith(...kind: readonly string[]): Promise<{ said: string; files: readonly string[] }> {
  const folder = await temporaryDirectory();
  const { ended, lines } = start('other-fs.ts', join(folder, 'telemetry.json'), ...kind);
  expect(await ended).toBe(0);
  return { said: lines.join('\n'), files: await readdir(folder) };
}

const kept = {
  said: JSON.stringify({ installationId: 'a'.repeat(64), acceptedVersion: 2 }),
  files: ['telemetry.json'],
};

describe('a file of decisions', () => {
  it("is kept under the file system of Yarn Plug'n'Play", async () => {
    expect(await decidedWith('yarn-pnp')).toEqual(kept);
  });

  it.each(['fsync', 'sync', 'datasync', 'sync,datasync', 'fsync,sync', 'fsync,sync,datasync'])(
    'is kept where the runtime does not implement %s',
    async (missing) => {
      expect(await decidedWith(missing)).toEqual(kept);
    },
  );

  it.each(['EINVAL', 'ENOTSUP', 'ENOSYS', 'EPERM'])(
    'is kept on a file system that refuses to sync with %s',
    async (code) => {
      expect(await decidedWith('fsync,sync,datasync', code)).toEqual(kept);
    },
  );

  it.each(['EIO', 'ENOSPC', 'EDQUOT'])('is left as it was where the disk could not take it: %s', async (code) => {
    const { said, files } = await decidedWith('fsync,sync,datasync', code);
    expect(said).toContain(code);
    expect(files).toEqual([]);
  });
});
