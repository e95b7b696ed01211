import { gunzipSync } from 'node:zlib';
import type { Sink } from '@plainsight/core';
import { sinkContract, type SinkPlace } from '@plainsight/core/testing';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { posthogSink, type PosthogSinkOptions } from '../src/index.ts';
import { eventOf, eventsOf } from './events.ts';
import { eventsIn, httpReceiver, thanks, type Answer } from './receiver.ts';

const key = 'phc_test';
const never = new AbortController().signal;
const sinks: Sink[] = [];
const sinkOf = (options: PosthogSinkOptions): Sink => {
  const sink = posthogSink(options);
  sinks.push(sink);
  return sink;
};

afterEach(async () => {
  await Promise.all(sinks.splice(0).map((sink) => sink.close()));
});

describe('posthogSink', () => {
  it('names itself and its receiver, and sends to the European Union unless told otherwise', () => {
    expect(sinkOf({ key })).toMatchObject({
      name: 'posthog',
      receiver: { company: 'PostHog', url: 'https://eu.i.posthog.com', region: 'EU' },
      limits: { events: 1000, bytes: 4_194_304 },
    });
    expect(sinkOf({ key })).not.toHaveProperty('problem');
    expect(sinkOf({ key })).not.toHaveProperty('dryRun');
    expect(sinkOf({ key, name: 'product' }).name).toBe('product');
  });

  it.each([
    ['https://us.i.posthog.com', 'https://us.i.posthog.com', 'US'],
    ['https://eu.i.posthog.com/', 'https://eu.i.posthog.com', 'EU'],
    ['https://posthog.example.com', 'https://posthog.example.com', null],
    ['https://example.com/ingest/', 'https://example.com/ingest', null],
    ['http://127.0.0.1:8000', 'http://127.0.0.1:8000', null],
    ['http://[::1]:8000', 'http://[::1]:8000', null],
    ['http://localhost:8000', 'http://localhost:8000', null],
  ])('sends to %s', (host, url, region) => {
    const sink = sinkOf({ key, host });
    expect(sink.receiver).toEqual({ company: 'PostHog', url, region });
    expect(sink.problem).toBeUndefined();
  });

  it.each([
    [{ key: '' }, 'phc_'],
    [{ key: 'phx_personal' }, 'phc_'],
    [{ key: 'phc_' }, 'phc_'],
    [{ key: ' phc_test' }, 'phc_'],
    [{ key, host: '' }, 'no URL'],
    [{ key, host: 'eu.i.posthog.com' }, 'no URL'],
    [{ key, host: 'http://posthog.example.com' }, 'HTTPS'],
    [{ key, host: 'ftp://posthog.example.com' }, 'HTTPS'],
    [{ key, host: 'https://user:word@posthog.example.com' }, 'credentials'],
    [{ key, host: 'https://posthog.example.com/?a=b' }, 'query'],
    [{ key, gzipLevel: 0 }, 'gzipLevel is 0'],
    [{ key, gzipLevel: 2.5 }, 'from 1 to 9'],
    [{ key, gzipLevel: NaN }, 'from 1 to 9'],
  ])('has a problem with %o, and delivers nothing', async (options, word) => {
    const sink = sinkOf(options);
    expect(sink.problem).toContain(word);
    expect(sink.problem).not.toMatch(/personal|user:|:word/);
    const retry = { status: 'retry', why: sink.problem, fault: 'configuration' };
    expect(await sink.deliver(eventsOf(2), never)).toEqual([retry, retry]);
  });

  it('tells all that is wrong at once', () => {
    const { problem } = sinkOf({ key: 'x', host: 'y' });
    expect(problem).toContain('phc_');
    expect(problem).toContain('URL');
  });

  it('adds to the event’s own properties what it says that it adds, and nothing else', async () => {
    await using receiver = await httpReceiver();
    const sink = sinkOf({ key, host: receiver.url });
    await sink.deliver([eventOf(1)], never);
    const [sent] = eventsIn(receiver.received);
    const added = Object.fromEntries((sink.adds ?? []).map(({ name, value }) => [name, value]));
    const { properties, ...rest } = sent ?? {};
    const { uuid, name, timestamp, distinctId, properties: own } = eventOf(1);
    expect(rest).toEqual({ uuid, event: name, timestamp, distinct_id: distinctId });
    expect(properties).toEqual({
      ...own,
      ...added,
      $process_person_profile: false,
      $geoip_disable: true,
      $is_server: true,
    });
    expect(added).toMatchObject({ $process_person_profile: 'false', $geoip_disable: 'true', $is_server: 'true' });
  });

  it('does not let the event change what it adds', async () => {
    await using receiver = await httpReceiver();
    const event = {
      ...eventOf(1),
      properties: { $ip: '192.0.2.1', $geoip_disable: false, $process_person_profile: true },
    };
    await sinkOf({ key, host: receiver.url }).deliver([event], never);
    expect(eventsIn(receiver.received)).toMatchObject([
      { properties: { $ip: '0.0.0.0', $geoip_disable: true, $process_person_profile: false } },
    ]);
  });

  it('compresses as hard as it is told, and says the same', async () => {
    await using receiver = await httpReceiver();
    for (const gzipLevel of [9, 1]) {
      const sink = sinkOf({ key, host: receiver.url, gzipLevel });
      for (let nth = 0; nth < 2; nth += 1) await sink.deliver(eventsOf(100), never);
    }
    const [, hard = 0, , quick = 0] = receiver.received.map(({ headers }) => Number(headers['content-length']));
    expect(quick).toBeGreaterThan(hard);
    const [first, ...others] = receiver.received.map((one) => eventsIn([one]));
    for (const other of others) expect(other).toEqual(first);
  });

  it('redelivers with the same uuid, timestamp and properties', async () => {
    await using receiver = await httpReceiver();
    const sink = sinkOf({ key, host: receiver.url });
    await sink.deliver([eventOf(1)], never);
    await sink.deliver([eventOf(1)], never);
    const [first, second] = eventsIn(receiver.received);
    expect(second).toEqual(first);
  });

  it('sends to a path before /batch/ where the host has one', async () => {
    await using receiver = await httpReceiver();
    const sink = sinkOf({ key, host: `${receiver.url}/ingest/` });
    expect(await sink.deliver([eventOf(1)], never)).toEqual([{ status: 'accepted' }]);
    expect(receiver.received).toMatchObject([{ path: '/ingest/batch/' }]);
  });

  it('sends nothing when the signal was aborted before', async () => {
    await using receiver = await httpReceiver();
    const outcomes = await sinkOf({ key, host: receiver.url }).deliver(eventsOf(2), AbortSignal.abort());
    expect(outcomes.map(({ status }) => status)).toEqual(['retry', 'retry']);
    expect(receiver.sockets).toHaveLength(0);
  });

  it('ends a delivery that is in flight when it is closed', async () => {
    let asked = (): void => {};
    const request = new Promise<void>((resolve) => (asked = resolve));
    await using receiver = await httpReceiver(() => asked());
    const sink = sinkOf({ key, host: receiver.url });
    const delivered = sink.deliver([eventOf(1)], never);
    await request;
    await sink.close();
    expect(await delivered).toMatchObject([{ status: 'retry' }]);
  });

  it('lets go of its socket when it is closed, and opens another when it delivers again', async () => {
    await using receiver = await httpReceiver();
    const sink = sinkOf({ key, host: receiver.url });
    await sink.deliver([eventOf(1)], never);
    const [socket] = receiver.sockets;
    const closed = new Promise((resolve) => socket?.on('close', resolve));
    await sink.close();
    await sink.close();
    await closed;
    expect(receiver.sockets).toHaveLength(1);
    expect(await sink.deliver([eventOf(2)], never)).toEqual([{ status: 'accepted' }]);
    expect(receiver.sockets).toHaveLength(2);
  });
});

