import { describePlan, type TelemetryEvent } from '@plainsight/core';
import { expect, test } from 'vitest';
import { unsentFields } from '../../src/docs/unsent-fields.ts';
import plan from '../fixtures/plan.ts';

const description = await describePlan(plan);
const unsentBy = (form: (event: TelemetryEvent) => unknown): Promise<readonly string[]> =>
  unsentFields(description, { message: async ([event]) => (event === undefined ? null : form(event)) });

test('a message that holds events as they are leaves out nothing', async () => {
  expect(await unsentBy((event) => [event])).toEqual([]);
});

test('a message with a form of its own leaves out what makes no difference to it', async () => {
  const unsent = await unsentBy(({ properties }) => ({ name: properties['service'], on: properties['feature_jars'] }));
  expect(unsent).toEqual(['serviceVersion', 'feature_shelves', 'feature_heartbeat', 'telemetry_dropped']);
});

test('what a message has of the nested view only is sent', async () => {
  const unsent = await unsentBy(({ properties }) => properties['telemetry_json']);
  expect(unsent).toEqual(['service', 'serviceVersion', 'telemetry_dropped']);
});

test('nothing is said to be left out by a sink that does not show its message', async () => {
  expect(await unsentFields(description, {})).toEqual([]);
});
