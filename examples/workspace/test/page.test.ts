import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createTelemetry, memoryStore, yamlFile } from '@plainsight/core';
import { manualClock, manualMachine, seededRandom } from '@plainsight/core/testing';
import { loopbackJson } from '@plainsight/example-stand-in/testing/loopback-json';
import { keysOnPage, pathsOf } from '@plainsight/example-stand-in/testing/page-keys';
import { telemetry as ofApps } from '@plainsight/example-workspace-telemetry';
import { posthogSink } from '@plainsight/posthog-sink';
import { expect, test } from 'vitest';

const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

test('TELEMETRY.md names the keys that a receiver gets of the teahouse, all of them and no other', async () => {
  await using posthog = await loopbackJson({ status: 'Ok' });
  const surroundings = { clock: manualClock(0), random: seededRandom(1), env: {}, machine: manualMachine() };
  const telemetry = createTelemetry(ofApps.plan, surroundings);
  await telemetry.start({
    serviceVersion: '2.4.0',
    config: yamlFile(path('../config.yaml')),
    store: memoryStore(),
    ephemeral: true,
    sinks: [posthogSink({ key: 'phc_exampleKeyOfNobody', host: posthog.url })],
    context: { appEnv: 'production' },
  });
  telemetry.record('teaBrewed', { cups: 2, kind: 'green' });
  await telemetry.flush();
  await telemetry.close();

  // It is there only where events were lost.
  const dropped = 'batch[].properties.telemetry_dropped';
  const received = new Set([...posthog.bodies.flatMap((body) => pathsOf(body)), dropped]);
  const onPage = keysOnPage(readFileSync(path('../TELEMETRY.md'), 'utf8'));
  expect([...received].toSorted()).toEqual([...onPage].toSorted());
});
