import { createTelemetry, memoryStore, type Store } from '@plainsight/core';
import { posthogSink, type PosthogSinkOptions } from '@plainsight/posthog-sink';
import { sqliteStore } from '@plainsight/sqlite-store';
import { plan } from './plan.ts';

/** Room for a million: the default of memoryStore, 10,000 records, is meant for what happens in hours. */
const room = { maxRecords: 1_000_000, maxBytes: 2 ** 32 };

/** A store in memory with ample room. */
export const roomyMemory = (): Store => memoryStore(room);

/** A store on the disk, in a folder of its own below the current one, with ample room. */
export const roomyFile = (path: string): Store => sqliteStore({ path, maxBytes: 2 ** 33 });

/** Telemetry that is on, and delivers to the server through posthog-sink. */
export async function startTelemetry(
  host: string,
  store: Store = roomyMemory(),
  sink: Partial<PosthogSinkOptions> = {},
) {
  const telemetry = createTelemetry(plan);
  await telemetry.start({
    serviceVersion: '1.2.3',
    store,
    sinks: [posthogSink({ key: 'phc_bench', host, ...sink })],
    context: { appEnv: 'production' },
    ephemeral: true,
  });
  return telemetry;
}
