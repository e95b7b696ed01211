import dns from 'node:dns';
import type { Outcome, Sink } from '@plainsight/core';
import { afterEach, beforeEach, describe, expect, it, vi, type MockInstance } from 'vitest';
import { posthogSink } from '../src/index.ts';
import { certificateFor } from './certificate.ts';
import { eventsOf } from './events.ts';
import { eventsIn, httpReceiver, socketReceiver, type Answer } from './receiver.ts';

const batch = eventsOf(3);
const never = new AbortController().signal;
const sinks: Sink[] = [];

const sinkAt = (host: string): Sink => {
  const sink = posthogSink({ key: 'phc_test', host });
  sinks.push(sink);
  return sink;
};

const json = { 'Content-Type': 'application/json' };
const status =
  (code: number, headers: Record<string, string> = {}, body = ''): Answer =>
  (response) =>
    response.writeHead(code, headers).end(body);

const between = (host: string, what: string): Outcome => ({
  status: 'retry',
  why: `answered by something between us and ${host} (${what})`,
});

/** The same for each of the batch. */
const each = (outcome: Outcome): readonly Outcome[] => batch.map(() => outcome);

const consoles = ['debug', 'error', 'info', 'log', 'trace', 'warn'] as const;
let spies: readonly MockInstance[] = [];
beforeEach(() => {
  spies = consoles.map((method) => vi.spyOn(console, method).mockImplementation(() => {}));
});

afterEach(async () => {
  for (const spy of spies) expect(spy).not.toHaveBeenCalled();
  vi.restoreAllMocks();
  await Promise.all(sinks.splice(0).map((sink) => sink.close()));
});

type Expected = (host: string) => Outcome;
const again =
  (code: number, rest: { afterMillis?: number; fault?: 'configuration' } = {}): Expected =>
  (host) => ({ status: 'retry', why: `${host} answered ${code}`, ...rest });
const refused =
  (code: number): Expected =>
  (host) => ({ status: 'rejected', why: `${host} answered ${code}` });
const elsewhere =
  (what: string): Expected =>
  (host) =>
    between(host, what);

describe('an answer', () => {
  it.each<[string, Answer, Expected]>([
    ['200 with a receipt', status(200, json, '{"status":1}'), () => ({ status: 'accepted' })],
    [
      '200 with no quota exceeded',
      status(200, json, '{"status":1,"quota_limited":[]}'),
      () => ({ status: 'accepted' }),
    ],
    [
      '200 with quota_limited',
      status(200, json, '{"status":1,"quota_limited":["events"]}'),
      () => ({ status: 'retry', why: 'over the quota of the PostHog project', afterMillis: 3_600_000 }),
    ],
    ['200 with a status of failure', status(200, json, '{"status":0}'), elsewhere('200, not its receipt')],
    ['200 with other JSON', status(200, json, '"Ok"'), elsewhere('200, not its receipt')],
    ['200 with a block page', status(200, { 'Content-Type': 'text/html' }, '<h1>No</h1>'), elsewhere('200, HTML')],
    ['200 with nothing', status(200), elsewhere('200, empty')],
    ['204', status(204), elsewhere('204, empty')],
    ['301 to itself', status(301, { Location: '/batch/' }), elsewhere('301')],
    ['302', status(302, { Location: '/login' }), elsewhere('302')],
    ['400', status(400, json, '{"type":"validation_error"}'), refused(400)],
    ['401', status(401), again(401, { fault: 'configuration' })],
    ['403', status(403), again(403, { fault: 'configuration' })],
    ['404', status(404), again(404, { fault: 'configuration' })],
    ['407', status(407), elsewhere('407')],
    ['408', status(408), again(408)],
    ['413', status(413), refused(413)],
    ['422', status(422), refused(422)],
    ['425', status(425), again(425)],
    ['429', status(429), again(429)],
    ['429 with Retry-After in seconds', status(429, { 'Retry-After': '90' }), again(429, { afterMillis: 90_000 })],
    ['500', status(500), again(500)],
    ['502', status(502), again(502)],
    ['503', status(503), again(503)],
    ['503 with Retry-After in seconds', status(503, { 'Retry-After': '5' }), again(503, { afterMillis: 5000 })],
    ['504', status(504), again(504)],
    ['511', status(511), elsewhere('511')],
  ])('of %s means the same for each event, and one request', async (_what, answer, expected) => {
    await using receiver = await httpReceiver(answer);
    const outcomes = await sinkAt(receiver.url).deliver(batch, never);
    expect(outcomes).toEqual(each(expected(`127.0.0.1:${receiver.port}`)));
    expect(receiver.received.map(({ method, path }) => `${method} ${path}`)).toEqual(['POST /batch/']);
  });

  it('of 429 with a date in Retry-After means to wait until then', async () => {
    const date = new Date(Date.now() + 3_600_000).toUTCString();
    await using receiver = await httpReceiver(status(429, { 'Retry-After': date }));
    const [outcome] = await sinkAt(receiver.url).deliver(batch, never);
    if (outcome?.status !== 'retry') throw new Error('not to be tried again');
    expect(outcome.afterMillis).toBeGreaterThan(3_000_000);
    expect(outcome.afterMillis).toBeLessThanOrEqual(3_600_000);
  });

  it.each([408, 429, 500, 502, 503, 504])(
    'of %d loses nothing: the next delivery has all of it again',
    async (code) => {
      let answers = 0;
      await using receiver = await httpReceiver((response) => {
        answers += 1;
        if (answers === 1) response.writeHead(code).end();
        else response.end('{"status":"Ok"}');
      });
      const sink = sinkAt(receiver.url);
      await sink.deliver(batch, never);
      expect(await sink.deliver(batch, never)).toEqual(each({ status: 'accepted' }));
      const sent = eventsIn(receiver.received);
      expect(sent).toHaveLength(6);
      expect(sent.slice(3)).toEqual(sent.slice(0, 3));
    },
  );
});

