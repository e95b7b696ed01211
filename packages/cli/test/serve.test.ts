import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { larder, type Larder } from './larder.ts';
import { fixture, type Ended } from './run-cli.ts';

const bin = fileURLToPath(new URL('../src/bin.ts', import.meta.url));

/** `serve`, while it goes on. */
interface Serving {
  readonly url: string;
  readonly stdout: string;
  /** Ctrl-C. */
  end(): Promise<Ended>;
}

async function serving(one: Larder, args: readonly string[] = [], script = bin): Promise<Serving> {
  const child = spawn(process.execPath, [script, ...args], {
    cwd: one.folder,
    env: { HOME: one.folder, PATH: process.env['PATH'] ?? '', ...one.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const end = async (): Promise<Ended> => {
    child.kill('SIGINT');
    return { code: await ended, stdout, stderr };
  };
  onTestFinished(async () => void (await end()));
  await new Promise<void>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      if (/token=[\w-]+/u.test(stdout)) resolve();
    });
    void ended.then(() => reject(new Error(`serve ended: ${stderr}`)));
  });
  return { url: /http:\S+token=[\w-]+/u.exec(stdout)?.[0] ?? '', stdout, end };
}

async function setUp(count: number): Promise<Larder> {
  const one = await larder();
  onTestFinished(() => one[Symbol.asyncDispose]());
  await one.records(count);
  return one;
}

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly location: string | undefined;
  readonly cookies: readonly string[];
}

/** One request with just these headers. */
const ask = (url: string, headers: Readonly<Record<string, string>> = {}, body?: string): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { hostname, port, pathname, search } = new URL(url);
    const method = body === undefined ? 'GET' : 'POST';
    const sent = request({ hostname, port, path: pathname + search, method, headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part: string) => (text += part));
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          text,
          location: answer.headers.location,
          cookies: answer.headers['set-cookie'] ?? [],
        }),
      );
    });
    sent.once('error', reject).end(body);
  });

/** The page's address, without the token. */
const pageOf = (url: string): string => url.slice(0, url.indexOf('?'));

const pairOf = (cookie = ''): string => cookie.split(';')[0] ?? '';

/** Goes in by the address, and gives what a browser does from then on. */
async function goIn(url: string): Promise<{
  get(path?: string): Promise<Answer>;
  press(action: string): Promise<Answer>;
}> {
  const { origin } = new URL(url);
  const page = pageOf(url);
  const session = pairOf((await ask(url)).cookies[0]);
  const get = (path = '') => ask(page + path, { Cookie: session });
  return {
    get,
    press: async (action) => {
      const seen = await get();
      const token = /name="token" value="([^"]+)"/u.exec(seen.text)?.[1] ?? '';
      const Cookie = [session, ...seen.cookies.map(pairOf)].join('; ');
      const headers = { Cookie, Origin: origin, 'Content-Type': 'application/x-www-form-urlencoded' };
      return ask(`${page}/${action}`, headers, `token=${token}`);
    },
  };
}

