import { fileURLToPath } from 'node:url';
import { createTelemetry, memoryStore, yamlFile, type TelemetryEvent } from '@plainsight/core';
import { manualClock, manualMachine, seededRandom } from '@plainsight/core/testing';
import { leavesOf, readReport } from '@plainsight/example-stand-in/testing/read-report';
import { describe, expect, test } from 'vitest';
import { message2021 } from '../2021-message.ts';
import plan from '../2021-plan.ts';
import { ownReceiver } from '../2021-telemetry.ts';
import message from './fixtures/2021-message.json' with { type: 'json' };
import { loopbackReceiver } from './loopback-receiver.ts';

const config = yamlFile(fileURLToPath(new URL('../config/2021-production.yaml', import.meta.url)));
const { id: _id, ...system } = message.data.system;
const machine = manualMachine({
  system,
  parts: { mac: '02:42:ac:11:00:02', ip4: '172.17.0.2', systemUuid: '4c4c4544-0034-3510-8052-b4c04f4e3632' },
});

/** A report of which little is known. */
const sampleOf = (service: string): TelemetryEvent => ({
  uuid: '019b76da-a800-7000-8000-000000000000',
  name: 'telemetry sent',
  timestamp: '2021-01-01T00:00:00.000Z',
  distinctId: 'id',
  properties: { service },
});

/** Where each feature is read from. */
const keys: readonly (readonly [feature: string, config: object])[] = [
  ['heartbeat', { heartbeat: { enable: true } }],
  ['dockerHealthCheck', { dockerHealthCheck: { enable: true } }],
  ['uptimeMonitor', { uptimeMonitor: { enable: true } }],
  ['uptimeMonitor_storeInInfluxdb', { uptimeMonitor: { storeInInfluxdb: { butlerSOSMemoryUsage: true } } }],
  ['udpServer', { userEvents: { enable: true } }],
  ['logdb', { logdb: { enable: true } }],
  ['mqtt', { mqttConfig: { enable: true } }],
  ['influxdb', { influxdbConfig: { enable: true } }],
  ['prometheus', { prometheus: { enable: true } }],
  ['appNames', { appNames: { enableAppNameExtract: true } }],
  ['userSessions', { userSessions: { enableSessionExtract: true } }],
];

describe('Butler SOS in 2021', () => {
  test('sends its message field for field to a receiver of its own', async () => {
    await using receiver = await loopbackReceiver();
    const clock = manualClock(Date.parse(message.ts));
    const telemetry = createTelemetry(plan, { clock, random: seededRandom(1), env: {}, machine });
    const { serviceVersion } = message.data;
    await telemetry.start({ serviceVersion, config, store: memoryStore(), sinks: [ownReceiver(receiver.url)] });
    const { id } = telemetry;
    await telemetry.flush();
    await telemetry.close();
    expect(id).toMatch(/^[0-9a-f]{64}$/);
    expect(receiver.messages).toEqual([
      { ...message, data: { ...message.data, system: { ...message.data.system, id } } },
    ]);
  });

  test('puts one report in a message', () => {
    const [one, other] = [sampleOf('1'), sampleOf('2')];
    expect(ownReceiver('https://telemetry.example.org').limits).toMatchObject({ events: 1 });
    expect(message2021([one])).toMatchObject({ ts: one.timestamp, data: { service: '1', system: null } });
    expect(() => message2021([one, other])).toThrow(RangeError);
  });

  test('has no flat properties', async () => {
    expect((await readReport(plan, {})).flat).toEqual({});
  });

  test.each(keys)('reads %s from its own key', async (feature, section) => {
    const { nested } = await readReport(plan, { 'Butler-SOS': section });
    const features: object = { ...message.data.enabledFeatures.feature };
    const unknown = Object.fromEntries(Object.keys(features).map((name) => [name, null]));
    expect(nested).toEqual({ ...unknown, [feature]: true });
    expect(leavesOf(nested)).toHaveLength(keys.length);
  });

  test('reports every six hours, to start with at once', () => {
    expect(plan.report).toEqual({ name: 'telemetry sent', everyHours: 6, atStart: true, shape: 'nested' });
  });
});
