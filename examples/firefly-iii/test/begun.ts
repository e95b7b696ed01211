import { createTelemetry, memoryStore } from '@plainsight/core';
import { manualClock, manualMachine, seededRandom, type ManualClock } from '@plainsight/core/testing';
import plan from '../plan.ts';
import { receiver } from '../receiver.ts';
import type { telemetry as hosts } from '../telemetry.ts';

/** Telemetry of this plan in this process, on a clock that goes when it is told to. Its first report is made. */
export interface Begun extends AsyncDisposable {
  readonly telemetry: typeof hosts;
  readonly clock: ManualClock;
  /** Lines of the host's log. */
  readonly log: readonly string[];
}

/** Begins on Saturday, the 4th of July 2020, with two users. */
export async function begin(url: string): Promise<Begun> {
  const clock = manualClock(Date.UTC(2020, 6, 4, 12, 30, 5));
  const log: string[] = [];
  const telemetry = createTelemetry(plan, { clock, random: seededRandom(1), env: {}, machine: manualMachine() });
  await telemetry.start({
    serviceVersion: '5.2.8',
    config: { SEND_TELEMETRY: true, DEFAULT_LANGUAGE: 'en_US', DB_CONNECTION: 'sqlite' },
    store: memoryStore(),
    ephemeral: true,
    sinks: [receiver(url, { version: '5.2.8', log: (line) => log.push(line) })],
    gauges: { 'system.users.count': () => 2 },
  });
  await telemetry.flush();
  return { telemetry, clock, log, [Symbol.asyncDispose]: () => telemetry.close() };
}
