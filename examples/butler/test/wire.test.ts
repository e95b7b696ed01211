import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { createTelemetry, memoryStore, yamlFile } from '@plainsight/core';
import { manualClock, manualMachine, seededRandom } from '@plainsight/core/testing';
import { posthogSink } from '@plainsight/posthog-sink';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { expect, onTestFinished, test } from 'vitest';
import plan from '../plan.ts';

const now = Date.UTC(2026, 2, 3, 4, 5, 6);
const config = yamlFile(fileURLToPath(new URL('every-feature-on.yaml', import.meta.url)));
const machine = manualMachine({
  system: { arch: 'x64', platform: 'linux', distro: 'Ubuntu', isRunningInDocker: false, nodeVersion: 'v22.9.0' },
  parts: { mac: '02:42:ac:11:00:02', ip4: '172.17.0.2', systemUuid: '4c4c4544-0034-3510-8052-b4c04f4e3632' },
});

test('a report of Butler goes to PostHog in the European Union by default, as one request', async () => {
  const seen: { request: string; headers: Headers; body: unknown }[] = [];
  const server = setupServer(
    http.post('https://eu.i.posthog.com/batch/', async ({ request }) => {
      const body: unknown = JSON.parse(gunzipSync(Buffer.from(await request.arrayBuffer())).toString());
      seen.push({ request: `${request.method} ${request.url}`, headers: request.headers, body });
      return HttpResponse.json({ status: 'Ok' });
    }),
  );
  server.listen({ onUnhandledFrame: 'error' });
  onTestFinished(() => server.close());

  const telemetry = createTelemetry(plan, { clock: manualClock(now), random: seededRandom(1), env: {}, machine });
  const key = 'phc_exampleKeyOfNobody';
  await telemetry.start({ serviceVersion: '13.0.0', config, store: memoryStore(), sinks: [posthogSink({ key })] });
  const { id } = telemetry;
  await telemetry.flush();
  const [sink] = (await telemetry.status()).sinks;
  await telemetry.close();

  expect(sink).toMatchObject({ health: 'healthy', accepted: 1, waiting: 0 });
  expect(id).toMatch(/^[0-9a-f]{64}$/);
  const [{ request, headers, body } = { request: '', headers: new Headers(), body: null }] = seen;
  expect(seen).toHaveLength(1);
  expect(request).toBe('POST https://eu.i.posthog.com/batch/');
  expect(headers.get('content-encoding')).toBe('gzip');
  expect(headers.get('content-type')).toBe('application/json');
  expect(body).toMatchObject({
    api_key: key,
    batch: [
      {
        event: 'telemetry sent',
        distinct_id: id,
        uuid: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
        timestamp: new Date(now).toISOString(),
        properties: {
          service: 'butler',
          serviceVersion: '13.0.0',
          system_id: id,
          system_distro: 'Ubuntu',
          system_isRunningInDocker: false,
          feature_uptimeMonitoStoreInInfluxdb: true,
          feature_uptimeMonitoStoreInNewRelic: false,
          telemetry_json: { system: { id, nodeVersion: 'v22.9.0' }, enabledFeatures: { feature: { mqtt: true } } },
          $process_person_profile: false,
          $geoip_disable: true,
          $ip: '0.0.0.0',
        },
      },
    ],
  });
});
