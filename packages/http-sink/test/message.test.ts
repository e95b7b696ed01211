import { eventFromJson } from '@plainsight/core';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { httpSink, type HttpSinkOptions } from '../src/index.ts';
import { eventOf, never } from './events.ts';
import { httpReceiver } from './receiver.ts';

const batch = [eventOf(1), eventOf(2)];

/** What arrives of two events, and what is said of each. */
async function delivered(options: Omit<HttpSinkOptions, 'url' | 'company'>, path = '') {
  await using receiver = await httpReceiver();
  const sink = httpSink({ url: `${receiver.url}${path}`, company: 'Example', ...options });
  const outcomes = await sink.deliver(batch, never);
  await sink.close();
  return { outcomes, received: receiver.received, sockets: receiver.sockets.length };
}

describe('a message', () => {
  it('is the list of events as they are', async () => {
    const { outcomes, received } = await delivered({}, '/in/events?project=7');
    expect(outcomes).toEqual([{ status: 'accepted' }, { status: 'accepted' }]);
    expect(received.map(({ request }) => request)).toEqual(['POST /in/events?project=7']);
    expect(JSON.parse(received[0]?.text ?? '')).toEqual(batch);
  });

  it('has the JSON that an event was read from in it, as it is', async () => {
    await using receiver = await httpReceiver();
    const sink = httpSink({ url: receiver.url, company: 'Example' });
    const own = JSON.stringify(batch[0]).replace('"properties":{', '"properties":{"spaced":  1.0,');
    await sink.deliver([eventFromJson(own), eventOf(2)], never);
    await sink.close();
    expect(receiver.received[0]?.text).toBe(`[${own},${JSON.stringify(eventOf(2))}]`);
  });

  it('has no headers but those that describe it, and the name of this software', async () => {
    const { received } = await delivered({});
    const { host, ...headers } = received[0]?.headers ?? {};
    expect(host).toMatch(/^127\.0\.0\.1:\d+$/);
    expect(headers).toEqual({
      accept: 'application/json',
      connection: 'keep-alive',
      'content-length': String(Buffer.byteLength(JSON.stringify(batch))),
      'content-type': 'application/json',
      'user-agent': 'plainsight',
    });
  });

  it('is what body makes of the events', async () => {
    const body = vi.fn<NonNullable<HttpSinkOptions['body']>>((events) => ({ sent: events.map(({ uuid }) => uuid) }));
    const { received } = await delivered({ body });
    expect(JSON.parse(received[0]?.text ?? '')).toEqual({ sent: batch.map(({ uuid }) => uuid) });
    expect(body.mock.calls).toEqual([[batch]]);
  });

  it.each([
    ['an object', { Authorization: 'Bearer secret', 'content-type': 'application/vnd.example+json' }],
    ['a function', () => ({ Authorization: 'Bearer secret', 'content-type': 'application/vnd.example+json' })],
  ])('has the headers of %s, instead of those of the same name', async (_form, headers) => {
    const { received } = await delivered({ headers });
    expect(received[0]?.headers).toMatchObject({
      authorization: 'Bearer secret',
      'content-type': 'application/vnd.example+json',
      'user-agent': 'plainsight',
    });
  });

  it('is of what the events were when they were delivered', async () => {
    await using receiver = await httpReceiver();
    const list = [1];
    const sink = httpSink({ url: receiver.url, company: 'Example' });
    const deliveries = [7, 8].map((number) => sink.deliver([{ ...eventOf(number), properties: { list } }], never));
    list.push(2);
    await Promise.all(deliveries);
    await sink.close();
    expect(receiver.received.map(({ text }) => JSON.parse(text)[0].properties)).toEqual([{ list: [1] }, { list: [1] }]);
  });

  it('is the same when it is delivered again', async () => {
    await using receiver = await httpReceiver();
    const sink = httpSink({ url: receiver.url, company: 'Example' });
    await sink.deliver(batch, never);
    await sink.deliver(batch, never);
    await sink.close();
    const [first, second] = receiver.received;
    expect(second?.text).toBe(first?.text);
  });

  it('goes over HTTPS with its query', async () => {
    const seen: string[] = [];
    const server = setupServer(
      http.post('https://telemetry.example.org/events', ({ request }) => {
        seen.push(request.url);
        return HttpResponse.json({});
      }),
    );
    server.listen({ onUnhandledFrame: 'error' });
    onTestFinished(() => server.close());
    const sink = httpSink({ url: 'https://telemetry.example.org/events?token=secret', company: 'Example' });
    expect(await sink.deliver([eventOf(1)], never)).toEqual([{ status: 'accepted' }]);
    expect(seen).toEqual(['https://telemetry.example.org/events?token=secret']);
  });

  const cyclic: unknown[] = [];
  cyclic.push(cyclic);
  const thrown = () => {
    throw new TypeError('no Bearer secret');
  };
  const rejected: object = { headers: async () => thrown() };
  const numbers: object = { headers: { 'X-Secret': 1 } };
  const nothing: object = { headers: () => null };

  it.each<[string, Omit<HttpSinkOptions, 'url' | 'company'>, string]>([
    ['headers throws', { headers: thrown }, 'its headers threw (TypeError)'],
    ['headers gives a promise', rejected, 'its headers gave a promise, and must give the value itself'],
    ['headers gives nothing', nothing, 'its headers are no texts by name'],
    ['a header is no text', numbers, 'its headers are no texts by name'],
    [
      'a header has a line break',
      { headers: { 'X-A': 'secret\nX-B: b' } },
      'its headers cannot be sent (ERR_INVALID_CHAR)',
    ],
    ['a header has no name', { headers: { '': 'secret' } }, 'its headers cannot be sent (ERR_INVALID_HTTP_TOKEN)'],
    ['body throws', { body: thrown }, 'its body threw (TypeError)'],
    ['body gives a promise', { body: async () => thrown() }, 'its body gave a promise, and must give the value itself'],
    ['body gives nothing', { body: () => undefined }, 'its body gave what JSON has no form for'],
    ['body gives a number without bounds', { body: () => 1n }, 'its body gave what JSON has no form for'],
    ['body gives a circle', { body: () => cyclic }, 'its body gave what JSON has no form for'],
  ])('is not sent where %s, and its events are kept', async (_what, options, why) => {
    const { outcomes, sockets } = await delivered(options);
    const retry = { status: 'retry', why, fault: 'configuration' };
    expect(outcomes).toEqual([retry, retry]);
    expect(sockets).toBe(0);
  });
});
