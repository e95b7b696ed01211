import { createTelemetry, fileDecisions, memoryStore, type MachineReader } from '@plainsight/core';
import { posthogSink } from '@plainsight/posthog-sink';
import butlerPlan from './butler-plan.ts';
import { identifiers } from './identifiers.ts';

/** The machine is made up: what reading a real one takes is the machine's doing. */
const machine: MachineReader = {
  system: async (fields) => Object.fromEntries(fields.map((field) => [field, null])),
  parts: async () => ({ mac: '02:00:00:00:00:01', ip4: '127.0.0.1', systemUuid: 'bench' }),
  identifiers: async () => identifiers,
};

/** Starts the telemetry of a host like Butler; true when it is on. */
export async function startHost(decisions: string, config: object): Promise<boolean> {
  const telemetry = createTelemetry(butlerPlan, { machine });
  await telemetry.start({
    serviceVersion: '13.0.0',
    config,
    store: memoryStore({ decisions: fileDecisions({ path: decisions }) }),
    // Nobody listens there, and nothing is sent before the process ends.
    sinks: [posthogSink({ key: 'phc_bench', host: 'http://127.0.0.1:9' })],
  });
  return telemetry.id !== null;
}
