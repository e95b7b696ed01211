import { Agent as HttpAgent, get as httpGet } from 'node:http';
import { Agent as HttpsAgent, get as httpsGet } from 'node:https';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { proxyRoute } from '../../src/delivery/proxy-route.ts';
import { socketReceiver } from './receiver.ts';

const proxy = { HTTPS_PROXY: 'http://proxy.example:3128' };
const told = { ...proxy, NODE_USE_ENV_PROXY: '1' };
const node = (version = '24.21.0', ...execArgv: string[]) => ({ version, execArgv });
const receiver = new URL('https://telemetry.example.org/batch');
const onLoopback = new URL('http://127.0.0.1:8080/events');

describe('a proxy', () => {
  it.each<[string, Record<string, string>, ReturnType<typeof node>]>([
    ['the environment tells Node to use it', told, node()],
    ['an argument does', proxy, node('24.21.0', '--enable-source-maps', '--use-env-proxy')],
    [
      'an argument does against NODE_OPTIONS',
      { ...proxy, NODE_OPTIONS: '--no-use-env-proxy' },
      node('24.21.0', '--use-env-proxy'),
    ],
    ['NODE_OPTIONS do', { ...proxy, NODE_OPTIONS: '--no-warnings  --use-env-proxy' }, node()],
    ['NODE_OPTIONS do, in quotes', { ...proxy, NODE_OPTIONS: '--title="a b" "--use-env\\-proxy"' }, node()],
    ['NODE_OPTIONS do, with underscores', { ...proxy, NODE_OPTIONS: '--use_env_proxy' }, node()],
    ['NODE_OPTIONS do, with a value', { ...proxy, NODE_OPTIONS: '--use-env-proxy=true' }, node()],
    [
      'NODE_OPTIONS do against the environment',
      { ...proxy, NODE_USE_ENV_PROXY: '0', NODE_OPTIONS: '--use-env-proxy' },
      node(),
    ],
    ['NODE_OPTIONS do at last', { ...proxy, NODE_OPTIONS: '--no-use-env-proxy --use-env-proxy' }, node()],
    ['Node is 22.21', told, node('22.21.0')],
    ['Node is 24.5', told, node('24.5.0')],
    ['Node is 26', told, node('26.0.0')],
    ['another host is reached without it', { ...told, NO_PROXY: 'localhost,.internal' }, node()],
    ['NO_PROXY is empty in small letters, and names another', { ...told, no_proxy: '', NO_PROXY: 'localhost' }, node()],
  ])('is used where %s', (_, env, running) => {
    expect(proxyRoute(receiver, env, running)).toEqual({
      kind: 'proxied',
      variable: 'HTTPS_PROXY',
      seen: 'HTTPS_PROXY is set, and used',
      problem: null,
      warnings: [],
    });
  });

  it.each<[string, URL | null, Record<string, string>, string]>([
    ['none is set', receiver, {}, 'none is set'],
    ['it is blank', receiver, { HTTPS_PROXY: ' ', https_proxy: '' }, 'none is set'],
    ['it is for plain HTTP', receiver, { HTTP_PROXY: proxy.HTTPS_PROXY, NODE_USE_ENV_PROXY: '1' }, 'none is set'],
    ['it is for HTTPS, and the receiver is not', onLoopback, told, 'none is set'],
    [
      'it is for no host',
      receiver,
      { ...told, NO_PROXY: '*' },
      'HTTPS_PROXY is set, and not used for telemetry.example.org (NO_PROXY)',
    ],
    [
      'it is for no host, whoever that is',
      null,
      { ...told, no_proxy: ' * ' },
      'HTTPS_PROXY is set, and not used for any host (no_proxy)',
    ],
    [
      'it is for no host, and ignored',
      receiver,
      { ...proxy, NO_PROXY: '*' },
      'HTTPS_PROXY is set, and not used for telemetry.example.org (NO_PROXY)',
    ],
    [
      'NO_PROXY names the receiver',
      receiver,
      { ...told, NO_PROXY: 'a, Telemetry.example.org' },
      'HTTPS_PROXY is set, and not used for telemetry.example.org (NO_PROXY)',
    ],
    [
      'NO_PROXY names it with its port',
      receiver,
      { ...told, NO_PROXY: 'telemetry.example.org:443' },
      'HTTPS_PROXY is set, and not used for telemetry.example.org (NO_PROXY)',
    ],
    [
      'NO_PROXY has a range',
      onLoopback,
      { HTTP_PROXY: 'http://p', NODE_USE_ENV_PROXY: '1', NO_PROXY: '127.0.0.0-127.0.0.9' },
      'HTTP_PROXY is set, and not used for 127.0.0.1:8080 (NO_PROXY)',
    ],
  ])('is not needed where %s', (_, url, env, seen) => {
    expect(proxyRoute(url, env, node())).toMatchObject({ kind: 'direct', seen, problem: null });
  });

  it.each<[string, Record<string, string>, ReturnType<typeof node>]>([
    ['nothing tells Node to use it', proxy, node()],
    ['NODE_USE_ENV_PROXY is a word that Node does not take', { ...proxy, NODE_USE_ENV_PROXY: 'true' }, node()],
    ['it stands for another in quotes', { ...proxy, NODE_OPTIONS: '--title="x --use-env-proxy y"' }, node()],
  ])('is ignored, and the way out is said, where %s', (_, env, running) => {
    expect(proxyRoute(receiver, env, running)).toMatchObject({
      kind: 'direct',
      problem: {
        seen: 'HTTPS_PROXY is set and ignored',
        todo: 'Set NODE_USE_ENV_PROXY=1 as well, or unset the proxy.',
      },
    });
  });

  it.each<[string, Record<string, string>, ReturnType<typeof node>, string]>([
    ['NODE_OPTIONS', { ...proxy, NODE_OPTIONS: '--no-use-env-proxy' }, node(), '--no-use-env-proxy'],
    ['NODE_OPTIONS with others', { ...told, NODE_OPTIONS: '-r x --no_use_env_proxy' }, node(), '--no-use-env-proxy'],
    [
      'an argument',
      { ...told, NODE_OPTIONS: '--use-env-proxy' },
      node('24.21.0', '--no-use-env-proxy'),
      '--no-use-env-proxy',
    ],
    ['the variable', { ...proxy, NODE_USE_ENV_PROXY: '0' }, node(), 'NODE_USE_ENV_PROXY=0'],
    [
      'the variable, for a Node that could use none,',
      { ...proxy, NODE_USE_ENV_PROXY: '0' },
      node('22.20.0'),
      'NODE_USE_ENV_PROXY=0',
    ],
  ])('is not used where %s switched that off, and nobody is told to switch it on', (_, env, running, by) => {
    expect(proxyRoute(receiver, env, running)).toEqual({
      kind: 'direct',
      variable: 'HTTPS_PROXY',
      seen: `HTTPS_PROXY is set, and not used (${by})`,
      problem: null,
      warnings: [],
    });
  });

  it.each(['20.20.0', '22.20.0', '23.11.0', '24.4.1'])('is ignored by Node %s, whatever it is told', (version) => {
    expect(proxyRoute(receiver, told, node(version, '--use-env-proxy'))).toMatchObject({
      kind: 'direct',
      problem: { seen: `HTTPS_PROXY is set, and Node ${version} ignores it`, todo: 'Use Node 22.21, 24.5 or newer.' },
    });
  });

  it.each([
    ['socks5://proxy.example:1080', 'direct', /does not begin with http:/],
    ['proxy.example:3128', 'direct', /does not begin with http:/],
    ['HTTP://proxy.example:3128', 'direct', /does not begin with http:/],
    [' http://proxy.example:3128', 'direct', /does not begin with http:/],
    ['http://proxy.example:port', 'misconfigured', /is no URL of a proxy/],
    ['http://user:50%@proxy.example:3128', 'misconfigured', /is no URL of a proxy/],
    ['http://proxy.example:3128\n', 'misconfigured', /is no URL of a proxy/],
  ])('that is given as %j is none that Node uses', (value, kind, seen) => {
    expect(proxyRoute(receiver, { ...told, HTTPS_PROXY: value }, node())).toMatchObject({
      kind,
      problem: { seen: expect.stringMatching(seen), todo: 'Give it as http://HOST:PORT.' },
    });
  });

  it('that is only in ALL_PROXY is one that Node does not read', () => {
    expect(proxyRoute(receiver, { ALL_PROXY: 'http://proxy.example:3128' }, node())).toMatchObject({
      kind: 'direct',
      problem: null,
      warnings: [{ seen: 'ALL_PROXY is set, and Node does not read it', todo: 'Set HTTPS_PROXY as well.' }],
    });
  });

  it.each([
    ['telemetry.example.org localhost', 'Separate the hosts by commas.'],
    ['10.1.2.3/8', 'Give a range such as 10.0.0.0-10.255.255.255.'],
    ['192.168.4.0/22', 'Give a range such as 192.168.4.0-192.168.7.255.'],
    ['fe80::/10', 'Name the addresses in IPv6 one by one.'],
    ['https://telemetry.example.org', 'Give the host without scheme and path.'],
    ['[::1]', 'Give the address without brackets.'],
    ['tele*.example.org', 'Give * alone, or before a domain as in *.example.org.'],
    ['.example.org:443', 'Give the domain without a port.'],
    ['example.org', 'Give .example.org for the hosts below it.'],
  ])('is used in spite of NO_PROXY=%s, whose form Node does not read', (list, todo) => {
    const { kind, warnings } = proxyRoute(receiver, { ...told, no_proxy: list }, node());
    expect([kind, warnings]).toEqual(['proxied', [{ seen: expect.stringMatching(/^no_proxy /), todo }]]);
  });

  it('is judged by the Node that runs, unless another is given', () => {
    expect(proxyRoute(receiver, proxy).problem).not.toBeNull();
  });

  it('never shows its address, which may hold a password', () => {
    for (const value of ['http://user:secret@proxy.example:3128', 'http://user:secret@', 'socks://user:secret@a']) {
      for (const running of [node('20.20.0'), node()]) {
        for (const env of [{ HTTPS_PROXY: value }, { HTTPS_PROXY: value, NODE_USE_ENV_PROXY: '1' }]) {
          expect(JSON.stringify(proxyRoute(receiver, env, running))).not.toContain('secret');
        }
      }
    }
  });
});

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

