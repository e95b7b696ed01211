// A host that records, and ends in the way that it is told. Arguments: URL of PostHog, way to end.
import { createTelemetry, memoryStore, type Sink } from '@plainsight/core';
import { manualMachine } from '@plainsight/core/testing';
import { posthogSink } from '../../src/index.ts';
import { plan } from './plan.ts';

const [url = '', way = ''] = process.argv.slice(2);
let inFlight = (): void => {};
const delivering = new Promise<void>((resolve) => (inFlight = resolve));
const posthog = posthogSink({ key: 'phc_test', host: url });
const sink: Sink = {
  ...posthog,
  deliver: (batch, signal) => {
    inFlight();
    return posthog.deliver(batch, signal);
  },
};

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const telemetry = createTelemetry(plan, { env: {}, machine: manualMachine() });
await telemetry.start({
  serviceVersion: '1.2.3',
  store: memoryStore(),
  sinks: [sink],
  ephemeral: true,
  // The notice is told with `info`.
  logger: { warn: say, error: say },
});
for (let number = 0; number < 1000; number += 1) telemetry.record('boiled', { number });

/** Work of the host's own, which alone keeps the process until something is being delivered, and so many rounds more. */
async function work(most: number): Promise<void> {
  const busy = setInterval(() => {}, 1000);
  await delivering;
  for (let round = 0; round < most; round += 1) await new Promise((resolve) => setTimeout(resolve, 10));
  clearInterval(busy);
}

if (way === 'says how close went') {
  let overdue = false;
  // The delivery itself may take 30 s.
  setTimeout(() => (overdue = true), 5000).unref();
  await telemetry.close({ timeoutMillis: 500 });
  process.stdout.write(overdue ? 'too late' : 'in time');
} else if (way === 'works on') {
  await work(50);
  process.stdout.write('all done');
} else if (way === 'ends in flight') {
  await work(0);
} else if (way === 'exits') {
  await work(0);
  void telemetry.close();
  process.exit(3);
} else if (way === 'closes with patience') {
  await telemetry.close({ timeoutMillis: 15_000 });
} else if (way === 'closes last') {
  await telemetry.close();
}
