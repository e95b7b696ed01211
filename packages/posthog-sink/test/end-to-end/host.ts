import {
  createTelemetry,
  memoryStore,
  type Sink,
  type SinkHealth,
  type SinkStatus,
  type StartOptions,
} from '@plainsight/core';
import { manualClock, manualMachine, seededRandom } from '@plainsight/core/testing';
import { expect } from 'vitest';
import { eventsIn, type Received } from '../receiver.ts';
import type { MoodyReceiver } from './moody-receiver.ts';
import { plan } from './plan.ts';

export const second = 1000;
export const hour = 3600 * second;
export const day = 24 * hour;

/** How long a test waits for sockets on this machine, and how often it looks. */
export const patience = { timeout: 20_000, interval: 5 };

/** A host in a world of its own, but for its sink: its clock stands still until it is advanced. */
export function host(sink: Sink, more: Partial<StartOptions> = {}) {
  const clock = manualClock(Date.UTC(2026, 2, 3, 4, 5, 6));
  const store = memoryStore();
  const lines: string[] = [];
  const log = (level: string) => (message: string) => void lines.push(`${level} ${message}`);
  const machine = manualMachine({ system: { platform: 'linux' } });
  const telemetry = createTelemetry(plan, { clock, env: {}, random: seededRandom(7), machine });
  let recorded = 0;

  const health = (): Promise<SinkHealth> => store.health(sink.name);
  const status = async (): Promise<SinkStatus> => {
    const [first] = (await telemetry.status()).sinks;
    if (first === undefined) throw new Error('There is no sink.');
    return first;
  };

  return {
    telemetry,
    clock,
    store,
    health,
    status,
    /** Lines of the log above `debug`, but for the notice. */
    lines: (): readonly string[] => lines.filter((line) => !/^(debug|info kettle sends)/.test(line)),
    start: () =>
      telemetry.start({
        serviceVersion: '1.2.3',
        store,
        sinks: [sink],
        ephemeral: true,
        logger: { debug: log('debug'), info: log('info'), warn: log('warn'), error: log('error') },
        outageLogLevel: 'info',
        ...more,
      }),
    /** Records so many events, each with a number of its own. */
    record: (count: number): void => {
      for (let left = count; left > 0; left -= 1) telemetry.record('boiled', { number: recorded++ });
    },
    recorded: () => recorded,
    /** Lets time pass to when the sink is to be tried again, and `millis` more. */
    passBackoff: async (millis = 0): Promise<void> => {
      await clock.advance(Math.max(0, (await health()).notBefore - clock.now()) + millis);
    },
    /** Waits for the network until an attempt more has failed. No time passes meanwhile. */
    tried: (before: SinkHealth): Promise<void> =>
      expect.poll(async () => (await health()).failures, patience).toBeGreaterThan(before.failures),
    delivered: (): Promise<void> => expect.poll(async () => (await status()).waiting, patience).toBe(0),
  };
}

/** Holds what a receiver got against what was recorded: all of it arrived, and each event is one and the same always. */
export function expectAll({ received, taken }: MoodyReceiver, recorded: number): void {
  expect(new Set(received.map(({ method, path }) => `${method} ${path}`))).toEqual(new Set(['POST /batch/']));
  expectOneContentEach(received);
  const arrived = new Map(eventsIn(taken).map((event) => [event['uuid'], event]));
  const numbers = [...arrived.values()].flatMap(({ event, properties }) =>
    event === 'boiled' ? [(properties as { number: number }).number] : [],
  );
  expect(numbers.toSorted((one, other) => one - other)).toEqual(Array.from({ length: recorded }, (_, index) => index));
  expect(arrived.size).toBeGreaterThan(recorded);
}

/** No uuid stands for two different events, in no request that was ever made. */
export function expectOneContentEach(received: readonly Received[]): void {
  const contents = new Map<unknown, Set<string>>();
  for (const event of eventsIn(received)) {
    const known = contents.get(event['uuid']) ?? new Set();
    contents.set(event['uuid'], known.add(JSON.stringify(event)));
  }
  expect([...contents].filter(([, { size }]) => size > 1)).toEqual([]);
}

/** What reached the process instead of being handled, until `end`. */
export function watchHost(): { readonly seen: unknown[]; end(): void } {
  const seen: unknown[] = [];
  const note = (thrown: unknown): void => void seen.push(thrown);
  const kinds = ['unhandledRejection', 'uncaughtException'] as const;
  for (const kind of kinds) process.on(kind, note);
  return {
    seen,
    end: () => {
      for (const kind of kinds) process.off(kind, note);
    },
  };
}
