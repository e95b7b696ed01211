import { execFileSync } from 'node:child_process';
import { mkdir, readdir, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { fileDecisions } from '../../src/store/file-decisions.ts';
import { manualClock } from '../../src/testing/index.ts';
import { temporaryDirectory } from './temporary-directory.ts';

/** Every POSIX has it. */
const pipeMaker = 'mkfifo';

/** Listens at a path, so that a socket is there. */
const listenAt = async (path: string): Promise<void> => {
  const server = createServer();
  onTestFinished(() => void server.close());
  await new Promise<void>((done) => server.listen(path, done));
};

/** What may stand where a lock file is expected, and has never an end, no owner, or nothing behind it. */
const others: readonly (readonly [what: string, make: (path: string) => Promise<unknown>, said: string])[] = [
  ['a pipe', async (path) => execFileSync(pipeMaker, [path]), 'is no regular file'],
  ['a socket', listenAt, 'is no regular file'],
  ['a directory', (path) => mkdir(path), 'is a directory'],
  ['a dangling link', (path) => symlink('nowhere', path), 'is a symbolic link'],
  ['a link to itself', (path) => symlink(basename(path), path), 'is a symbolic link'],
  ['a link to a device without end', (path) => symlink('/dev/zero', path), 'is a symbolic link'],
  ['a link to a terminal', (path) => symlink('/dev/tty', path), 'is a symbolic link'],
  ['a huge file', async (path) => writeFile(path, '').then(() => truncate(path, 1024 ** 3)), 'is a file of 1073741824'],
  ['a file that is larger than a lock', (path) => writeFile(path, 'x'.repeat(4097)), 'is a file of 4097'],
];

describe.skipIf(process.platform === 'win32')('a change of decisions', () => {
  it.each(others)('is refused at once where %s stands in the place of the lock file', async (_what, make, said) => {
    const path = join(await temporaryDirectory(), 'decisions.json');
    await make(`${path}.lock`);
    // On this clock no time passes: whoever waits, waits for ever.
    const decisions = fileDecisions({ path, clock: manualClock(0) });
    const change = decisions.update((decided) => ({ ...decided, acceptedVersion: 1 }));
    await expect(change).rejects.toThrow(`${path}.lock ${said}`);
    await expect(change).rejects.toThrow('delete it if nothing else needs it');
    expect(await readdir(dirname(path))).toEqual(['decisions.json.lock']);
    await rm(`${path}.lock`, { recursive: true });
    expect(await decisions.update((decided) => ({ ...decided, acceptedVersion: 1 }))).toEqual({ acceptedVersion: 1 });
  });
});
