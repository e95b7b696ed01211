import type * as Original from 'posthog-node';
import { afterEach, expect, it, vi } from 'vitest';
import { posthogSink } from '../src/index.ts';
import { eventsOf } from './events.ts';
import { httpReceiver } from './receiver.ts';

/** What a client that is not as it should be does. */
const client = vi.hoisted(() => ({ leavesOut: (_count: number): boolean => false, path: '/batch/' }));

vi.mock('posthog-node', async (importOriginal) => {
  const { PostHog } = await importOriginal<typeof Original>();
  let count = 0;
  return {
    PostHog: class extends PostHog {
      protected override processBeforeEnqueue<M>(message: M): M | null {
        count += 1;
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
