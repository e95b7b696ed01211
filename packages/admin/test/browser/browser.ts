import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import chromium from '@sparticuz/chromium';
import axe from 'axe-core';
import { chromium as browsers, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';

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

/** A tab of its own, with what went wrong in it: errors of scripts, and what the browser refused to load. */
export interface Tab extends AsyncDisposable {
  readonly page: Page;
  readonly complaints: readonly string[];
  /** Addresses that it asked for. */
  readonly requests: readonly string[];
}

export async function openTab(browser: Browser, options: BrowserContextOptions = {}): Promise<Tab> {
  const context = await browser.newContext({ locale: 'en-GB', ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('request', (request) => requests.push(request.url()));
  return { page, complaints, requests, [Symbol.asyncDispose]: () => context.close() };
}

/** What axe finds wrong with a page, for people who do not see it, or not well: rule and place. */
export async function violationsOf(page: Page): Promise<readonly string[]> {
  // The page's own policy lets nothing in: the debugger does.
  await page.evaluate(axe.source);
  const found: unknown = await page.evaluate(
    'axe.run({ resultTypes: ["violations"] }).then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary}`)))',
  );
  return Array.isArray(found) ? found.map(String) : ['axe did not run'];
}
