import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { createTelemetry, memoryStore, type Sink } from '@plainsight/core';
import { manualMachine } from '@plainsight/core/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { posthogSink } from '../../src/index.ts';
import { plan } from './plan.ts';

/** What is waited for after a failure at least; a timer of Node and the clock may differ by a moment. */
const leastMillis = 100 - 3;

interface Tried {
  /** When each delivery began, in milliseconds. */
  readonly begun: readonly number[];
  /** When each delivery ended. */
  readonly ended: readonly number[];
  readonly sink: Sink;
}

/** Notes when a sink was asked to deliver. */
function watched(sink: Sink): Tried {
  const begun: number[] = [];
  const ended: number[] = [];
  const deliver: Sink['deliver'] = async (batch, signal) => {
    begun.push(performance.now());
    try {
      return await sink.deliver(batch, signal);
    } finally {
      ended.push(performance.now());
    }
  };
  return { begun, ended, sink: { ...sink, deliver } };
}

/** A server on loopback that does the same with each request; how many came. */
async function server(answer: Parameters<typeof createServer>[1]) {
  let requests = 0;
  const listening: Server = createServer((request, response) => {
    requests += 1;
    request.resume().on('end', () => answer?.(request, response));
  });
  const sockets = new Set<Socket>();
  listening.on('connection', (socket: Socket) => sockets.add(socket.on('error', () => {})));
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const close = (): void => {
    listening.close();
    for (const socket of sockets) socket.destroy();
  };
  onTestFinished(close);
  return { port: (listening.address() as AddressInfo).port, requests: () => requests, close };
}

/** A host with the clock of this machine. */
async function host(port: number) {
  const store = memoryStore();
  const tried = watched(posthogSink({ key: 'phc_test', host: `http://127.0.0.1:${port}` }));
  const telemetry = createTelemetry(plan, { env: {}, machine: manualMachine({ system: { platform: 'linux' } }) });
  await telemetry.start({ serviceVersion: '1', store, sinks: [tried.sink], ephemeral: true });
  onTestFinished(() => telemetry.close());
  return { telemetry, store, ...tried };
}

const status = (code: number, headers: Record<string, string> = {}) =>
  server((_request, response) => void response.writeHead(code, headers).end());

const failing: readonly (readonly [what: string, make: () => Promise<{ readonly port: number }>])[] = [
  ['answers 500', () => status(500)],
  ['answers 401', () => status(401)],
  ['answers 429', () => status(429)],
  ['answers 302', () => status(302, { Location: '/batch/' })],
  ['cuts the connection', () => server((_request, { socket }) => void socket?.destroy())],
  [
    'refuses the connection',
    async () => {
      const shut = await status(500);
      shut.close();
      return shut;
    },
  ],
];

describe('a flush', () => {
  it.each(failing)('tries a receiver that %s once, as do the next one and close, 100 ms apart', async (_what, make) => {
    const { telemetry, store, begun, ended } = await host((await make()).port);
    telemetry.record('boiled', { number: 1 });
    await telemetry.flush();
    expect(begun).toHaveLength(1);
    expect((await store.health('posthog')).failures).toBe(1);
    telemetry.record('boiled', { number: 2 });
    await telemetry.flush();
    expect(begun).toHaveLength(2);
    await telemetry.close();
    expect(begun).toHaveLength(3);
    for (const [index, end] of ended.slice(0, -1).entries()) {
      expect((begun[index + 1] ?? 0) - end).toBeGreaterThanOrEqual(leastMillis);
    }
  });

  it('that is asked for by many at once, and by close, is one try', async () => {
    const { port } = await status(503);
    const { telemetry, begun } = await host(port);
    telemetry.record('boiled', { number: 1 });
    await Promise.all([telemetry.flush(), telemetry.flush(), telemetry.flush(), telemetry.close()]);
    expect(begun).toHaveLength(1);
  });

  it('of many events that are refused together is one attempt, which finds out which', async () => {
    const receiver = await status(413);
    const { telemetry, store } = await host(receiver.port);
    for (let number = 0; number < 100; number += 1) telemetry.record('boiled', { number });
    await telemetry.flush();
    expect((await store.health('posthog')).failures).toBe(1);
    expect(receiver.requests()).toBeLessThanOrEqual(2 * Math.ceil(Math.log2(101)) + 2);
  });

  it('tries a receiver that never answers once, however often it is asked, and ends in its time', async () => {
    const receiver = await server(() => {});
    const { telemetry } = await host(receiver.port);
    telemetry.record('boiled', { number: 1 });
    await telemetry.flush({ timeoutMillis: 100 });
    await telemetry.flush({ timeoutMillis: 100 });
    await telemetry.close({ timeoutMillis: 100 });
    expect(receiver.requests()).toBe(1);
  });

  it('delivers what was recorded while its own attempt was under way', async () => {
    const { telemetry, store, begun } = await host(
      (
        await server((_request, response) => {
          if (begun.length < 3) telemetry.record('boiled', { number: begun.length });
          response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"status":1}');
        })
      ).port,
    );
    telemetry.record('boiled', { number: 0 });
    await telemetry.flush();
    const { accepted = 0, waiting } = (await store.counts()).sinks['posthog'] ?? {};
    expect(waiting).toBe(0);
    expect(accepted).toBeGreaterThanOrEqual(3);
  });

  it('delivers at once to a receiver that has been well again since the flush before', async () => {
    let isWell = false;
    const { port } = await server((_request, response) => {
      const answer = isWell ? '{"status":1}' : '';
      response.writeHead(isWell ? 200 : 503, { 'Content-Type': 'application/json' }).end(answer);
    });
    const { telemetry, store } = await host(port);
    telemetry.record('boiled', { number: 1 });
    await telemetry.flush();
    isWell = true;
    await telemetry.flush();
    expect((await store.counts()).sinks['posthog']?.waiting).toBe(0);
  });
});
