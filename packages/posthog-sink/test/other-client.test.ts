import type * as Original from 'posthog-node';
import { afterEach, expect, it, vi } from 'vitest';
import { posthogSink } from '../src/index.ts';
import { eventOf, eventsOf } from './events.ts';
import { eventsIn, httpReceiver } from './receiver.ts';

/** What a client that is not as it should be does. */
const client = vi.hoisted(() => ({ leavesOut: (_count: number): boolean => false, path: '/batch/', written: 0 }));

vi.mock('posthog-node', async (importOriginal) => {
  const { PostHog } = await importOriginal<typeof Original>();
  let count = 0;
  return {
    PostHog: class extends PostHog {
      protected override processBeforeEnqueue<M>(message: M): M | null {
        count += 1;
        client.written += 1;
        return client.leavesOut(count) ? null : message;
      }
      protected override getBatchEndpointPath(): string {
        return client.path;
      }
    },
  };
});

afterEach(() => {
  client.leavesOut = () => false;
  client.path = '/batch/';
  client.written = 0;
});

it('accepts only the events that the client had in its request', async () => {
  client.leavesOut = (count) => count % 2 === 0;
  await using receiver = await httpReceiver();
  const sink = posthogSink({ key: 'phc_test', host: receiver.url });
  const outcomes = await sink.deliver(eventsOf(4), new AbortController().signal);
  await sink.close();
  const leftOut = { status: 'retry', why: 'posthog-node left it out of its request' };
  expect(outcomes).toEqual([{ status: 'accepted' }, leftOut, { status: 'accepted' }, leftOut]);
});

it('lets the client post nowhere but to /batch/', async () => {
  client.path = '/i/v1/analytics/events';
  await using receiver = await httpReceiver();
  const sink = posthogSink({ key: 'phc_test', host: receiver.url });
  const outcomes = await sink.deliver(eventsOf(2), new AbortController().signal);
  await sink.close();
  const retry = { status: 'retry', why: 'posthog-node did not make the request that was expected of it' };
  expect(outcomes).toEqual([retry, retry]);
  expect(receiver.sockets).toHaveLength(0);
});

/** Two with marks, and one that proves what was learned of them. */
const toLearn = 3;

it('lets the client write the first batch and what it learns from, once, and no other event', async () => {
  await using receiver = await httpReceiver();
  const sink = posthogSink({ key: 'phc_test', host: receiver.url });
  for (const batch of [eventsOf(3), eventsOf(5), eventsOf(2)]) await sink.deliver(batch, new AbortController().signal);
  await sink.close();
  expect(eventsIn(receiver.received)).toHaveLength(10);
  expect(client.written).toBe(3 + toLearn);
});

it('lets the client write the batch of an event that has a name of its own', async () => {
  await using receiver = await httpReceiver();
  const sink = posthogSink({ key: 'phc_test', host: receiver.url });
  const others = eventsOf(3);
  const named = { ...eventOf(9), properties: { $lib: 'ours', $ip: '192.0.2.1', kept: 1 } };
  for (const batch of [eventsOf(1), eventsOf(1), [named, ...others]]) {
    await sink.deliver(batch, new AbortController().signal);
  }
  await sink.close();
  expect(client.written).toBe(1 + toLearn + 4);
  expect(eventsIn(receiver.received.slice(2))).toMatchObject([
    { properties: { $lib: 'posthog-node', $ip: '0.0.0.0', kept: 1 } },
    ...others.map(({ uuid }) => ({ uuid })),
  ]);
});
