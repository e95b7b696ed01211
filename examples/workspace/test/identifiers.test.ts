import { join } from 'node:path';
import { fileDecisions, memoryStore, yamlFile } from '@plainsight/core';
import { leakHunt, type Hunted } from '@plainsight/example-stand-in/testing/leak-hunt';
import { posthogSink } from '@plainsight/posthog-sink';
import { expect, it } from 'vitest';
import plan from '../packages/telemetry/plan.ts';

/** As its `startTelemetry` does, but for where the sink sends to. */
const teahouse: Hunted = {
  plan,
  answer: '{"status":"Ok"}',
  options: (url, folder) => ({
    serviceVersion: '2.4.0',
    instance: 'server',
    config: yamlFile('examples/workspace/config.yaml'),
    store: memoryStore({ decisions: fileDecisions({ path: join(folder, 'teahouse-telemetry.json') }) }),
    sinks: [posthogSink({ key: 'phc_exampleKeyOfNobody000000000000000000000000', host: url })],
    context: { appEnv: 'production' },
  }),
};

it.each(['a machine unlike any other', 'this machine'] as const)(
  'neither sends nor stores what identifies %s, whichever string of a teahouse holds it',
  async (where) => {
    expect(await leakHunt(teahouse, where)).toEqual([]);
  },
);
