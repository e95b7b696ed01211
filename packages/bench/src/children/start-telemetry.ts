import { createTelemetry, memoryStore } from '@plainsight/core';
import { posthogSink } from '@plainsight/posthog-sink';
import { plan } from './plan.ts';

/** Room for a million: the default of memoryStore, 10,000 records, is meant for what happens in hours. */
const room = { maxRecords: 1_000_000, maxBytes: 2 ** 32 };

/** Telemetry that is on, and delivers to the server through posthog-sink, out of a memory store with ample room. */
export async function startTelemetry(host: string) {
  const telemetry = createTelemetry(plan);
  await telemetry.start({
    serviceVersion: '1.2.3',
    store: memoryStore(room),
    sinks: [posthogSink({ key: 'phc_bench', host })],
    context: { appEnv: 'production' },
    ephemeral: true,
  });
  return telemetry;
}
