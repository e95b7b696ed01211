import { memoryStore } from '@plainsight/core';
import { memorySink } from '@plainsight/core/testing';
import { expect, test, vi } from 'vitest';
import { keepFlows } from '../flows.ts';
import { startOptions, telemetry } from '../telemetry.ts';

test('Automatisch counts flows that are made from others, and tells how many in its report', async () => {
  vi.stubEnv('TELEMETRY_ENABLED', 'true');
  const flows = keepFlows();
  const { id } = flows.create('Tea time');
  flows.addStep(id);
  flows.duplicate(id);
  flows.duplicate(id);
  expect(flows.duplicate('another')).toBeNull();

  const sink = memorySink();
  await telemetry.start({ ...startOptions('main'), store: memoryStore(), sinks: [sink], ephemeral: true });
  await telemetry.flush();
  await telemetry.close();
  const report = sink.accepted.find(({ name }) => name === 'diagnosticInfo');
  expect(report?.properties['count_flowDuplicated']).toBe(2);
  expect(sink.accepted.filter(({ name }) => name === 'flowCreated')).toHaveLength(3);
});
