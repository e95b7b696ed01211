import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { posthogSink } from '../../src/index.ts';
import { eventsIn, thanks, type Answer, type Received } from '../receiver.ts';
import { day, expectAll, expectOneContentEach, host, hour, patience, second, watchHost } from './host.ts';
import { moodyReceiver, well, type Mood } from './moody-receiver.ts';

const sinkAt = (port: number) => posthogSink({ key: 'phc_test', host: `http://127.0.0.1:${port}` });

const unless =
  (takes: (received: Received) => boolean, status: number): Answer =>
  (response, received) =>
    takes(received) ? thanks(response, received) : void response.writeHead(status).end();
const refusing = (takes: (received: Received) => boolean, status: number): Mood => ({
  takes,
  answer: unless(takes, status),
});
const holds =
  (number: number) =>
  (received: Received): boolean =>
    eventsIn([received]).some(({ properties }) => (properties as { number?: number }).number === number);

let watch = watchHost();
beforeEach(() => {
  watch.end();
  watch = watchHost();
});
afterEach(() => {
  watch.end();
  expect(watch.seen).toEqual([]);
});

describe('a receiver', () => {
  it('that takes small batches only (413) gets all events, and it is no outage', async () => {
    await using receiver = await moodyReceiver();
    receiver.mood = refusing((received) => eventsIn([received]).length <= 10, 413);
    const kettle = host(sinkAt(receiver.port));
    kettle.record(100);
    await kettle.start();
    kettle.record(500);
    await kettle.telemetry.flush();
    expect(await kettle.status()).toMatchObject({ health: 'healthy', waiting: 0, rejected: 0 });
    expect(kettle.lines()).toEqual([]);
    await kettle.telemetry.close();
    expectAll(receiver, 600);
  });

  it.each([400, 413, 422])('that refuses one poison event of a thousand (%d) gets 999', async (status) => {
    await using receiver = await moodyReceiver();
    receiver.mood = refusing((received) => !holds(617)(received), status);
    const kettle = host(sinkAt(receiver.port));
    await kettle.start();
    await kettle.telemetry.flush();
    kettle.record(1000);
    await kettle.telemetry.flush();
    expect(await kettle.status()).toMatchObject({ health: 'healthy', waiting: 0, rejected: 1, accepted: 1000 });
    expect(kettle.lines()).toEqual([]);
    await kettle.telemetry.close();
    expectOneContentEach(receiver.received);
    const arrived = new Set(eventsIn(receiver.taken).map(({ uuid }) => uuid));
    expect(arrived.size).toBe(1000);
    expect(receiver.taken.some(holds(617))).toBe(false);
    // The poison event among them, always under the same uuid.
    expect(new Set(eventsIn(receiver.received).map(({ uuid }) => uuid)).size).toBe(1001);
  });

  it('that refuses everything for days, as a gateway may, gets everything when it is well', async () => {
    await using receiver = await moodyReceiver();
    receiver.mood = refusing(() => false, 400);
    const kettle = host(sinkAt(receiver.port));
    await kettle.start();
    kettle.record(300);
    await kettle.telemetry.flush();
    const from = kettle.clock.now();
    while (kettle.clock.now() < from + 3 * day) {
      const before = await kettle.health();
      kettle.record(1);
      await kettle.passBackoff();
      await kettle.tried(before);
    }
    const { received, rejected, accepted } = { received: receiver.received.length, ...(await kettle.status()) };
    expect({ rejected, accepted }).toEqual({ rejected: 0, accepted: 0 });
    // Twenty requests or so an hour are no flood.
    expect(received).toBeLessThan(3 * 24 * 25);
    expect(kettle.lines()).toHaveLength(1);

    receiver.mood = well;
    await kettle.passBackoff();
    await kettle.delivered();
    expect(await kettle.status()).toMatchObject({ health: 'healthy', rejected: 0 });
    expect(kettle.lines()).toHaveLength(2);
    const recorded = kettle.recorded();
    await kettle.telemetry.close();
    expectAll(receiver, recorded);
  });

  it('whose answer comes whole before it cuts the connection has taken the events: it is no outage', async () => {
    await using receiver = await moodyReceiver();
    receiver.mood = {
      takes: () => true,
      answer: ({ socket }) => void socket?.end('HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n{"status":1}'),
    };
    const kettle = host(sinkAt(receiver.port));
    await kettle.start();
    kettle.record(20);
    await kettle.telemetry.flush();
    expect(await kettle.status()).toMatchObject({ health: 'healthy', waiting: 0 });
    expect(kettle.lines()).toEqual([]);
    await kettle.telemetry.close();
    expectAll(receiver, 20);
    expect(eventsIn(receiver.received)).toHaveLength(21);
  });

  it('that asks for time (429) is left alone so long, though the host flushes and records on', async () => {
    await using receiver = await moodyReceiver();
    receiver.mood = { answer: (response) => void response.writeHead(429, { 'Retry-After': '3600' }).end() };
    const kettle = host(sinkAt(receiver.port));
    await kettle.start();
    kettle.record(1);
    await kettle.telemetry.flush();
    expect(receiver.received).toHaveLength(1);
    receiver.mood = well;
    for (let minute = 0; minute < 59; minute += 1) {
      kettle.record(1);
      await kettle.clock.advance(60 * second);
      await kettle.telemetry.flush();
    }
    expect(receiver.received).toHaveLength(1);
    await kettle.passBackoff();
    await kettle.delivered();
    await kettle.telemetry.close();
    expectAll(receiver, 60);
  });

  it('that asks for time after it refused is left alone as well', async () => {
    await using receiver = await moodyReceiver();
    receiver.mood = {
      takes: () => false,
      answer: (response, received) => {
        const large = eventsIn([received]).length > 3;
        response.writeHead(large ? 413 : 429, large ? {} : { 'Retry-After': String((2 * hour) / second) }).end();
      },
    };
    const kettle = host(sinkAt(receiver.port));
    kettle.record(20);
    await kettle.start();
    await kettle.telemetry.flush();
    const { nextAttemptAt, lastAnswer } = await kettle.status();
    expect(Date.parse(nextAttemptAt ?? '') - kettle.clock.now()).toBeGreaterThanOrEqual(2 * hour);
    expect(lastAnswer).toMatch(/answered 429$/);
    receiver.mood = well;
    await kettle.passBackoff();
    await kettle.delivered();
    await kettle.telemetry.close();
    expectAll(receiver, 20);
  });

  it('that is asked to take a second batch while it hangs over the first gets each event once it is well', async () => {
    await using receiver = await moodyReceiver();
    receiver.mood = { answer: () => {} };
    const kettle = host(sinkAt(receiver.port));
    await kettle.start();
    const flushed = [kettle.telemetry.flush(), kettle.telemetry.flush()];
    await expect.poll(() => receiver.received.length, patience).toBe(1);
    kettle.record(2500);
    await kettle.telemetry.flush({ to: 'store' });
    receiver.mood = well;
    await kettle.clock.advance(30 * second);
    await Promise.all(flushed);
    await kettle.telemetry.flush();
    await kettle.telemetry.close();
    expectAll(receiver, 2500);
  });
});