it('posts zipped JSON to https://eu.i.posthog.com/batch/ by default', async () => {
  const seen: { method: string; encoding: string | null; body: unknown }[] = [];
  const server = setupServer(
    http.post('https://eu.i.posthog.com/batch/', async ({ request }) => {
      const bytes = Buffer.from(await request.arrayBuffer());
      seen.push({
        method: request.method,
        encoding: request.headers.get('content-encoding'),
        body: JSON.parse(gunzipSync(bytes).toString()),
      });
      return HttpResponse.json({ status: 'Ok' });
    }),
  );
  server.listen({ onUnhandledFrame: 'error' });
  onTestFinished(() => server.close());

  expect(await sinkOf({ key }).deliver([eventOf(1)], never)).toEqual([{ status: 'accepted' }]);
  expect(seen).toMatchObject([
    {
      method: 'POST',
      encoding: 'gzip',
      body: {
        api_key: key,
        batch: [{ event: 'telemetry sent', distinct_id: eventOf(1).distinctId, uuid: eventOf(1).uuid }],
      },
    },
  ]);
});

sinkContract(
  { describe, it },
  {
    name: 'posthog',
    supports: { received: true, failing: true, hanging: true },
    create: async (): Promise<SinkPlace> => {
      let answer: Answer = thanks;
      const receiver = await httpReceiver((response, received) => answer(response, received));
      return {
        sink: posthogSink({ key, host: receiver.url }),
        received: () => eventsIn(receiver.received).map(({ uuid }) => String(uuid)),
        fail: () => void (answer = (response) => response.writeHead(500).end()),
        hang: () => void (answer = () => {}),
        remove: async () => receiver[Symbol.asyncDispose](),
      };
    },
  },
);
