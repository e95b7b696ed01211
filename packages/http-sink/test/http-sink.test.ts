import type { Sink } from '@plainsight/core';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { httpSink, type HttpSinkOptions } from '../src/index.ts';
import { eventOf, never } from './events.ts';
import { httpReceiver, socketReceiver, thanks } from './receiver.ts';

const company = 'Example';
const url = 'https://telemetry.example.org/events';
const batch = [eventOf(1), eventOf(2)];

const sinks: Sink[] = [];
const sinkOf = (options: Omit<HttpSinkOptions, 'company'>): Sink => {
  const sink = httpSink({ company, ...options });
  sinks.push(sink);
  return sink;
};

afterEach(async () => {
  await Promise.all(sinks.splice(0).map((sink) => sink.close()));
});

describe('httpSink', () => {
  it('names itself and its receiver, and adds nothing', () => {
    const sink = sinkOf({ url, region: 'EU' });
    expect(sink).toMatchObject({
      name: 'http',
      receiver: { company, url, region: 'EU' },
      limits: { events: 500, bytes: 1_048_576 },
      adds: [],
    });
    expect(sink).not.toHaveProperty('problem');
    expect(sink).not.toHaveProperty('dryRun');
    expect(sinkOf({ url, name: 'message', limits: { events: 1 } })).toMatchObject({
      name: 'message',
      receiver: { region: null },
      limits: { events: 1, bytes: 1_048_576 },
    });
  });

  it.each([
    ['https://example.org', 'https://example.org/'],
    [' https://example.org/in ', 'https://example.org/in'],
    ['https://example.org/in/', 'https://example.org/in/'],
    ['https://example.org/in?token=secret', 'https://example.org/in'],
    ['http://127.0.0.1:8000/in', 'http://127.0.0.1:8000/in'],
    ['http://[::1]:8000/in', 'http://[::1]:8000/in'],
    ['http://localhost:8000/in', 'http://localhost:8000/in'],
  ])('sends to %s, and shows %s', (given, shown) => {
    const sink = sinkOf({ url: given });
    expect(sink.receiver.url).toBe(shown);
    expect(sink.problem).toBeUndefined();
  });

  it.each([
    [{ url: '' }, 'The option url is no URL. Give one such as https://'],
    [{ url: 'telemetry.example.org' }, 'The option url is no URL.'],
    [{ url: 'user:word@telemetry.example.org' }, 'The option url is no URL.'],
    [{ url: 'https://user:word@telemetry.example.org' }, 'holds credentials. Give it without.'],
    [{ url: 'https://user@telemetry.example.org' }, 'holds credentials. Give it without.'],
    [{ url: 'http://user:word@telemetry.example.org/?token=secret' }, 'holds credentials. Give it without.'],
    [{ url: 'http://telemetry.example.org/?token=secret' }, 'telemetry.example.org is not reached over HTTPS. Give a'],
    [{ url: 'http://127.0.0.1.example.org' }, 'is not reached over HTTPS.'],
    [{ url: 'ftp://telemetry.example.org' }, 'is not reached over HTTPS.'],
    [{ url: 'https://telemetry.example.org/#secret' }, 'holds a fragment, which is never sent. Give it without.'],
    [{ url, limits: { events: 0 } }, 'The option limits leaves no room for an event. Give events and bytes from 1.'],
    [{ url, limits: { bytes: Number.NaN } }, 'The option limits leaves no room for an event.'],
  ])('has a problem with %o, shows nothing that is secret, and delivers nothing', async (options, words) => {
    const sink = sinkOf(options);
    expect(sink.problem).toContain(words);
    expect(JSON.stringify(sink)).not.toMatch(/user|word|token|secret/);
    const retry = { status: 'retry', why: sink.problem, fault: 'configuration' };
    expect(await sink.deliver(batch, never)).toEqual([retry, retry]);
  });

  it('opens nothing to a receiver that is not reached over HTTPS', async () => {
    const seen: string[] = [];
    const server = setupServer(
      http.all('*', ({ request }) => {
        seen.push(request.url);
        return HttpResponse.json({});
      }),
    );
    server.listen({ onUnhandledFrame: 'error' });
    onTestFinished(() => server.close());
    const insecure = sinkOf({ url: 'http://telemetry.example.org/events' });
    expect(await insecure.deliver([eventOf(1)], never)).toMatchObject([{ status: 'retry', fault: 'configuration' }]);
    expect(seen).toEqual([]);
    expect(await sinkOf({ url }).deliver([eventOf(1)], never)).toEqual([{ status: 'accepted' }]);
    expect(seen).toEqual([url]);
  });

  it('tells all that is wrong at once', () => {
    const { problem } = httpSink({ url: 'x', company: ' ', limits: { bytes: 0 } });
    expect(problem).toMatch(/option url .* option company .* option limits/);
  });

  it('opens nothing before it delivers, and nothing for a signal that was aborted before', async () => {
    await using receiver = await httpReceiver();
    const outcomes = await sinkOf({ url: receiver.url }).deliver(batch, AbortSignal.abort());
    expect(outcomes.map(({ status }) => status)).toEqual(['retry', 'retry']);
    expect(receiver.sockets).toHaveLength(0);
  });

  it('makes one request after the other', async () => {
    let open = 0;
    let most = 0;
    await using receiver = await httpReceiver((response, received) => {
      open += 1;
      most = Math.max(most, open);
      setImmediate(() => {
        open -= 1;
        thanks(response, received);
      });
    });
    const sink = sinkOf({ url: receiver.url });
    const outcomes = await Promise.all([1, 2, 3].map((number) => sink.deliver([eventOf(number)], never)));
    expect(outcomes.flat()).toEqual([{ status: 'accepted' }, { status: 'accepted' }, { status: 'accepted' }]);
    expect({ most, sockets: receiver.sockets.length }).toEqual({ most: 1, sockets: 1 });
  });

  it('gives up what waits for its turn as soon as its signal aborts, and sends nothing of it', async () => {
    const { promise: request, resolve: asked } = Promise.withResolvers<void>();
    await using receiver = await socketReceiver((socket) => void socket.once('data', () => asked()));
    const sink = sinkOf({ url: receiver.url });
    const first = new AbortController();
    const second = new AbortController();
    const hanging = sink.deliver([eventOf(1)], first.signal);
    const waiting = sink.deliver([eventOf(2)], second.signal);
    await request;
    second.abort();
    const late = { status: 'retry', why: `${receiver.host} did not answer in time` };
    expect(await waiting).toEqual([late]);
    first.abort();
    expect(await hanging).toEqual([late]);
    expect(receiver.sockets).toHaveLength(1);
  });

  it('ends a delivery that is in flight when it is closed, and opens again when it delivers again', async () => {
    const { promise: request, resolve: asked } = Promise.withResolvers<void>();
    let hangs = true;
    await using receiver = await httpReceiver((response, received) => (hangs ? asked() : thanks(response, received)));
    const sink = sinkOf({ url: receiver.url });
    const delivered = sink.deliver([eventOf(1)], never);
    await request;
    await sink.close();
    expect(await delivered).toMatchObject([{ status: 'retry' }]);
    hangs = false;
    expect(await sink.deliver([eventOf(1)], never)).toEqual([{ status: 'accepted' }]);
    await sink.close();
    expect(await sink.deliver([eventOf(2)], never)).toEqual([{ status: 'accepted' }]);
    expect(receiver.sockets).toHaveLength(3);
  });
});
