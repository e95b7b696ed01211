import dns from 'node:dns';
import type { Socket } from 'node:net';
import tls from 'node:tls';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { posthogSink } from '../../src/index.ts';
import { certificateFor } from '../certificate.ts';
import type { Answer } from '../receiver.ts';
import { expectAll, host, hour, patience, second, watchHost } from './host.ts';
import { moodyReceiver, well, type Mood, type MoodyReceiver } from './moody-receiver.ts';

/** What a network or a receiver can do to us. */
interface Row {
  /** Makes it ill, where its mood is not all there is to it. */
  readonly begin?: (receiver: MoodyReceiver) => Promise<void> | void;
  readonly end?: (receiver: MoodyReceiver) => Promise<void> | void;
  readonly mood?: Mood;
  /** Nothing comes back: only the time that a delivery may take ends it. */
  readonly hangs?: boolean;
  readonly health?: 'misconfigured';
  /** What `status` says of it. */
  readonly says: RegExp;
  /** It is not tried again for at least so long, and at most a second longer; twice as long where it asked for it itself. */
  readonly restMillis?: number;
  readonly asks?: boolean;
  readonly scheme?: 'https';
}

const answering = (status: number, headers: Record<string, string> = {}, body = ''): { readonly mood: Mood } => ({
  mood: { answer: (response) => void response.writeHead(status, headers).end(body) },
});
const cutting = (answer: Answer): { readonly mood: Mood } => ({ mood: { answer } });
const json = { 'Content-Type': 'application/json' };
const misconfigured = { health: 'misconfigured', restMillis: hour } as const;
const between = (what: string): RegExp => new RegExp(`^answered by something between us and \\S+ \\(${what}\\)$`);
const answered = (status: number): RegExp => new RegExp(`^\\S+ answered ${status}$`);
const noAnswer = (code: string): RegExp => new RegExp(`^no answer from \\S+ \\(${code}\\)$`);

const certificate = certificateFor('localhost');
const trusted = tls.getCACertificates('default');

const rows: readonly (readonly [name: string, row: Row])[] = [
  [
    'ECONNREFUSED',
    { begin: (receiver) => receiver.shut(), end: (receiver) => receiver.open(), says: noAnswer('ECONNREFUSED') },
  ],
  [
    'DNS failure',
    {
      begin: () => void vi.spyOn(dns, 'lookup').mockImplementation(unknownName as typeof dns.lookup),
      end: () => void vi.mocked(dns.lookup).mockRestore(),
      says: noAnswer('ENOTFOUND'),
    },
  ],
  ['hang', { mood: { answer: () => {} }, hangs: true, says: /^no answer within 30 s$/ }],
  ['cut before the request', { mood: { connected: cut }, says: noAnswer('ECONNRESET|EPIPE') }],
  [
    'cut while the request is read',
    {
      mood: { connected: (socket) => void socket.once('data', () => cut(socket)) },
      says: noAnswer('ECONNRESET|EPIPE'),
    },
  ],
  [
    'cut after the body of the request',
    { ...cutting(({ socket }) => cut(socket)), says: noAnswer('ECONNRESET|EPIPE') },
  ],
  [
    'cut in the head of the answer',
    { ...cutting(({ socket }) => void socket?.end('HTTP/1.1 200 OK\r\nContent-')), says: noAnswer('ECONNRESET') },
  ],
  [
    'cut in the body of the answer',
    {
      ...cutting(({ socket }) => void socket?.end('HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"status":1}')),
      says: noAnswer('ECONNRESET'),
    },
  ],
  [
    'informational answers, and no other',
    {
      ...cutting(({ socket }) => void socket?.write('HTTP/1.1 103 Early Hints\r\n\r\n'.repeat(20))),
      says: /^\S+ sent only informational answers \(1xx\)$/,
    },
  ],
  [
    'TLS with an unknown CA',
    {
      scheme: 'https',
      begin: () => tls.setDefaultCACertificates([...trusted]),
      end: () => tls.setDefaultCACertificates([...trusted, certificate.cert]),
      ...misconfigured,
      says: /^the certificate of \S+ is not trusted \(DEPTH_ZERO_SELF_SIGNED_CERT\)$/,
    },
  ],
  ['301 to itself', { ...answering(301, { Location: '/batch/' }), says: between('301') }],
  ['302', { ...answering(302, { Location: '/login' }), says: between('302') }],
  [
    '400 to everything',
    { ...answering(400), restMillis: hour, says: /^refused, and nothing else was accepted: \S+ answered 400$/ },
  ],
  ['401', { ...answering(401), ...misconfigured, says: answered(401) }],
  ['403', { ...answering(403), ...misconfigured, says: answered(403) }],
  ['404', { ...answering(404), ...misconfigured, says: answered(404) }],
  ['407', { ...answering(407), says: between('407') }],
  ['408', { ...answering(408), says: answered(408) }],
  [
    '413 to everything',
    { ...answering(413), restMillis: hour, says: /^refused, and nothing else was accepted: \S+ answered 413$/ },
  ],
  ['422', { ...answering(422), restMillis: hour, says: /^refused, and nothing else was accepted: \S+ answered 422$/ }],
  ['429', { ...answering(429), says: answered(429) }],
  [
    '429 with seconds',
    { ...answering(429, { 'Retry-After': '7200' }), restMillis: 2 * hour, asks: true, says: answered(429) },
  ],
  [
    '429 with a date',
    {
      ...cutting((response) => {
        const date = new Date(Date.now() + 2 * hour + second);
        response.writeHead(429, { 'Retry-After': date.toUTCString() }).end();
      }),
      restMillis: 2 * hour - second,
      asks: true,
      says: answered(429),
    },
  ],
  ['500', { ...answering(500), says: answered(500) }],
  ['502', { ...answering(502), says: answered(502) }],
  ['503', { ...answering(503), says: answered(503) }],
  ['504', { ...answering(504), says: answered(504) }],
  ['511', { ...answering(511), says: between('511') }],
  ['204', { ...answering(204), says: between('204, empty') }],
  ['200 with nothing', { ...answering(200), says: between('200, empty') }],
  [
    '200 with a stalled body',
    {
      ...cutting((response) => void response.writeHead(200, { 'Content-Length': 99 }).write('{"status":1}')),
      hangs: true,
      says: /^no answer within 30 s$/,
    },
  ],
  [
    '200 with a block page',
    { ...answering(200, { 'Content-Type': 'text/html' }, '<h1>Blocked</h1>'), says: between('200, HTML') },
  ],
  [
    '200 with quota_limited',
    {
      ...answering(200, json, '{"status":1,"quota_limited":["events"]}'),
      restMillis: hour,
      asks: true,
      says: /^over the quota of the PostHog project$/,
    },
  ],
];

