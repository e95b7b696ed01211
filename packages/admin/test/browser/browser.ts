import chromium from '@sparticuz/chromium';
import axe from 'axe-core';
import { chromium as browsers, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';

/** Starts Chromium without a window. It asks nothing of the network but what a test has it do. */
export const startBrowser = async (): Promise<Browser> =>
  browsers.launch({
    executablePath: await chromium.executablePath(),
    // In a single process, a tab that is closed would take the browser with it.
    args: [...chromium.args.filter((arg) => arg !== '--single-process'), '--disable-background-networking'],
  });

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
