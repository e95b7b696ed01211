import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { PostHog } from 'posthog-node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { countingServer, type CountingServer } from '../src/counting-server.ts';

let counting: CountingServer;
let host: string;

beforeEach(async () => {
  counting = countingServer();
  counting.server.listen(0, '127.0.0.1');
  await once(counting.server, 'listening');
  host = `http://127.0.0.1:${(counting.server.address() as AddressInfo).port}`;
});
afterEach(() => {
  counting.server.closeAllConnections();
  counting.server.close();
});

const eventsOf = (...uuids: readonly string[]) => uuids.map((uuid) => ({ uuid, event: 'boiled' }));
const post = (body: string | Uint8Array<ArrayBuffer>, path = '/batch/', headers: Record<string, string> = {}) =>
  fetch(host + path, { method: 'POST', body, headers });
const postBatch = (batch: readonly object[]) =>
  post(new Uint8Array(gzipSync(JSON.stringify({ api_key: 'phc_bench', batch }))), '/batch/', {
    'Content-Encoding': 'gzip',
  });

describe('the counting server', () => {
  it('acknowledges a batch as PostHog does', async () => {
    const answer = await postBatch(eventsOf(randomUUID()));
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ status: 'Ok' });
  });

  it('counts an event that arrives twice once, and says that it came twice', async () => {
    const [one, two] = [randomUUID(), randomUUID()];
    await postBatch(eventsOf(one, two));
    await postBatch(eventsOf(two));
    expect(counting.take()).toMatchObject({ requests: 2, events: 3, distinct: 2, distinctByName: { boiled: 2 } });
  });

  it('counts by the name of the event, gzipped or not', async () => {
    await post(JSON.stringify({ batch: [{ uuid: randomUUID(), event: 'filled' }] }));
    await postBatch(eventsOf(randomUUID()));
    expect(counting.take().distinctByName).toEqual({ boiled: 1, filled: 1 });
  });

  it('forgets what it has told', async () => {
    await postBatch(eventsOf(randomUUID()));
    counting.take();
    expect(counting.take()).toEqual({ requests: 0, bytes: 0, events: 0, distinct: 0, distinctByName: {} });
  });

  it('counts nothing of what is posted elsewhere', async () => {
    expect((await post('{}', '/i/v0/e/')).status).toBe(404);
    expect(counting.take().requests).toBe(0);
  });

  it('does not answer below /deaf/', async () => {
    const signal = AbortSignal.timeout(100);
    await expect(fetch(`${host}/deaf/batch/`, { method: 'POST', body: '{}', signal })).rejects.toThrow(/timeout/);
    expect(counting.take().requests).toBe(0);
  });

  it('says so when a body is no batch of events', async () => {
    await post(JSON.stringify({ batch: [{ event: 'without a uuid' }] }));
    expect(() => counting.take()).toThrow(/no batch/);
  });

  it('counts what posthog-node sends, as many as it was given', async () => {
    const posthog = new PostHog('phc_bench', { host });
    for (let index = 0; index < 250; index += 1) posthog.capture({ distinctId: 'bench', event: 'boiled' });
    await posthog.shutdown();
    expect(counting.take()).toMatchObject({ events: 250, distinct: 250, distinctByName: { boiled: 250 } });
  });
});
