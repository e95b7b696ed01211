import { createTelemetry, memoryStore, type TelemetryEvent } from '@plainsight/core';
import { manualClock, manualMachine, memorySink, seededRandom } from '@plainsight/core/testing';
import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import plan from '../fixtures/plan.ts';
import { fixture, plainsight } from '../run-cli.ts';
import { project, usualFeatures } from './project.ts';

/** As a receiver would, with nothing but what was printed. */
const compiled = (stdout: string): ValidateFunction => {
  const ajv = new Ajv({ strict: true, allErrors: true, logger: false });
  formats.default(ajv);
  return ajv.compile(JSON.parse(stdout));
};

/** What telemetry of a plan really delivers. */
const delivered = async (): Promise<readonly TelemetryEvent[]> => {
  const sink = memorySink();
  const surroundings = { clock: manualClock(0), random: seededRandom(1), env: {}, machine: manualMachine() };
  const telemetry = createTelemetry({ ...plan, notice: { graceHours: 0 } }, surroundings);
  await telemetry.start({
    serviceVersion: '1.0.0',
    config: { larder: { telemetry: true, shelves: { enable: true } } },
    store: memoryStore(),
    ephemeral: true,
    sinks: [sink],
  });
  await telemetry.flush();
  await telemetry.close();
  return sink.accepted;
};

describe('plainsight schema', () => {
  test('prints a schema that AJV compiles, and that takes what is really delivered', async () => {
    const { code, stdout, stderr } = await plainsight(['schema', '--plan', fixture('plan.ts')]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const validate = compiled(stdout);
    const events = await delivered();
    expect(events.length).toBeGreaterThan(0);
    for (const event of events) expect([validate(event), validate.errors]).toEqual([true, null]);
    for (const { properties, ...event } of events) {
      expect(validate({ ...event, properties: { ...properties, more: 1 } })).toBe(false);
      expect(validate({ ...event, name: 'another', properties })).toBe(false);
      expect(validate({ ...event, properties: {} })).toBe(false);
      expect(validate(event)).toBe(false);
    }
  });

  test('prints the one of an event, on one line with --json', async () => {
    await using kettle = await project();
    const { code, stdout } = await kettle.run(['schema', '--event', 'boiled', '--json']);
    expect({ code, lines: stdout.trimEnd().split('\n').length }).toEqual({ code: 0, lines: 1 });
    const validate = compiled(stdout);
    const properties = { service: 'kettle', serviceVersion: '1', cups: 2 };
    const event = {
      uuid: '6f1c2a9e-3b47-4d58-9c60-a1b2c3d4e5f6',
      name: 'boiled',
      timestamp: '2026-01-05T06:07:08.000Z',
      distinctId: 'x',
      properties,
    };
    expect([validate(event), validate.errors]).toEqual([true, null]);
    expect(validate({ ...event, properties: { ...properties, cups: 0 } })).toBe(false);
  });

  test('does not ask for what a later version of the plan added, which installations leave out at first', async () => {
    await using kettle = await project();
    await kettle.plan({ version: 2, features: `${usualFeatures}, bowl: { big: flag({ since: 2 }) }` });
    const { stdout } = await kettle.run(['schema', '--event', 'kettle report']);
    const { properties } = JSON.parse(stdout).properties;
    expect(properties.required).toContain('feature_lid');
    expect(properties.required).not.toContain('feature_bowlBig');
    const { feature } = properties.properties.telemetry_json.properties.enabledFeatures.properties;
    expect(feature.required).toEqual(['lid', 'spout']);
    expect(feature.properties).toHaveProperty('bowl.properties.big');
  });

  test('says which events there are, where one is asked for that is none', async () => {
    await using kettle = await project();
    const { code, stdout, stderr } = await kettle.run(['schema', '--event', 'fell']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toBe(
      'Failed to print the schema: there is no telemetry event fell. There are kettle report, boiled.\n',
    );
  });
});
