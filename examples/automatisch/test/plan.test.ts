import { createTelemetry } from '@plainsight/core';
import { describe, expect, test } from 'vitest';
import plan from '../plan.ts';
import { settings } from '../settings.ts';
import { common, documented } from './documented.ts';

const id = '5f2c8d7e-1b7a-4f2e-9a53-0c1d2e3f4a5b';
const times = { createdAt: '2026-01-02T03:04:05.000Z', updatedAt: '2026-01-02T03:04:05.000Z' };
const step = { executionStepId: id, executionId: id, stepId: id, ...times };

describe("Automatisch's plan", () => {
  test('declares what is documented of usage events, and nothing else', () => {
    const declared = Object.entries(plan.events ?? {}).flatMap(([name, event]) =>
      event.kind === 'count' ? [] : [[name, Object.keys(event.properties).toSorted()] as const],
    );
    const { diagnosticInfo: _report, ...usage } = documented;
    const wanted = Object.entries(usage).map(([name, keys]) => [name, [...keys].toSorted()] as const);
    expect(Object.fromEntries(declared)).toEqual(Object.fromEntries(wanted));
    expect(Object.keys(plan.context ?? {})).toEqual(['appEnv', 'serviceType']);
    expect(common).toContain('instanceId');
  });

  test("says that a flow's name is left out, where it is read", () => {
    expect(plan.never.join()).toMatch(/names of flows/);
    expect(plan.events?.flowCreated.why).toMatch(/name/);
    expect(plan.events?.flowUpdated.why).toMatch(/name/);
  });

  test('does not let its host record what it does not declare', () => {
    const telemetry = createTelemetry(plan, { env: {} });
    const flow = { flowId: id, active: true, ...times };
    const record = (): void => {
      telemetry.record('flowCreated', flow);
      // @ts-expect-error a name is not declared
      telemetry.record('flowCreated', { ...flow, name: 'Tea time' });
      // @ts-expect-error an app that the software does not have
      telemetry.record('connectionCreated', { connectionId: id, key: 'my own', verified: true, ...times });
      // @ts-expect-error what must be there is not
      telemetry.record('executionCreated', { executionId: id, flowId: id, ...times });
      // @ts-expect-error a status of another event
      telemetry.record('executionStepCreated', { ...step, status: 'completed' });
      // @ts-expect-error counted, not recorded
      telemetry.record('flowDuplicated', {});
      telemetry.count('flowDuplicated');
    };
    expect(record).not.toThrow();
  });

  test.each<[string | undefined, boolean]>([
    [undefined, true],
    ['', true],
    ['true', true],
    ['yes', true],
    ['false', false],
    ['FALSE', false],
    ['0', false],
    ['no', false],
    ['No ', false],
    ['off', false],
    ['disabled', false],
  ])('where TELEMETRY_ENABLED is %j telemetry is on: %s', async (value, on) => {
    const env = value === undefined ? {} : { TELEMETRY_ENABLED: value };
    expect((await createTelemetry(plan, { env }).status({ config: settings(env) })).consent.on).toBe(on);
  });
});