describe('no answer', () => {
  const why = async (host: string): Promise<unknown> => {
    const outcomes = await sinkAt(host).deliver(batch, never);
    const [first] = outcomes;
    expect(outcomes).toEqual(each(first ?? { status: 'accepted' }));
    return first;
  };

  it('from a port where nobody listens is tried again', async () => {
    const receiver = await socketReceiver(() => {});
    await receiver[Symbol.asyncDispose]();
    expect(await why(receiver.url)).toEqual({
      status: 'retry',
      why: `no answer from 127.0.0.1:${receiver.port} (ECONNREFUSED)`,
    });
  });

  it('from a host whose name is not known is tried again', async () => {
    vi.spyOn(dns, 'lookup').mockImplementation(((_name: string, _options: unknown, done: (error: Error) => void) => {
      done(Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' }));
    }) as typeof dns.lookup);
    expect(await why('https://receiver.invalid')).toEqual({
      status: 'retry',
      why: 'no answer from receiver.invalid (ENOTFOUND)',
    });
  });

  it.each([
    ['before it', '', 'ECONNRESET'],
    ['in its head', 'HTTP/1.1 200 OK\r\nContent-', 'ECONNRESET'],
    ['in its body', 'HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"status":1}', 'ECONNRESET'],
  ])('because the connection is cut %s is tried again', async (_where, text, code) => {
    await using receiver = await socketReceiver((socket) => void socket.once('data', () => socket.end(text)));
    expect(await why(receiver.url)).toEqual({
      status: 'retry',
      why: `no answer from 127.0.0.1:${receiver.port} (${code})`,
    });
  });

  it('is not what a connection cut after the body means', async () => {
    const text = 'HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n{"status":1}';
    await using receiver = await socketReceiver((socket) => void socket.once('data', () => socket.end(text)));
    expect(await why(receiver.url)).toEqual({ status: 'accepted' });
  });

  it('from a host whose certificate nobody vouches for is a fault of the configuration', async () => {
    await using receiver = await httpReceiver(undefined, certificateFor('localhost'));
    expect(await why(receiver.url)).toEqual({
      status: 'retry',
      why: `the certificate of 127.0.0.1:${receiver.port} is not trusted (DEPTH_ZERO_SELF_SIGNED_CERT)`,
      fault: 'configuration',
    });
    expect(receiver.received).toEqual([]);
  });

  it.each([
    ['that never answers', ''],
    ['whose body stalls', 'HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"status":1}'],
  ])('from a host %s is given up as soon as the signal aborts, and its socket with it', async (_how, text) => {
    let asked = (): void => {};
    const request = new Promise<void>((resolve) => (asked = resolve));
    await using receiver = await socketReceiver((socket) => {
      socket.once('data', () => {
        socket.write(text);
        asked();
      });
    });
    const controller = new AbortController();
    const delivered = sinkAt(receiver.url).deliver(batch, controller.signal);
    await request;
    controller.abort();
    expect(await delivered).toEqual(
      each({ status: 'retry', why: `127.0.0.1:${receiver.port} did not answer in time` }),
    );
    await new Promise((resolve) => {
      const [socket] = receiver.sockets;
      if (socket === undefined || socket.destroyed) resolve(null);
      else socket.on('close', resolve);
    });
  });
});
