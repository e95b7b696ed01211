import { cpus } from 'node:os';
import { join } from 'node:path';
import { consoleSink } from '@plainsight/console-sink';
import { chooseSinks, createTelemetry } from '@plainsight/core';
import { posthogSink } from '@plainsight/posthog-sink';
import { sqliteStore } from '@plainsight/sqlite-store';
import plan from './plan.ts';
import { settings } from './settings.ts';

export const version = '0.14.0';

/** Usable from everywhere in Automatisch: `telemetry.record(…)` where things happen, `start` and `close` in main.ts and worker.ts. */
export const telemetry = createTelemetry(plan);

/** What Automatisch gives to `start`, in each of its processes: they share one store, and one of them delivers. */
export function startOptions(serviceType: 'main' | 'worker'): Parameters<typeof telemetry.start>[0] {
  const { appEnv, data, posthogKey, posthogHost } = settings();
  return {
    command: 'automatisch telemetry',
    serviceVersion: version,
    instance: serviceType,
    context: { appEnv, serviceType },
    config: settings,
    store: sqliteStore({ path: join(data, 'telemetry.db') }),
    sinks: chooseSinks({
      production: () => [posthogSink({ key: posthogKey, host: posthogHost })],
      ci: () => [consoleSink()],
      development: () => [consoleSink()],
    }),
    // Node says 0 where the machine does not say, and the plan begins at 1: it is then reported as unknown.
    gauges: { cpuMegahertz: () => cpus()[0]?.speed ?? 0 },
  };
}
