import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import chromium from '@sparticuz/chromium';
import { chromium as browsers, type Browser } from 'playwright-core';

/**
 * Starts Chromium without a window: the one that `CHROMIUM_PATH` names, or the one that comes as a package, which runs on Linux. It
 * has all that protects people on, and asks nothing of the network but what a test has it do.
 */
export const startBrowser = async (): Promise<Browser> =>
  browsers.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? (await unpacked()),
    args: ['--no-sandbox', '--disable-background-networking'],
  });

/** Unpacked under a name of its own, and then moved: several tests may begin at once. Gives its path. */
async function unpacked(): Promise<string> {
  const version = createHash('sha256')
    .update(import.meta.resolve('@sparticuz/chromium'))
    .digest('hex')
    .slice(0, 12);
  const place = join(tmpdir(), `plainsight-chromium-${version}`);
  if (existsSync(place)) return join(place, 'chromium');
  const own = await mkdtemp(`${place}-`);
  const { TMPDIR } = process.env;
  process.env['TMPDIR'] = own;
  try {
    await chromium.executablePath();
  } finally {
    if (TMPDIR === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = TMPDIR;
  }
  await rename(own, place).catch(() => rm(own, { recursive: true }));
  return join(place, 'chromium');
}