describe.runIf(major > 24 || (major === 24 && minor >= 5))('the Node that runs', () => {
  it('goes through the proxy where this says so, and directly where it does not', async () => {
    const asked: unknown[] = [];
    await using server = await socketReceiver((socket) => {
      socket.once('data', () => {
        asked.push(socket);
        socket.destroy();
      });
    });
    const address = `http://127.0.0.1:${server.port}`;

    /** Whether a request of Node's own, with its own agent, comes to the proxy. */
    async function comesToProxy(url: URL, env: Record<string, string>): Promise<boolean> {
      const before = asked.length;
      const [Agent, get] =
        url.protocol === 'https:' ? ([HttpsAgent, httpsGet] as const) : ([HttpAgent, httpGet] as const);
      // A name that is looked up is one that is connected to directly.
      const lookup = (_name: string, _options: unknown, done: (error: Error, address: string) => void) =>
        done(new Error('direct'), '');
      const agent = new Agent({ proxyEnv: env });
      await new Promise((resolve) => get(url, { agent, lookup, timeout: 500 }, resolve).on('error', resolve));
      agent.destroy();
      return asked.length > before;
    }

    const entry = fc.constantFrom(
      '*',
      'example.org',
      '.example.org',
      '*.example.org',
      'TELEMETRY.example.org',
      'telemetry.example.org:443',
      'telemetry.example.org:80',
      ' telemetry.example.org ',
      'telemetry.example.org localhost',
      '.org',
      'rg',
      '',
      'tele*',
      '*.*',
      '.',
      '10.0.0.0/8',
      'other.example',
      '-',
      '.telemetry.example.org',
      '*.telemetry.example.org',
    );
    const list = fc.array(entry, { maxLength: 3 }).map((entries) => entries.join(','));
    const value = fc.constantFrom(address, address.toUpperCase(), ` ${address}`, 'socks://a', '');
    const environment = fc.record(
      { https_proxy: value, HTTPS_PROXY: value, http_proxy: value, HTTP_PROXY: value, no_proxy: list, NO_PROXY: list },
      { requiredKeys: [] },
    );
    const url = fc.constantFrom(
      'https://telemetry.example.org/a',
      'http://telemetry.example.org/a',
      'https://telemetry.example.org:80/',
    );
    await fc.assert(
      fc.asyncProperty(environment, url, async (env, target) => {
        const { kind } = proxyRoute(new URL(target), { ...env, NODE_USE_ENV_PROXY: '1' });
        expect(await comesToProxy(new URL(target), env)).toBe(kind === 'proxied');
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    '127.1.2.3-127.1.2.9',
    '127.1.2.4-127.1.2.9',
    '127.1.2.3',
    '127.1.2.3:9',
    '127.1.2.3-',
    '-127.1.2.9',
    '127.1.2.0 - 127.1.2.3',
    '0127.1.2.3-127.1.2.9',
    '127.1.2.3/32',
  ])('passes by the proxy for an address in NO_PROXY=%s where this says so', async (list) => {
    const env = { http_proxy: 'http://127.0.0.1:9', no_proxy: list };
    const agent = new HttpAgent({ proxyEnv: env });
    const create = agent.createConnection;
    const attempted = new Promise((resolve) => {
      agent.createConnection = (...args) => {
        const socket = create.apply(agent, args);
        socket?.once('connectionAttempt', resolve);
        return socket;
      };
    });
    httpGet('http://127.1.2.3:9/', { agent }).on('error', () => {});
    const { kind } = proxyRoute(new URL('http://127.1.2.3:9/'), { ...env, NODE_USE_ENV_PROXY: '1' });
    expect(await attempted).toBe(kind === 'proxied' ? '127.0.0.1' : '127.1.2.3');
    agent.destroy();
  });
});
