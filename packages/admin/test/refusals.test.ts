import { request } from 'node:http';
import { describe, expect, onTestFinished, test } from 'vitest';
import { adminPage, type AdminPageOptions } from '../src/index.ts';
import { site, type Site, type SiteOptions } from './site.ts';
import { visitor } from './visitor.ts';

const actions = ['submit', 'acknowledge', 'on', 'off', 'delete-submitted', 'delete-all'];

/** A site with two events that wait. */
async function setUp(options: SiteOptions = {}): Promise<Site> {
  const one = await site(options);
  onTestFinished(() => one[Symbol.asyncDispose]());
  one.telemetry.record('boiled', { litres: 1 });
  one.telemetry.record('boiled', { litres: 2 });
  await one.telemetry.flush({ to: 'store' });
  return one;
}

/** Nothing was deleted, sent or switched. */
async function isUntouched({ telemetry, receiver }: Site): Promise<void> {
  const { records, consent, sinks } = await telemetry.status();
  expect({ records, on: consent.on, waiting: sinks[0]?.waiting }).toEqual({ records: 2, on: true, waiting: 2 });
  expect(receiver.sockets).toBe(0);
}

/** A request with a `Host` and a path as they are, which `fetch` does not send. */
const raw = (url: string, path: string, headers: Readonly<Record<string, string>>, method = 'GET'): Promise<number> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    request({ hostname, port, path, method, headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    })
      .once('error', reject)
      .end();
  });

describe('who may see the page', () => {
  test('is said by the host alone: without its word nobody may, and its developer is told what to give', async () => {
    const { telemetry } = await setUp();
    const page = adminPage({ telemetry } as unknown as AdminPageOptions);
    const answer = await page(new Request('http://localhost/'));
    expect(answer.status).toBe(403);
    expect(await answer.text()).toMatch(
      /^Failed to show the telemetry page: nobody says who may see it\. Give adminPage/u,
    );
  });

  test.each<[string, AdminPageOptions['authorize']]>([
    ['says no', () => false],
    ['says no later', async () => false],
    ['throws', () => JSON.parse('{')],
    ['rejects', () => Promise.reject(new Error('no database'))],
    ['gives something that is not true', () => 'yes' as unknown as boolean],
  ])('is nobody where the host %s: each address is refused, and nothing is shown', async (_, authorize) => {
    const one = await setUp({ authorize });
    const seen = visitor(one.url);
    for (const path of ['', '/view', '/view/1', '/view/1/event.json', '/confirm/off', '/assets/x/style.css', '/none']) {
      const answer = await seen.get(path);
      expect([path, answer.status, answer.headers.getSetCookie()]).toEqual([path, 403, []]);
      expect(await answer.text()).not.toMatch(/kettle|boiled/u);
    }
    for (const action of actions) expect((await seen.post(`/${action}`)).status).toBe(403);
    await isUntouched(one);
  });

  test('is asked of the request without its body, and with what the page was called with', async () => {
    const asked: unknown[] = [];
    const one = await setUp({
      authorize: (by, from) => {
        asked.push([by.method, by.headers.get('Cookie'), by.body, typeof from]);
        return by.headers.get('Cookie') === 'session=admin';
      },
    });
    expect((await visitor(one.url).get('')).status).toBe(403);
    const answer = await fetch(one.url, { headers: { Cookie: 'session=admin' } });
    expect(answer.status).toBe(200);
    expect(asked).toEqual([
      ['GET', null, null, 'object'],
      ['GET', 'session=admin', null, 'object'],
    ]);
  });
});

describe('a button', () => {
  test.each(actions)(
    '%s does nothing without the token of the page, with that of another, or by GET',
    async (action) => {
      const one = await setUp();
      const [seen, other] = [visitor(one.url), visitor(one.url)];
      const token = await seen.token();
      const stolen = await other.token();
      expect(stolen).not.toBe(token);
      for (const body of ['', 'token=', 'token=wrong', `token=${stolen}`, `token=${token.slice(0, -1)}`]) {
        expect([body, (await seen.post(`/${action}`, { body })).status]).toEqual([body, 403]);
      }
      const get = await seen.get(`/${action}?token=${token}`);
      expect([get.status, get.headers.get('Allow')]).toEqual([405, 'POST']);
      expect(
        (
          await fetch(`${one.url}/${action}`, {
            method: 'POST',
            body: new URLSearchParams({ token }),
            headers: { Origin: one.origin },
          })
        ).status,
      ).toBe(403);
      await isUntouched(one);
    },
  );

  test.each([
    ['of another site', { Origin: 'https://evil.example' }],
    ['of another port of this machine', { Origin: 'http://127.0.0.1:1' }],
    ['of a page that has no origin', { Origin: 'null' }],
    ['of another site, as the browser says', { 'Sec-Fetch-Site': 'cross-site' }],
    ['of another port or host of this site, as the browser says', { 'Sec-Fetch-Site': 'same-site' }],
    ['of no page at all', { 'Sec-Fetch-Site': 'none' }],
  ])('does nothing by a form %s, token or not', async (_, headers) => {
    const one = await setUp();
    const seen = visitor(one.url);
    const body = `token=${await seen.token()}`;
    for (const action of actions) expect((await seen.post(`/${action}`, { body, headers })).status).toBe(403);
    await isUntouched(one);
  });

  test('does nothing by a request that does not say where it is from', async () => {
    const one = await setUp();
    const { headers } = await visitor(one.url).get('');
    const cookie = headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const form = { 'Content-Type': 'application/x-www-form-urlencoded', Cookie: cookie };
    expect(await raw(one.url, '/admin/telemetry/delete-all', form, 'POST')).toBe(403);
    await isUntouched(one);
  });

  test('does nothing by a form that is too large, or that is none', async () => {
    const one = await setUp();
    const seen = visitor(one.url);
    const token = await seen.token();
    const large = await seen.post('/delete-all', { body: `token=${token}&more=${'x'.repeat(20_000_000)}` }).then(
      ({ status }) => status,
      // The rest is not waited for, and so it may be cut off.
      () => 413,
    );
    expect(large).toBe(413);
    const json = { body: JSON.stringify({ token }), headers: { 'Content-Type': 'application/json' } };
    expect((await seen.post('/delete-all', json)).status).toBe(415);
    await isUntouched(one);
  });

  test('does what it says by a form of the page', async () => {
    const one = await setUp();
    expect(await visitor(one.url).press('delete-all')).toContain('2 records were deleted here.');
    expect((await one.telemetry.records()).entries).toEqual([]);
  });

  test('signs with the secret of the host, so that another process of it knows the form', async () => {
    const [one, other] = [await setUp({ secret: 'shared' }), await setUp({ secret: 'shared' })];
    const at = (url: string) => visitor(url);
    const seen = at(one.url);
    const { headers } = await seen.get('');
    const cookie = headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const body = new URLSearchParams({ token: await seen.token() });
    const answer = await fetch(`${other.url}/delete-all`, {
      method: 'POST',
      body,
      redirect: 'manual',
      headers: { Cookie: cookie, Origin: other.origin },
    });
    expect(answer.status).toBe(303);
  });
});

