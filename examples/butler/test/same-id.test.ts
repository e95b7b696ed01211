import { createHmac } from 'node:crypto';
import { createTelemetry, memoryStore } from '@plainsight/core';
import { manualMachine } from '@plainsight/core/testing';
import { expect, test, vi } from 'vitest';
import plan from '../plan.ts';

/** The recipe of Butler: hex HMAC-SHA256, keyed with the MAC of the default interface. */
const handMade = (mac: string, ip4: string, host: string, systemUuid: string): string =>
  createHmac('sha256', mac)
    .update(mac + ip4 + host + systemUuid)
    .digest('hex');

test('Butler goes on under the id that it had before', async () => {
  const parts = { mac: '00:50:56:3f:8a:21', ip4: '172.17.0.2', systemUuid: '4c4c4544-0034-3510-8052-b4c04f4e3632' };
  const telemetry = createTelemetry(plan, { env: {}, machine: manualMachine({ parts }) });
  const config = { Butler: { configQRS: { host: 'qlik.example.org' }, systemInfo: { enable: true } } };
  await telemetry.start({ serviceVersion: '13.0.0', config, store: memoryStore(), sinks: [] });
  await vi.waitFor(() => expect(telemetry.id).not.toBeNull());
  expect(telemetry.id).toBe(handMade(parts.mac, parts.ip4, 'qlik.example.org', parts.systemUuid));
  await telemetry.close();
});
