import { startBrowser } from '@plainsight/example-stand-in/testing/start-browser';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { hostFor, password, type Host } from './host.ts';
import { loopbackReceiver, type LoopbackReceiver } from './loopback-receiver.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
}, 60_000);
afterAll(() => browser?.close());

async function setUp(): Promise<{ server: LoopbackReceiver; host: Host; url: string }> {
  const server = await loopbackReceiver();
  const host = await hostFor(server.url);
  const serving = await host.serve();
  onTestFinished(async () => {
    await serving[Symbol.asyncDispose]();
    await host[Symbol.asyncDispose]();
    await server[Symbol.asyncDispose]();
  });
  await host.run('firefly-iii:upgrade-database');
  return { server, host, url: serving.url };
}

const basic = (name: string, word: string): string => `Basic ${Buffer.from(`${name}:${word}`).toString('base64')}`;

describe("Firefly III's telemetry page", { timeout: 60_000 }, () => {
  test('is for its administrator alone', async () => {
    const { server, url } = await setUp();
    for (const path of ['/admin/telemetry', '/admin/telemetry/view']) {
      expect((await fetch(url + path)).status).toBe(401);
      for (const given of [basic('admin', ''), basic('admin', 'wrong'), basic('user', password), 'Basic', 'Bearer x']) {
        expect((await fetch(url + path, { headers: { Authorization: given } })).status).toBe(401);
      }
      expect((await fetch(url + path, { headers: { Authorization: basic('admin', password) } })).status).toBe(200);
    }
    expect((await fetch(`${url}/`)).status).toBe(404);
    expect(server.sockets).toBe(0);
  });

  test('shows what was recorded, submits it, shows its receipt and deletes it', async () => {
    const { server, host, url } = await setUp();
    const context = await browser.newContext({ httpCredentials: { username: 'admin', password } });
    onTestFinished(() => context.close());
    const page = await context.newPage();
    await page.goto(`${url}/admin/telemetry`);
    await page.getByText('Because SEND_TELEMETRY is true.', { exact: true }).waitFor();
    await page.goto(`${url}/admin/telemetry/view`);
    await page.getByRole('link', { name: 'system.command.executed' }).waitFor();
    expect(await page.locator('tbody tr').count()).toBe(2);
    expect(server.sockets).toBe(0);

    await page.getByRole('link', { name: 'Overview' }).click();
    await page.getByRole('button', { name: 'Submit now' }).click();
    expect(await page.getByRole('status').textContent()).toContain('firefly-iii: 2 events accepted.');
    expect(server.rows.map(({ key }) => key)).toContain('system.command.executed');
    await page.goto(`${url}/admin/telemetry/view?state=accepted&name=system.command.executed`);
    await page.getByRole('link', { name: 'system.command.executed' }).click();
    await page.getByText(server.received[0]?.uuid ?? 'none').waitFor();

    await page.getByRole('link', { name: 'Overview' }).click();
    await page.getByRole('link', { name: 'Delete all' }).click();
    await page.getByRole('button', { name: 'Delete all' }).click();
    expect(await page.getByRole('status').textContent()).toContain('james@firefly-iii.org');
    expect(await host.records()).toEqual([]);
  });
});
