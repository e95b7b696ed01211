import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTelemetry } from '@plainsight/core';
import { manualClock, manualMachine, seededRandom } from '@plainsight/core/testing';
import { loopbackPosthog } from '@plainsight/example-stand-in/testing/loopback-posthog';
import { posthogSink } from '@plainsight/posthog-sink';
import { sqliteStore } from '@plainsight/sqlite-store';
import { expect, test } from 'vitest';
import plan from '../plan.ts';

const hour = 3600 * 1000;

test('Automatisch reports for each service type at its first start, and every six hours', async () => {
  await using posthog = await loopbackPosthog();
  await using folder = await mkdtempDisposable(join(tmpdir(), 'automatisch-'));
  // The store has the machine's own clock: its files and locks are real.
  const clock = manualClock(Date.now());
  const services = (['main', 'worker'] as const).map((serviceType, seed) => {
    const telemetry = createTelemetry(plan, { clock, random: seededRandom(seed), env: {}, machine: manualMachine() });
    const start = (): Promise<void> =>
      telemetry.start({
        serviceVersion: '0.14.0',
        instance: serviceType,
        context: { appEnv: 'production', serviceType },
        config: { serveWebAppSeparately: false },
        store: sqliteStore({ path: join(folder.path, 'telemetry.db') }),
        sinks: [posthogSink({ key: 'phc_exampleKeyOfNobody', host: posthog.url })],
        gauges: { cpuMegahertz: () => 2400 },
      });
    return { telemetry, start };
  });
  for (const { start } of services) await start();
  /** One of them delivers, when both have recorded. */
  const flush = async (): Promise<void> => {
    for (const { telemetry } of [...services, ...services]) await telemetry.flush();
  };
  const reported = (): object => {
    const types = posthog.sent.map(({ event, properties }) => `${event} of ${String(properties['serviceType'])}`);
    return Object.fromEntries(
      Object.entries(Object.groupBy(types, (type) => type)).map(([type, all]) => [type, all?.length]),
    );
  };

  await flush();
  expect(reported()).toEqual({ 'diagnosticInfo of main': 1, 'diagnosticInfo of worker': 1 });
  for (const times of [2, 3, 4]) {
    await clock.advance(6 * hour);
    await flush();
    expect(reported()).toEqual({ 'diagnosticInfo of main': times, 'diagnosticInfo of worker': times });
  }
  expect(new Set(posthog.sent.map(({ uuid }) => uuid)).size).toBe(8);
  for (const { telemetry } of services) await telemetry.close();
});
