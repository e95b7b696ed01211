import type { Sink } from '@plainsight/core';
import { afterEach, beforeEach, describe, expect, it, vi, type MockInstance } from 'vitest';
import { posthogSink } from '../src/index.ts';
import { eventOf, eventsOf } from './events.ts';
import { eventsIn, httpReceiver, socketReceiver, thanks, type Answer } from './receiver.ts';

// What posthog-node 5.70 does when it is used as its guide says. Each of these lost or changed events when it was tried.

const never = new AbortController().signal;
const sinks: Sink[] = [];
const sinkAt = (host: string): Sink => {
  const sink = posthogSink({ key: 'phc_test', host });
  sinks.push(sink);
  return sink;
};
const uuidsOf = (events: readonly { readonly uuid?: unknown }[]): readonly unknown[] => events.map(({ uuid }) => uuid);

let spies: readonly MockInstance[] = [];
beforeEach(() => {
  spies = (['error', 'log', 'warn'] as const).map((method) => vi.spyOn(console, method).mockImplementation(() => {}));
});
afterEach(async () => {
  for (const spy of spies) expect(spy).not.toHaveBeenCalled();
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await Promise.all(sinks.splice(0).map((sink) => sink.close()));
});

describe('posthog-node', () => {
  it('drops nothing of a batch that is longer than its queue, and sends it in one request', async () => {
    const events = eventsOf(12_000);
    await using receiver = await httpReceiver();
    const outcomes = await sinkAt(receiver.url).deliver(events, never);
    expect(outcomes.every(({ status }) => status === 'accepted')).toBe(true);
    expect(receiver.received).toHaveLength(1);
    expect(uuidsOf(eventsIn(receiver.received))).toEqual(uuidsOf(events));
  });

  it('does not split a batch that is too large, and takes as large a one the next time', async () => {
    const events = eventsOf(200);
    let answers = 0;
    await using receiver = await httpReceiver((response, received) => {
      answers += 1;
      if (answers === 1) response.writeHead(413).end();
      else thanks(response, received);
    });
    const sink = sinkAt(receiver.url);
    const outcomes = await sink.deliver(events, never);
    expect(outcomes.every(({ status }) => status === 'rejected')).toBe(true);
    expect(receiver.received).toHaveLength(1);
    await sink.deliver(events, never);
    expect(receiver.received).toHaveLength(2);
    expect(eventsIn(receiver.received)).toHaveLength(400);
  });

  it.each([301, 302, 303, 307, 308])('does not take a redirect (%d) for success', async (code) => {
    const answer: Answer = (response, received) => {
      if (received.path === '/batch/') response.writeHead(code, { Location: '/welcome' }).end();
      else response.writeHead(200).end('{"status":"Ok"}');
    };
    await using receiver = await httpReceiver(answer);
    const [outcome] = await sinkAt(receiver.url).deliver([eventOf(1)], never);
    expect(outcome).toMatchObject({ status: 'retry' });
    expect(receiver.received.map(({ method, path }) => `${method} ${path}`)).toEqual(['POST /batch/']);
  });

  it('loses nothing when two deliveries are asked for at once', async () => {
    const events = eventsOf(1000);
    await using receiver = await httpReceiver();
    const sink = sinkAt(receiver.url);
    const halves = [events.slice(0, 500), events.slice(500)];
    const outcomes = await Promise.all(halves.map((half) => sink.deliver(half, never)));
    expect(outcomes.flat().every(({ status }) => status === 'accepted')).toBe(true);
    expect(uuidsOf(eventsIn(receiver.received))).toEqual(uuidsOf(events));
  });

  it('makes one request after the other', async () => {
    const waiting: (() => void)[] = [];
    let asked = (): void => {};
    await using receiver = await httpReceiver((response, received) => {
      waiting.push(() => thanks(response, received));
      asked();
    });
    const sink = sinkAt(receiver.url);
    const both = [eventOf(1), eventOf(2)].map(async (event) => {
      const outcomes = await sink.deliver([event], never);
      return outcomes[0]?.status;
    });
    for (const expected of [1, 2]) {
      await new Promise<void>((resolve) => {
        asked = resolve;
        if (waiting.length > 0) resolve();
      });
      expect(receiver.received).toHaveLength(expected);
      waiting.pop()?.();
    }
    expect(await Promise.all(both)).toEqual(['accepted', 'accepted']);
  });

  it('speaks as it always does though POSTHOG_CAPTURE_MODE says otherwise', async () => {
    vi.stubEnv('POSTHOG_CAPTURE_MODE', 'v1');
    await using receiver = await httpReceiver();
    const outcomes = await sinkAt(receiver.url).deliver([eventOf(1)], never);
    expect(outcomes).toEqual([{ status: 'accepted' }]);
    expect(receiver.received).toMatchObject([{ path: '/batch/', body: { api_key: 'phc_test' } }]);
    expect(eventsIn(receiver.received)).toMatchObject([{ uuid: eventOf(1).uuid, distinct_id: eventOf(1).distinctId }]);
  });

  it.each([
    ['a uuid that is none', { uuid: 'butler-1' }, 'its uuid is none, and PostHog would get it under another'],
    ['an empty uuid', { uuid: '' }, 'its uuid is none, and PostHog would get it under another'],
    ['a timestamp that is none', { timestamp: 'yesterday' }, 'its timestamp is none'],
    ['no distinct id', { distinctId: '' }, 'its distinct id is empty'],
    ['no name', { name: '' }, 'its name is empty'],
  ])('is not given an event with %s, which it would replace', async (_what, change, why) => {
    await using receiver = await httpReceiver();
    const events = [eventOf(1), { ...eventOf(2), ...change }, eventOf(3)];
    const outcomes = await sinkAt(receiver.url).deliver(events, never);
    expect(outcomes).toEqual([{ status: 'accepted' }, { status: 'rejected', why }, { status: 'accepted' }]);
    expect(uuidsOf(eventsIn(receiver.received))).toEqual([eventOf(1).uuid, eventOf(3).uuid]);
  });

  it('is not asked at all when there is nothing that it could send', async () => {
    await using receiver = await httpReceiver();
    const outcomes = await sinkAt(receiver.url).deliver([{ ...eventOf(1), uuid: '1' }], never);
    expect(outcomes).toMatchObject([{ status: 'rejected' }]);
    expect(receiver.sockets).toHaveLength(0);
  });

  it('sends what the event was when it was delivered, at every depth', async () => {
    await using receiver = await httpReceiver();
    const feature: Record<string, boolean> = { api: true };
    const list = [{ on: true }];
    const properties = { telemetry_json: { feature }, list, feature_api: true };
    const delivered = sinkAt(receiver.url).deliver([{ ...eventOf(1), properties }], never);
    feature['api'] = false;
    list[0] = { on: false };
    properties.feature_api = false;
    expect(await delivered).toEqual([{ status: 'accepted' }]);
    expect(eventsIn(receiver.received)).toMatchObject([
      { properties: { telemetry_json: { feature: { api: true } }, list: [{ on: true }], feature_api: true } },
    ]);
  });

  it('leaves the event as it was', async () => {
    await using receiver = await httpReceiver();
    const event = eventOf(1);
    await sinkAt(receiver.url).deliver([event], never);
    expect(event).toEqual(eventOf(1));
  });

  it('keeps no request and no event of a delivery that was given up', async () => {
    let first = true;
    let asked = (): void => {};
    const request = new Promise<void>((resolve) => (asked = resolve));
    await using receiver = await httpReceiver((response, received) => {
      if (!first) return thanks(response, received);
      first = false;
      asked();
    });
    const sink = sinkAt(receiver.url);
    const controller = new AbortController();
    const hanging = sink.deliver(eventsOf(3), controller.signal);
    await request;
    controller.abort();
    expect((await hanging).map(({ status }) => status)).toEqual(['retry', 'retry', 'retry']);
    expect(await sink.deliver([eventOf(9)], never)).toEqual([{ status: 'accepted' }]);
    expect(uuidsOf(eventsIn(receiver.received.slice(1)))).toEqual([eventOf(9).uuid]);
  });

  it('has no time limit of its own beside the signal', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    let release = (): void => {};
    let asked = (): void => {};
    const request = new Promise<void>((resolve) => (asked = resolve));
    await using receiver = await httpReceiver((response, received) => {
      release = () => thanks(response, received);
      asked();
    });
    const delivered = sinkAt(receiver.url).deliver([eventOf(1)], never);
    await request;
    await vi.advanceTimersByTimeAsync(60 * 60 * 1000);
    release();
    expect(await delivered).toEqual([{ status: 'accepted' }]);
  });

  it('gives up what waits for its turn as soon as its signal aborts, and sends nothing of it', async () => {
    let asked = (): void => {};
    const request = new Promise<void>((resolve) => (asked = resolve));
    await using receiver = await socketReceiver((socket) => void socket.once('data', () => asked()));
    const sink = sinkAt(receiver.url);
    const first = new AbortController();
    const second = new AbortController();
    const hanging = sink.deliver([eventOf(1)], first.signal);
    const waiting = sink.deliver([eventOf(2)], second.signal);
    await request;
    second.abort();
    expect(await waiting).toMatchObject([{ status: 'retry' }]);
    first.abort();
    expect(await hanging).toMatchObject([{ status: 'retry' }]);
    expect(receiver.sockets).toHaveLength(1);
  });
});
