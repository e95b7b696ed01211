import { healthy, memoryStore, type NewRecord } from '@plainsight/core';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { site } from '../site.ts';
import { openTab, startBrowser, violationsOf } from './browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
}, 60_000);
afterAll(() => browser?.close());

const script = '"><script>window.hurt = 1</script><img src=x onerror="window.hurt=2">';
const values = {
  script,
  [script]: 'as a name',
  handler: `' onfocus='window.hurt=3' autofocus='`,
  url: 'javascript:window.hurt=4',
  template: '${window.hurt=5} {{7*7}} </code></pre></table>',
  bidi: 'abc\u202Efdp.exe\u2066\u200F',
  nul: 'a\u0000b\u001B[31mred\u0007',
  separators: 'one\u2028two\u2029three\r\nfour',
  lone: '\uD800 and \uDC00',
  tags: '\u{E0041}\u{E0042}',
  long: 'x'.repeat(65_536),
};

const record = (number: number, name: string, properties: NewRecord['event']['properties']): NewRecord => {
  const event = {
    uuid: `01900000-0000-7000-8000-${String(number).padStart(12, '0')}`,
    name,
    timestamp: new Date().toISOString(),
    distinctId: script,
    properties,
  };
  const json = JSON.stringify(event);
  const receipt = { planVersion: 1, planHash: script, allowedBy: `\u202E${script}` };
  return { event, json, bytes: Buffer.byteLength(json), receipt };
};

test('hostile values are text, whole and seen, on every page', async () => {
  const store = memoryStore();
  const one = await site({ store });
  const tab = await openTab(browser, { viewport: { width: 360, height: 800 } });
  onTestFinished(async () => {
    await tab[Symbol.asyncDispose]();
    await one[Symbol.asyncDispose]();
  });
  const records = [record(1, script, values), record(2, `\u202E${'y'.repeat(70_000)}\u0000`, {})];
  await store.commit(-1, ({ state }) => ({
    facts: [],
    state: state ?? { fold: 1, instances: {}, slots: {}, counts: {}, once: {}, recurring: {} },
    records,
    quarantined: [
      {
        uuid: '01900000-0000-7000-8000-000000000009',
        name: script,
        timestamp: script,
        fields: [script],
        reasons: [`\u202E${script}`],
      },
    ],
    dropped: 0,
  }));
  const waiting = await store.waiting('kettles', { events: 9, bytes: 10_000_000 });
  await store.settle(
    'kettles',
    waiting.map(({ position }) => ({ position, status: 'rejected', why: `${script}\u202E` })),
    { ...healthy, state: 'failing', failingSince: 0, lastAnswer: `HTTP 500 ${script}\u0000`, lastAnswerAt: 1e15 },
  );
  const { entries } = await one.telemetry.records();
  const paths = [
    '',
    '/view',
    `/view?name=${encodeURIComponent(script)}`,
    ...entries.map(({ position }) => `/view/${position}`),
  ];
  for (const path of paths) {
    const answer = await tab.page.goto(one.url + path);
    expect([path, answer?.status()]).toEqual([path, 200]);
    const source = (await answer?.text()) ?? '';
    expect(source.slice(source.indexOf('<main'))).not.toMatch(
      /<script|<img|[\u0000-\u0008\u000B-\u001F\u202A-\u202E\u2066-\u2069\u200F]/u,
    );
    expect(await tab.page.evaluate('window.hurt')).toBeUndefined();
    expect([path, await violationsOf(tab.page)]).toEqual([path, []]);
    expect(await tab.page.evaluate('document.documentElement.scrollWidth')).toBe(360);
  }
  const position = entries.find((entry) => entry.kind === 'record' && entry.event.name === script)?.position;
  await tab.page.goto(`${one.url}/view/${position}`);
  const text = ((await tab.page.locator('main').textContent()) ?? '').replaceAll(/\s+/gu, ' ');
  expect(text).toContain(script);
  expect(text).toContain(String.raw`abc\u202efdp.exe\u2066\u200f`);
  expect(text).toContain(String.raw`a\u0000b\u001b[31mred\u0007`);
  expect(text).toContain(String.raw`\ud800 and \udc00`);
  expect(text).toContain('(65,536 characters)');
  expect(text).toContain('Here they are written as JSON escapes, which mean the same.');
  const shown = await tab.page.getByRole('region', { name: 'Exact JSON of the telemetry event' }).textContent();
  expect(JSON.parse(shown ?? '')).toEqual(JSON.parse(records[0]?.json ?? ''));
  const exact = await fetch(`${one.url}/view/${position}/event.json`);
  expect(await exact.text()).toBe(records[0]?.json);
  expect(tab.requests.every((address) => address.startsWith(one.url))).toBe(true);
});

test('what another site has a browser do is refused, and it may not show the page in a frame', async () => {
  const one = await site();
  const tab = await openTab(browser);
  onTestFinished(async () => {
    await tab[Symbol.asyncDispose]();
    await one[Symbol.asyncDispose]();
  });
  one.telemetry.record('boiled', { litres: 1 });
  await one.telemetry.flush({ to: 'store' });
  const { page } = tab;
  await page.goto(one.url);
  const token = await page.locator('input[name=token]').first().getAttribute('value');
  for (const other of ['https://evil.example/', 'http://localhost:4321/', 'http://127.0.0.1:4321/']) {
    await page.route(other, (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: `<form method=post action="${one.url}/delete-all"><input name=token value="${token}"><button>Win</button></form><iframe src="${one.url}"></iframe>`,
      }),
    );
    await page.goto(other);
    const frame = page.frames()[1];
    expect((await frame?.locator('body').textContent()) ?? '').not.toContain('Telemetry');
    await page.getByRole('button', { name: 'Win' }).click();
    await page.getByRole('heading', { name: 'Nothing was done' }).waitFor();
  }
  expect((await one.telemetry.status()).records).toBe(1);
});