describe('an address', () => {
  test.each([
    '/assets/../../package.json',
    '/assets/%2e%2e/%2e%2e/package.json',
    '/assets/..%2f..%2fpackage.json/style.css',
    '/assets/x/..%2f..%2fpackage.json',
    '/assets/none/style.css',
    '/assets/__proto__/constructor',
    '/view/0',
    '/view/-1',
    '/view/1e3',
    '/view/999',
    '/view/99999999999999999999',
    '/view/999/event.json',
    '/confirm/submit',
    '/confirm/__proto__',
    '/%00',
    '/<script>',
  ])('%s leads nowhere', async (path) => {
    const one = await setUp();
    expect([path, await raw(one.url, `/admin/telemetry${path}`, {})]).toEqual([path, 404]);
    await isUntouched(one);
  });

  test.each([`/view?name=${'x'.repeat(5000)}`, `/${'x/'.repeat(3000)}`])(
    'that is very long is refused',
    async (path) => {
      const one = await setUp();
      expect((await visitor(one.url).get(path)).status).toBe(414);
    },
  );

  test.each([
    '/view?state=nonsense&order=up&after=x&before=-1',
    '/view?from=yesterday&to=2026-13-45',
    '/view?name=%00%F0%9F%98%80%ED%A0%80&sink=%22%3E%3Cscript%3E',
    '/view?after=99999999999999&name[]=1&name=2&name=3',
    '/?range=__proto__',
    `/view?name=${encodeURIComponent("' OR 1=1 --")}`,
  ])('%s is answered, with nothing of it but text', async (path) => {
    const one = await setUp();
    const answer = await visitor(one.url).get(path);
    expect(answer.status).toBe(200);
    expect(await answer.text()).not.toContain('<script>');
  });

  test.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND'])('takes no %s', async (method) => {
    const one = await setUp();
    for (const path of ['', '/view', '/delete-all']) {
      expect(await raw(one.url, `/admin/telemetry${path}`, {}, method)).toBe(405);
    }
    expect(await raw(one.url, '/admin/telemetry', {}, 'TRACE')).toBe(400);
    await isUntouched(one);
  });

  test('is answered under the names of this host only, where they are said', async () => {
    const one = await setUp({ hosts: ['telemetry.example:8080', 'LOCALHOST'] });
    const path = '/admin/telemetry';
    expect(await raw(one.url, path, { Host: 'rebound.example' })).toBe(421);
    expect(await raw(one.url, path, { Host: 'telemetry.example' })).toBe(421);
    expect(await raw(one.url, path, { Host: 'localhost' })).toBe(200);
    expect(await raw(one.url, path, { Host: 'telemetry.example:8080' })).toBe(200);
    expect(await raw(one.url, path, { Host: 'a b' })).toBe(400);
  });
});

test('every answer says what a browser may do with it', async () => {
  const one = await setUp();
  const seen = visitor(one.url);
  for (const path of ['', '/view', '/view/1', '/none', '/submit']) {
    const { headers } = await seen.get(path);
    expect(headers.get('Content-Security-Policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    expect(headers.get('Cache-Control')).toBe('no-store');
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(headers.get('X-Frame-Options')).toBe('DENY');
    expect(headers.get('Referrer-Policy')).toBe('same-origin');
    expect(headers.get('Cross-Origin-Resource-Policy')).toBe('same-origin');
  }
  const { headers } = await fetch(one.url);
  expect(headers.getSetCookie()).toEqual([
    expect.stringMatching(/^plainsight-page=[\w-]{32}; Path=\/admin\/telemetry; HttpOnly; SameSite=Strict$/u),
  ]);
});
