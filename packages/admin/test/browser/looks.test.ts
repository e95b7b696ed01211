import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { site, type Site } from '../site.ts';
import { openTab, startBrowser, violationsOf } from './browser.ts';

let browser: Browser;
let one: Site;
const paths = [
  '',
  '/view',
  '/view?state=accepted',
  '/view/1',
  '/view/3',
  '/confirm/delete-all',
  '/confirm/off',
  '/none',
];

beforeAll(async () => {
  [browser, one] = await Promise.all([startBrowser(), site()]);
  for (let litres = 0; litres < 40; litres += 1)
    one.telemetry.record('boiled', { litres: litres % 7 === 2 ? -1 : litres });
  one.telemetry.record('remarked', { text: 'x'.repeat(20_000) });
  await one.telemetry.submit();
  one.receiver.answer.status = 503;
  one.telemetry.record('boiled', { litres: 1 });
  await one.telemetry.submit();
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await one?.[Symbol.asyncDispose]();
});

describe.each([360, 1280])('at %d px', (width) => {
  describe.each(['light', 'dark'] as const)('%s', (colorScheme) => {
    test('every page can be read by everyone, fits, and runs without a complaint of the browser', async () => {
      const tab = await openTab(browser, { colorScheme, viewport: { width, height: 800 } });
      onTestFinished(() => tab[Symbol.asyncDispose]());
      const { page } = tab;
      for (const path of paths) {
        await page.goto(one.url + path);
        expect([path, await violationsOf(page)]).toEqual([path, []]);
        expect([path, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([path, width]);
      }
      expect(tab.complaints.filter((text) => !text.includes('404'))).toEqual([]);
      expect(tab.requests.every((address) => address.startsWith(one.url))).toBe(true);
    });

    test('what came of a button can be read by everyone, and is read first', async () => {
      const tab = await openTab(browser, { colorScheme, viewport: { width, height: 800 } });
      onTestFinished(() => tab[Symbol.asyncDispose]());
      const { page } = tab;
      await page.goto(one.url);
      await page.getByRole('button', { name: 'Submit now' }).click();
      const told = page.getByRole('alert');
      await told.waitFor();
      expect(await told.textContent()).toMatch(
        /1 still waits for kettles: 127\.0\.0\.1:\d+ answered 503\. It is kept and tried again\./u,
      );
      expect(await page.evaluate('document.activeElement.getAttribute("role")')).toBe('alert');
      expect(await violationsOf(page)).toEqual([]);
      await page.reload();
      expect(await page.getByRole('alert').count()).toBe(0);
    });
  });
});

test('without scripts every page says all that it says with them', async () => {
  const tab = await openTab(browser, { javaScriptEnabled: false });
  onTestFinished(() => tab[Symbol.asyncDispose]());
  const { page } = tab;
  await page.goto(one.url);
  expect(await page.locator('.plot').isVisible()).toBe(false);
  await page.getByText('The numbers as a table').click();
  expect(await page.getByRole('row', { name: /boiled/u }).count()).toBe(1);
  await page.getByRole('link', { name: 'Records', exact: true }).first().click();
  await page.getByRole('combobox', { name: 'State' }).selectOption('quarantined');
  await page.getByRole('button', { name: 'Find' }).click();
  expect(new URL(page.url()).searchParams.get('state')).toBe('quarantined');
});

test('the plot draws the numbers of the table, and follows the width and the shade of the page', async () => {
  const tab = await openTab(browser, { viewport: { width: 1280, height: 800 }, colorScheme: 'light' });
  onTestFinished(() => tab[Symbol.asyncDispose]());
  const { page } = tab;
  await page.goto(one.url);
  const plot = page.getByRole('img', { name: /A plot of the events of the last 30 days/u });
  await plot.waitFor();
  const { records, quarantined } = await one.telemetry.status();
  const numbers = await plot.locator('.u-value').allTextContents();
  expect(numbers.slice(1).reduce((sum, text) => sum + Number(text), 0)).toBe(records + quarantined);
  const pixels = `(() => { const canvas = document.querySelector('.plot canvas'); const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height); let ink = 0; for (let at = 3; at < data.length; at += 4) if (data[at] > 200) ink += 1; return ink; })()`;
  expect(await page.evaluate(pixels)).toBeGreaterThan(200);
  const wide = await plot.locator('canvas').boundingBox();
  await page.setViewportSize({ width: 500, height: 800 });
  await expect.poll(async () => (await plot.locator('canvas').boundingBox())?.width).toBeLessThan(wide?.width ?? 0);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(() => page.evaluate(pixels)).toBeGreaterThan(200);
  expect(tab.complaints.filter((text) => !text.startsWith('Canvas2D'))).toEqual([]);
});
