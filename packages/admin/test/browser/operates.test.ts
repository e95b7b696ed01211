import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { site, type Site } from '../site.ts';
import { openTab, startBrowser } from './browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
}, 60_000);
afterAll(() => browser?.close());

/** A site with so many events that wait, and a tab that shows its overview. */
async function setUp(count = 0): Promise<{ one: Site; page: Page; complaints: readonly string[] }> {
  const one = await site();
  const tab = await openTab(browser);
  onTestFinished(async () => {
    await tab[Symbol.asyncDispose]();
    await one[Symbol.asyncDispose]();
  });
  for (let litres = 1; litres <= count; litres += 1) one.telemetry.record('boiled', { litres });
  await one.telemetry.flush({ to: 'store' });
  await tab.page.goto(one.url);
  return { one, page: tab.page, complaints: tab.complaints };
}

/** Tabs on until something of that name has the focus, and presses Enter. */
async function pressByKeyboard(page: Page, name: string): Promise<void> {
  for (let steps = 0; steps < 80; steps += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(
      '[document.activeElement.textContent.trim(), getComputedStyle(document.activeElement).outlineStyle]',
    );
    if (!Array.isArray(focused) || focused[0] !== name) continue;
    expect(focused[1], `the focus on ${name} is seen`).not.toBe('none');
    return page.keyboard.press('Enter');
  }
  throw new Error(`${name} was not reached by keyboard`);
}

describe('an operator', () => {
  test('sees that it is on and why, finds a record, reads its JSON, and the receiver gets just those bytes', async () => {
    const { one, page, complaints } = await setUp(3);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Telemetry is on');
    expect(await page.getByText('Because telemetry is true.').isVisible()).toBe(true);
    await page.getByRole('link', { name: 'Records', exact: true }).first().click();
    await page.getByRole('combobox', { name: 'State' }).selectOption('waiting');
    await page.getByRole('combobox', { name: 'Event' }).selectOption('boiled');
    await page.getByRole('combobox', { name: 'Order' }).selectOption('oldest first');
    await page.getByRole('button', { name: 'Find' }).click();
    expect(await page.locator('tbody tr').count()).toBe(3);
    await page.getByRole('link', { name: 'boiled' }).first().click();
    const shown = await page.getByRole('region', { name: 'Exact JSON of the telemetry event' }).textContent();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download it' }).click(),
    ]);
    const parts: Buffer[] = [];
    for await (const part of await download.createReadStream()) parts.push(Buffer.from(part));
    expect(one.receiver.received).toEqual([]);

    await page.getByRole('link', { name: 'Overview' }).click();
    await page.getByRole('button', { name: 'Submit now' }).click();
    await page.getByRole('status').waitFor();
    expect(await page.getByRole('status').textContent()).toContain('kettles: 3 events accepted.');
    expect(one.receiver.received).toHaveLength(3);
    expect(one.receiver.received).toContain(shown);
    expect(Buffer.concat(parts).toString('utf8')).toBe(shown);
    expect(complaints).toEqual([]);
  });

  test('deletes what was submitted, and what waits stays', async () => {
    const { one, page } = await setUp(2);
    await one.telemetry.submit();
    one.telemetry.record('boiled', { litres: 9 });
    await one.telemetry.flush({ to: 'store' });
    await page.reload();
    await page.getByRole('link', { name: 'Delete what was submitted' }).click();
    expect((await one.telemetry.status()).records).toBe(3);
    await page.getByRole('button', { name: 'Delete what was submitted' }).click();
    expect(await page.getByRole('status').textContent()).toMatch(
      /2 records were deleted here\.\s*To have what was delivered deleted as well, write to privacy@kettle\.example and name the id/u,
    );
    const { entries } = await one.telemetry.records();
    expect(entries.map((entry) => entry.kind === 'record' && entry.event.properties['litres'])).toEqual([9]);
  });

  test('thinks again, and nothing is deleted', async () => {
    const { one, page } = await setUp(2);
    await page.getByRole('link', { name: 'Delete all' }).click();
    await page.getByRole('link', { name: 'Cancel' }).click();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Telemetry is on');
    expect((await one.telemetry.status()).records).toBe(2);
  });

  test('deletes all, turns it off and on again by keyboard alone, and nothing is stored or sent while it is off', async () => {
    const { one, page } = await setUp(2);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    await pressByKeyboard(page, 'Delete all');
    await page.getByRole('heading', { name: 'Delete all?' }).waitFor();
    await pressByKeyboard(page, 'Delete all');
    await page.getByRole('status').waitFor();
    expect((await one.telemetry.records()).entries).toEqual([]);

    one.telemetry.record('boiled', { litres: 5 });
    await one.telemetry.flush({ to: 'store' });
    await pressByKeyboard(page, 'Turn off');
    await page.getByRole('heading', { name: 'Turn telemetry off?' }).waitFor();
    await pressByKeyboard(page, 'Turn off');
    await page.getByRole('heading', { name: 'Telemetry is off' }).waitFor();
    expect(await page.getByText("Because the operator's decision is off.", { exact: true }).isVisible()).toBe(true);
    one.telemetry.record('boiled', { litres: 6 });
    await one.telemetry.flush();
    await one.telemetry.submit();
    expect((await one.telemetry.records()).entries).toEqual([]);
    expect(one.receiver.sockets).toBe(0);

    await pressByKeyboard(page, 'Turn on');
    await page.getByRole('heading', { name: 'Telemetry is on' }).waitFor();
    one.telemetry.record('boiled', { litres: 7 });
    await one.telemetry.submit();
    expect(one.receiver.received.map((json): unknown => JSON.parse(json))).toEqual([
      expect.objectContaining({ name: 'boiled', properties: expect.objectContaining({ litres: 7 }) }),
    ]);
  });
});