describe('serve', { timeout: 60_000 }, () => {
  test('prints an address that lets one visitor in once, and is no part of what comes after it', async () => {
    const one = await setUp(2);
    const { url, stdout } = await serving(one, ['serve']);
    expect(stdout).toMatch(
      /^The telemetry of larder: http:\/\/127\.0\.0\.1:\d+\/[\w-]{22}\?token=[\w-]{43}\n\nOpen it in a browser on this machine\. The address works once\. Ctrl-C ends it\.\n$/u,
    );
    const first = await ask(url);
    const { pathname } = new URL(url);
    expect(first).toMatchObject({ status: 303, location: pathname });
    expect(first.cookies).toEqual([
      expect.stringMatching(RegExp(`^plainsight-serve=[\\w-]{43}; HttpOnly; SameSite=Strict; Path=${pathname}$`, 'u')),
    ]);
    const page = await ask(pageOf(url), { Cookie: pairOf(first.cookies[0]) });
    expect(page.status).toBe(200);
    expect(page.text).toContain('Telemetry is on');
    expect(page.text).not.toContain('token=');
    const second = await ask(url);
    expect(second).toMatchObject({ status: 403, cookies: [] });
    expect(second.text).toBe(
      'This address was used already. For a new address, stop plainsight serve and run it again.\n',
    );
    // Whoever went in by it may come by it again.
    expect(await ask(url, { Cookie: pairOf(first.cookies[0]) })).toMatchObject({ status: 303, cookies: [] });
  });

  test('refuses who has no session, another token, or comes under the name of another host', async () => {
    const one = await setUp(2);
    const { url } = await serving(one, ['serve']);
    const { port } = new URL(url);
    for (const path of ['', '/', '/view', '/view/1/event.json', '/assets/x/y']) {
      const answer = await ask(pageOf(url) + path);
      expect([path, answer.status, answer.cookies]).toEqual([path, 403, []]);
      expect(answer.text).toBe(
        'This page is for who has its address. For a new address, stop plainsight serve and run it again.\n',
      );
    }
    const wrong = [`${url}x`, url.slice(0, -1), `${pageOf(url)}?token=`, url.replace('?', '/view?')];
    for (const address of wrong) expect([address, (await ask(address)).status]).toEqual([address, 403]);
    const rebound = { Host: `evil.example:${port}` };
    expect(await ask(url, rebound)).toMatchObject({ status: 421, cookies: [] });
    expect(await ask(url, { Host: '127.0.0.1' })).toMatchObject({ status: 421 });
    expect(await ask(url, {}, '')).toMatchObject({ status: 403, cookies: [] });
    // None of this has used it up.
    const { cookies } = await ask(url, { Host: `localhost:${port}` });
    const Cookie = pairOf(cookies[0]);
    expect((await ask(pageOf(url), { Cookie, ...rebound })).status).toBe(421);
    expect((await ask(pageOf(url), { Cookie: `${Cookie}x` })).status).toBe(403);
    expect(
      (
        await ask(
          `${pageOf(url)}/delete-all`,
          { Cookie, Origin: 'https://evil.example', 'Content-Type': 'application/x-www-form-urlencoded' },
          'token=x',
        )
      ).status,
    ).toBe(403);
    expect((await ask(pageOf(url), { Cookie })).text).toContain('<span class="count">2</span>');
  });

  test('gives its cookies to no other path, and so to no other server of this machine, and is found at no other', async () => {
    const one = await setUp(1);
    const [{ url }, other] = [await serving(one, ['serve']), await serving(one, ['serve'])];
    const { origin, pathname } = new URL(url);
    expect(new URL(other.url).pathname).not.toBe(pathname);

    const first = await ask(url);
    const Cookie = pairOf(first.cookies[0]);
    const page = await ask(pageOf(url), { Cookie });
    const token = /name="token" value="([^"]+)"/u.exec(page.text)?.[1] ?? '';
    const all = [Cookie, ...page.cookies.map(pairOf)].join('; ');
    const headers = { Cookie: all, Origin: origin, 'Content-Type': 'application/x-www-form-urlencoded' };
    const pressed = await ask(`${pageOf(url)}/submit`, headers, `token=${token}`);
    expect(pressed.status).toBe(303);
    const cookies = [...first.cookies, ...page.cookies, ...pressed.cookies];
    expect(cookies).toHaveLength(3);
    for (const line of cookies) {
      // Where a browser sends it: https://www.rfc-editor.org/rfc/rfc6265#section-5.1.4
      expect(/; Path=([^;]*)/u.exec(line)?.[1]).toBe(pathname);
      expect(line).toMatch(/; HttpOnly/u);
      expect(line).toMatch(/; SameSite=Strict/u);
      expect(line).not.toMatch(/; Domain=/u);
    }

    // What another server could take of an address that it does not know, with all the cookies that there are.
    for (const path of [
      '/',
      '/telemetry',
      '/favicon.ico',
      `/x${pathname}`,
      `${pathname}x`,
      pathname.slice(0, -1),
      '//',
      '/%2e',
    ]) {
      const answer = await ask(origin + path, { Cookie: all });
      expect([path, answer]).toEqual([path, { status: 404, text: '', location: undefined, cookies: [] }]);
    }
    expect(await ask(`${origin}/?token=${new URL(url).searchParams.get('token') ?? ''}`)).toMatchObject({
      status: 404,
    });
    expect((await ask(pageOf(other.url), { Cookie: all })).status).toBe(403);
  });

  test('submits, deletes and turns off, and nothing is left in any file or sent after', async () => {
    const one = await setUp(3);
    const { url, end } = await serving(one, ['serve', '--json']);
    const { get, press } = await goIn(url);
    expect((await press('submit')).status).toBe(303);
    expect(one.received).toHaveLength(3);
    expect((await get('/view?state=accepted')).text).toContain('3 records, the newest first');
    expect((await press('delete-submitted')).status).toBe(303);
    expect((await get('/view')).text).toContain('There are no records.');

    await one.records(2);
    expect((await get('/view?state=waiting')).text).toContain('2 records, the newest first');
    expect((await press('off')).status).toBe(303);
    expect((await get()).text).toContain('Telemetry is off');
    await one.records(2);
    expect((await press('submit')).status).toBe(303);
    expect(one.received).toHaveLength(3);
    expect(await end()).toMatchObject({ code: 0, stderr: '' });
    const files = await Promise.all(
      ['telemetry.db', 'telemetry.db-wal'].map((name) => readFile(join(one.folder, name), 'latin1').catch(() => '')),
    );
    expect(files[0]).not.toBe('');
    expect(files.join('')).not.toContain('"shelf"');
  });

  test('answers on the port that it is given, and says where it cannot', async () => {
    const one = await setUp(1);
    const { url, stdout, end } = await serving(one, ['serve', '--json']);
    expect(JSON.parse(stdout)).toEqual({ url });
    const { port } = new URL(url);
    expect(await one.cli(['serve', '--port', port])).toMatchObject({
      code: 1,
      stdout: '',
      stderr: `Failed to serve on port ${port}: something else listens there. Name another with --port, or leave it out.\n`,
    });
    expect(await one.cli(['serve', '--port', '0'])).toMatchObject({ code: 2, stdout: '' });
    expect((await end()).code).toBe(0);
    const again = await serving(one, ['serve', '--port', port]);
    expect(new URL(again.url).port).toBe(port);
  });

  test('wants to know of a store', async () => {
    const one = await setUp(0);
    const plan = fixture('plan.ts');
    const { code, stderr } = await one.cli(['serve', '--project', 'none.ts', '--plan', plan]);
    expect(code).toBe(2);
    expect(stderr).not.toBe('');
  });

  test("is the host's, where it is mounted under its command line", async () => {
    const one = await setUp(2);
    const { url, end } = await serving(one, ['telemetry', 'serve'], fixture('larder-main.ts'));
    const { get } = await goIn(url);
    expect((await get('/view')).text).toContain('2 records, the newest first');
    expect((await ask(pageOf(url))).text).toContain('stop larder telemetry serve and run it again');
    expect(await end()).toMatchObject({ code: 0, stderr: 'the host goes on\n' });
  });
});
