import { mkdtempDisposable, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loopbackPosthog } from '@plainsight/example-stand-in/testing/loopback-posthog';
import { watch, type Watched } from '@plainsight/example-stand-in/testing/run-program';
import { describe, expect, test } from 'vitest';
import { hostFor } from './host.ts';

/** Handles of children, look-ups, threads and connections to elsewhere; those to its API are main's own. */
const outward = /PROCESS|TCPCONNECT|TLS|UDP|ADDRINFO|NAMEINFO|QUERY|WORKER|HTTPCLIENT/;
const lazy = /\/node_modules\/(@posthog\/[a-z]+|posthog-node|rxjs|ajv|systeminformation|is-docker)\//;

describe('Automatisch with telemetry off', { timeout: 60_000 }, () => {
  test.each([
    { TELEMETRY_ENABLED: 'false' },
    { TELEMETRY_ENABLED: '0' },
    { TELEMETRY_ENABLED: 'no' },
    { TELEMETRY_ENABLED: 'disabled' },
    { TELEMETRY_ENABLED: 'true', DO_NOT_TRACK: '1' },
  ])('by %j executes flows, and makes no file, opens no socket and loads no client', async (env) => {
    await using posthog = await loopbackPosthog();
    await using host = await hostFor(posthog.url);
    await using notes = await mkdtempDisposable(join(tmpdir(), 'automatisch-'));
    const begin = async (serviceType: 'main' | 'worker') =>
      host.begin(serviceType, { ...env, WATCH_FILE: join(notes.path, serviceType) }, ['--import', watch]);
    const [main, worker] = await Promise.all([begin('main'), begin('worker')]);
    const flow = await main.ask('POST /flows', { name: 'Tea time' });
    await main.ask(`POST /flows/${flow}/run`);
    await expect.poll(() => readdir(join(host.data, 'jobs')), { timeout: 20_000 }).toEqual([]);
    for (const service of [main, worker]) {
      expect(service.organisation).toBe('none, telemetry is off');
      await service.end();
    }
    for (const serviceType of ['main', 'worker']) {
      const seen = JSON.parse(await readFile(join(notes.path, serviceType), 'utf8')) as Watched;
      expect(seen.handles.filter((type) => outward.test(type))).toEqual([]);
      expect(seen.modules.filter((url) => lazy.test(url))).toEqual([]);
    }
    expect(posthog.sockets).toBe(0);
    expect(await readdir(host.data)).toEqual(['jobs']);
  });

  test('does not send later what happened while it was off', async () => {
    await using posthog = await loopbackPosthog();
    await using host = await hostFor(posthog.url);
    const off = await host.begin('main', { TELEMETRY_ENABLED: 'no' });
    await off.ask('POST /connections', { key: 'slack' });
    await off.end();
    const on = await host.begin('main', { TELEMETRY_ENABLED: 'yes' });
    await on.ask('POST /connections', { key: 'github' });
    await on.end();
    await host.run('telemetry', 'submit');
    const connected = posthog.sent.filter(({ event }) => event === 'connectionCreated');
    expect(connected.map(({ properties }) => properties['key'])).toEqual(['github']);
  });
});
