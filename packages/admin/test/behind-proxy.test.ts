import { randomBytes } from 'node:crypto';
import { request, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import { createServer, request as requestTls } from 'node:https';
import express from 'express';
import { describe, expect, onTestFinished, test } from 'vitest';
import { adminPage, nodeListener, type AdminPage, type AdminPageOptions } from '../src/index.ts';
import { basePath, serving, site } from './site.ts';

/** Both ends share a key, which takes no certificate (RFC 4279). */
const psk = randomBytes(32);
const tls = { ciphers: 'PSK', maxVersion: 'TLSv1.2' } as const;

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly cookies: readonly string[];
  readonly text: string;
}

/** A proxy on loopback that ends TLS, and passes on what a proxy should: `Host`, unless told otherwise, and the scheme. */
async function proxyTo(upstream: string, { host = true } = {}): Promise<string> {
  const server = createServer({ ...tls, pskCallback: () => psk }, (incoming, outgoing) => {
    const { hostname, port } = new URL(upstream);
    const headers = {
      ...incoming.headers,
      'x-forwarded-proto': 'https',
      host: host ? incoming.headers.host : `${hostname}:${port}`,
    };
    const passed = request(
      { hostname, port, method: incoming.method, path: incoming.url, headers },
      (answer) => void answer.pipe(outgoing.writeHead(answer.statusCode ?? 502, answer.headers)),
    );
    incoming.pipe(passed);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return `https://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}

/** What a browser sends, over TLS. */
const ask = (url: string, headers: Readonly<Record<string, string>> = {}, body?: string): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const method = body === undefined ? 'GET' : 'POST';
    const pskCallback = () => ({ psk, identity: 'browser' });
    const options = { ...tls, pskCallback, method, headers, agent: false, checkServerIdentity: () => undefined };
    const sent = requestTls(url, options, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part: string) => (text += part));
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          cookies: answer.headers['set-cookie'] ?? [],
          text,
        }),
      );
    });
    sent.once('error', reject).end(body);
  });

/** A page under a host, behind the proxy, with an event that waits. Gives the address that a browser has. */
async function setUp(
  host: (page: AdminPage) => RequestListener,
  options: Partial<AdminPageOptions> = {},
  passes: { readonly host?: boolean } = {},
): Promise<{ readonly proxied: string; readonly direct: string }> {
  const one = await site();
  onTestFinished(() => one[Symbol.asyncDispose]());
  one.telemetry.record('boiled', { litres: 1 });
  await one.telemetry.flush({ to: 'store' });
  const page = adminPage({ telemetry: one.telemetry, basePath, authorize: () => true, ...options });
  const server = await serving(host(page));
  onTestFinished(() => server[Symbol.asyncDispose]());
  return { proxied: (await proxyTo(server.origin, passes)) + basePath, direct: server.origin + basePath };
}

const onExpress = (trust: unknown) => (page: AdminPage) => {
  const app = express();
  app.set('trust proxy', trust);
  return app.use(basePath, nodeListener(page));
};
const onNode = (page: AdminPage): RequestListener => nodeListener(page);

/** Presses the button that deletes all, as a browser that sends no `Sec-Fetch-Site`. */
async function press(page: string): Promise<{ readonly seen: Answer; readonly pressed: Answer }> {
  const seen = await ask(page);
  const token = /name="token" value="([^"]+)"/u.exec(seen.text)?.[1] ?? '';
  const pressed = await ask(
    `${page}/delete-all`,
    {
      Cookie: seen.cookies.map((line) => line.split(';')[0] ?? '').join('; '),
      Origin: new URL(page).origin,
      'Content-Type': 'application/x-www-form-urlencoded',
    },
    `token=${token}`,
  );
  return { seen, pressed };
}

const isSecure = (line: string): boolean => /; Secure(?:;|$)/u.test(line);

describe('behind a proxy that ends TLS', () => {
  test.each<[string, (page: AdminPage) => RequestListener, Partial<AdminPageOptions>]>([
    ['Express with trust proxy', onExpress(true), {}],
    ['Express that trusts this proxy alone', onExpress('loopback'), {}],
    ['node:http with trustProxy', onNode, { trustProxy: true }],
    ['Express with trustProxy', onExpress(false), { trustProxy: true }],
  ])('cookies are Secure and buttons work under %s', async (_, host, options) => {
    const { proxied } = await setUp(host, options);
    const { seen, pressed } = await press(proxied);
    expect([seen.status, pressed.status]).toEqual([200, 303]);
    expect(pressed.headers.location).toBe(basePath);
    const cookies = [...seen.cookies, ...pressed.cookies];
    expect(cookies).toHaveLength(2);
    expect(cookies.filter((line) => !isSecure(line))).toEqual([]);
    // So are those that take one away again.
    const Cookie = pressed.cookies.map((line) => line.split(';')[0] ?? '').join('; ');
    const after = await ask(proxied, { Cookie });
    expect(after.text).toContain('1 record was deleted here.');
    expect(after.cookies.filter((line) => !isSecure(line))).toEqual([]);
  });

  test.each<[string, (page: AdminPage) => RequestListener, Partial<AdminPageOptions>]>([
    ['Express without trust proxy', onExpress(false), {}],
    ['Express that trusts another proxy', onExpress('192.0.2.1'), {}],
    ['node:http', onNode, {}],
  ])('nobody is believed to be one where the host says nothing of it: %s', async (_, host, options) => {
    const { proxied, direct } = await setUp(host, options);
    expect((await ask(proxied)).cookies.filter(isSecure)).toEqual([]);
    const made = await fetch(direct, { headers: { 'X-Forwarded-Proto': 'https' } });
    expect(made.headers.getSetCookie().filter(isSecure)).toEqual([]);
    expect((await press(proxied)).pressed.status).toBe(303);
  });

  test.each([
    ['https', true],
    ['HTTPS', true],
    ['https, http', true],
    ['http, https', false],
    ['http', false],
    ['', false],
    ['httpsx', false],
  ])('the scheme is the one that the first proxy names: %j', async (scheme, is) => {
    const { direct } = await setUp(onNode, { trustProxy: true });
    const { headers } = await fetch(direct, { headers: { 'X-Forwarded-Proto': scheme } });
    expect(headers.getSetCookie().map(isSecure)).toEqual([is]);
  });

  test('buttons are refused where the proxy does not pass Host on', async () => {
    const { proxied } = await setUp(onExpress(true), {}, { host: false });
    expect((await press(proxied)).pressed.status).toBe(403);
  });
});