function cut(socket: Socket | null): void {
  socket?.destroy();
}

function unknownName(_name: string, _options: unknown, done: (error: Error) => void): void {
  done(Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' }));
}

let watch = watchHost();
beforeEach(() => {
  watch.end();
  watch = watchHost();
});
afterEach(() => {
  watch.end();
  tls.setDefaultCACertificates([...trusted]);
  expect(watch.seen).toEqual([]);
});

describe('an outage', () => {
  it.each(rows)('of the kind %s loses nothing, changes nothing, and is two lines in the log', async (_name, row) => {
    const {
      begin,
      end,
      mood = well,
      hangs = false,
      health = 'failing',
      says,
      restMillis = 0,
      asks = false,
      scheme = 'http',
    } = row;
    await using receiver = await moodyReceiver(scheme === 'https' ? certificate : undefined);
    const sink = posthogSink({ key: 'phc_test', host: `${scheme}://localhost:${receiver.port}` });
    const kettle = host(sink);
    /** One more attempt, which fails. */
    const fail = async (): Promise<void> => {
      const [before, { contacts }] = [await kettle.health(), receiver];
      await kettle.passBackoff(before.state === 'healthy' ? second : 0);
      if (hangs) await expect.poll(() => receiver.contacts, patience).toBeGreaterThan(contacts);
      if (hangs) await kettle.clock.advance(30 * second);
      await kettle.tried(before);
    };

    receiver.mood = mood;
    await begin?.(receiver);
    kettle.record(20);
    await kettle.start();
    await fail();
    kettle.record(20);
    for (let attempt = 0; attempt < 3; attempt += 1) await fail();
    const failing = await kettle.status();
    expect(failing).toMatchObject({ health, lastAnswer: expect.stringMatching(says), accepted: 0, rejected: 0 });
    const rest = Date.parse(failing.nextAttemptAt ?? '') - Date.parse(failing.lastAnswerAt ?? '');
    expect(rest).toBeGreaterThanOrEqual(restMillis);
    if (restMillis > 0) expect(rest).toBeLessThanOrEqual((asks ? 2 : 1) * restMillis + 2 * second);
    expect(kettle.lines()).toEqual([expect.stringMatching(/^info Telemetry: no delivery to posthog \(PostHog, http/)]);

    receiver.mood = well;
    await end?.(receiver);
    await kettle.passBackoff();
    await kettle.delivered();
    await kettle.telemetry.flush();
    expect(await kettle.status()).toMatchObject({
      health: 'healthy',
      lastAnswer: 'accepted',
      rejected: 0,
      failingSince: null,
    });
    expect(kettle.lines()).toHaveLength(2);
    expect(kettle.lines()[1]).toMatch(/^info Telemetry: delivery to posthog \(PostHog, http\S+\) works again\.$/);
    await kettle.telemetry.close();
    expectAll(receiver, 40);
  });
});
