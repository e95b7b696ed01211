import { PostHog } from 'posthog-node';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { eventsIn, httpReceiver, thanks, type Answer } from './receiver.ts';

/** What the README says of the client where it is used by itself. Where it does better one day, the README is to say so. */
describe('posthog-node by itself', () => {
  it('forgets events that were answered with 503', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const refuse: Answer = (response) => response.writeHead(503).end();
    let answer = refuse;
    await using receiver = await httpReceiver((response, received) => answer(response, received));
    const client = clientAt(receiver.url, { fetchRetryCount: 1, fetchRetryDelay: 1 });
    client.capture({ distinctId: 'one', event: 'first' });
    await client.flush().catch(() => {});
    expect(receiver.received.length).toBeGreaterThan(0);
    const refused = receiver.received.length;
    answer = thanks;
    client.capture({ distinctId: 'one', event: 'second' });
    await client.flush();
    expect(eventsIn(receiver.received.slice(refused)).map(({ event }) => event)).toEqual(['second']);
  });

  it('forgets the oldest events when its queue is full, and tells the application nothing', async () => {
    await using receiver = await httpReceiver();
    const client = clientAt(receiver.url, { maxQueueSize: 20, flushAt: 20 });
    const errors: unknown[] = [];
    client.on('error', (error: unknown) => errors.push(error));
    for (let nth = 0; nth < 500; nth += 1) client.capture({ distinctId: 'one', event: `event ${nth}` });
    await client.flush();
    expect(eventsIn(receiver.received).length).toBeLessThan(500);
    expect(errors).toEqual([]);
  });
});

function clientAt(host: string, options: ConstructorParameters<typeof PostHog>[1]): PostHog {
  const client = new PostHog('phc_test', { host, flushInterval: 0, ...options });
  onTestFinished(() => client.shutdown(100).catch(() => {}));
  return client;
}
