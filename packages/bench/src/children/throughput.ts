import { randomUUID } from 'node:crypto';
import type { TelemetryEvent } from '@plainsight/core';
import { posthogSink } from '@plainsight/posthog-sink';
import { PostHog } from 'posthog-node';
import { largeProperties } from './pool.ts';
import { say } from './say.ts';
import { roomyFile, startTelemetry } from './start-telemetry.ts';

/** WAY HOST EVENTS FILE: sends so many usage events of 1.3 KB, and `warmUp` before. A store on the disk is made as FILE. */
const [way = '', host = '', eventsText = '10000', file = ''] = process.argv.slice(2);
const events = Number(eventsText);
const perFlush = 1000;
/** A burst shows what a client does that had no time for anything. */
const warmUp = way === 'burst' ? 0 : 5 * perFlush;
const pool = largeProperties(2000);
const propertiesOf = (index: number) => pool[index % pool.length] ?? pool[0] ?? largeProperties(1)[0];

interface Way {
  send(count: number): Promise<void>;
  end(): Promise<void>;
}

const ways: Readonly<Record<string, () => Promise<Way>>> = {
  /** record() a thousand times, flush(). */
  plainsight: async () => recording(await startTelemetry(host)),
  /** The same, kept on the disk until it is delivered. */
  durable: async () => recording(await startTelemetry(host, roomyFile(file))),
  /** The same, compressed as posthog-node compresses. */
  'durable-gzip-6': async () => recording(await startTelemetry(host, roomyFile(file), { gzipLevel: 6 })),
  /** A thousand events made, and delivered by the sink. */
  sink: async () => {
    const sink = posthogSink({ key: 'phc_bench', host });
    const { signal } = new AbortController();
    // A sink never keeps its process alive: the host does.
    const alive = setInterval(() => {}, 60_000);
    return {
      send: inPortions(async (from, to) => {
        const batch: TelemetryEvent[] = [];
        for (let index = from; index < to; index += 1) batch.push(eventOf(index));
        const outcomes = await sink.deliver(batch, signal);
        const refused = outcomes.find(({ status }) => status !== 'accepted');
        if (refused !== undefined) throw new Error(`The sink did not deliver: ${JSON.stringify(refused)}.`);
      }),
      end: async () => {
        clearInterval(alive);
        await sink.close();
      },
    };
  },
  /** capture() a thousand times, flush(): batches of a thousand, as the sink has them. */
  bare: async () => bareClient({ flushAt: perFlush + 1, maxQueueSize: 10 * perFlush, flushInterval: 0 }),
  /** The same, in the client's own batches of a hundred. */
  'bare-default': async () => bareClient({}),
  /** capture() all at once, with the client's default options. */
  burst: async () => {
    const posthog = new PostHog('phc_bench', { host });
    return {
      send: async (count) => {
        for (let index = 0; index < count; index += 1) captureOne(posthog, index);
        await posthog.flush();
      },
      end: () => posthog.shutdown(),
    };
  },
};

function recording(telemetry: Awaited<ReturnType<typeof startTelemetry>>): Way {
  return {
    send: inPortions(async (from, to) => {
      for (let index = from; index < to; index += 1) {
        const properties = propertiesOf(index);
        if (properties !== undefined) telemetry.record('flowRun', properties);
      }
      await telemetry.flush();
    }),
    end: () => telemetry.close(),
  };
}

function bareClient(options: ConstructorParameters<typeof PostHog>[1]): Way {
  const posthog = new PostHog('phc_bench', { host, ...options });
  return {
    send: inPortions(async (from, to) => {
      for (let index = from; index < to; index += 1) captureOne(posthog, index);
      await posthog.flush();
    }),
    end: () => posthog.shutdown(),
  };
}

function captureOne(posthog: PostHog, index: number): void {
  posthog.capture({ distinctId: 'bench', event: 'flowRun', properties: propertiesOf(index) ?? {} });
}

const eventOf = (index: number): TelemetryEvent => ({
  uuid: randomUUID(),
  name: 'flowRun',
  timestamp: new Date().toISOString(),
  distinctId: 'bench',
  properties: propertiesOf(index) ?? {},
});

function inPortions(send: (from: number, to: number) => Promise<void>): (count: number) => Promise<void> {
  return async (count) => {
    for (let from = 0; from < count; from += perFlush) await send(from, Math.min(count, from + perFlush));
  };
}

const make = ways[way];
if (make === undefined) throw new Error(`There is no way ${way}.`);
const { send, end } = await make();
await send(warmUp);

const begun = performance.now();
const cpu = process.cpuUsage();
const thread = process.threadCpuUsage();
const loop = performance.eventLoopUtilization();
await send(events);
const millis = performance.now() - begun;
const cpuSpent = process.cpuUsage(cpu);
const threadSpent = process.threadCpuUsage(thread);
const { active } = performance.eventLoopUtilization(loop);
await end();

say({
  sent: events + warmUp,
  perSecond: (events / millis) * 1000,
  cpuMicros: (cpuSpent.user + cpuSpent.system) / events,
  threadMicros: (threadSpent.user + threadSpent.system) / events,
  activeMicros: (active * 1000) / events,
});
