import { createTelemetry, memoryStore } from '@plainsight/core';
import { expect, test } from 'vitest';
import plan from '../plan.ts';

test('a kettle that boils tells how much, and nothing else', async () => {
  const telemetry = createTelemetry(plan, { env: {} });
  await telemetry.start({
    serviceVersion: '1.2.3',
    store: memoryStore(),
    ephemeral: true,
    sinks: [],
    gauges: { cups: () => 12 },
  });
  telemetry.record('boiled', { litres: 1.5, keptWarm: false });
  await telemetry.flush();
  const { entries } = await telemetry.records({ name: 'boiled' });
  await telemetry.close();
  expect(entries).toMatchObject([{ kind: 'record', event: { properties: { litres: 1.5, keptWarm: false } } }]);
});
