import { join } from 'node:path';
import { consoleSink } from '@plainsight/console-sink';
import { chooseSinks, createTelemetry } from '@plainsight/core';
import { sqliteStore } from '@plainsight/sqlite-store';
import { log } from './log.ts';
import plan from './plan.ts';
import { receiver } from './receiver.ts';
import { settings } from './settings.ts';
import { countUsers } from './users.ts';

export const version = '5.2.8';

/** Usable from everywhere in Firefly III: `telemetry.record(…)` where things happen, `start` and `close` in main.ts. */
export const telemetry = createTelemetry(plan);

/** What Firefly III gives to `start`, in each of its processes: they share one store. */
export function startOptions(): Parameters<typeof telemetry.start>[0] {
  const { FIREFLY_DATA, TELEMETRY_URL } = settings();
  return {
    command: 'firefly-iii telemetry',
    serviceVersion: version,
    config: settings,
    store: sqliteStore({ path: join(FIREFLY_DATA, 'telemetry.db') }),
    sinks: chooseSinks({
      production: () => [receiver(TELEMETRY_URL, { version, log: log.info })],
      ci: () => [consoleSink()],
      development: () => [consoleSink()],
    }),
    gauges: { 'system.users.count': countUsers },
  };
}
