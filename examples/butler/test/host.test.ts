import { readFile } from 'node:fs/promises';
import { loopbackPosthog } from '@plainsight/example-stand-in/testing/loopback-posthog';
import { runnerOf } from '@plainsight/example-stand-in/testing/run-program';
import { describe, expect, test } from 'vitest';

const runHost = runnerOf(new URL('../main.ts', import.meta.url));

const everything = { 'config.yaml': await readFile(new URL('every-feature-on.yaml', import.meta.url), 'utf8') };
const contradiction = { 'config.yaml': 'Butler: { anonTelemetry: true, systemInfo: { enable: false } }\n' };
const once = ['--config', 'config.yaml', '--once'] as const;
const command = (name: string) => ['--config', 'config.yaml', 'telemetry', name, '--json'];

describe('Butler', () => {
  test('reports once, prints its instance id, closes and ends', async () => {
    await using posthog = await loopbackPosthog();
    const ended = await runHost(everything, once, { BUTLER_POSTHOG_HOST: posthog.url, BUTLER_DECISIONS: 'kept.json' });
    expect(ended).toMatchObject({ code: 0, stdout: '', files: ['kept.json'] });
    expect(posthog.sent).toMatchObject([
      { event: 'telemetry sent', properties: { service: 'butler', feature_apiFileCopy: true } },
    ]);
    const [report] = posthog.sent;
    expect(ended.stderr.match(/Instance ID +: (\S+)/)?.[1]).toBe(report?.distinct_id);
    expect(report?.distinct_id).toMatch(/^[0-9a-f]{64}$/);
    expect(report?.properties['system_id']).toBe(report?.distinct_id);
  });

  test('goes on, and ends with 0, when PostHog does not answer', async () => {
    const ended = await runHost(everything, once, { BUTLER_POSTHOG_HOST: 'http://127.0.0.1:1' });
    expect(ended).toMatchObject({ code: 0, stdout: '' });
    expect(ended.stderr).toMatch(/Instance ID +: [0-9a-f]{64}\n/);
    // This machine may lack a part of the id.
    const complaints = ended.stderr.split('\n').filter((line) => /(warn|error):/.test(line));
    expect(complaints.filter((line) => !line.includes('machineIdentity()'))).toEqual([]);
  });

  test('refuses to start when telemetry is on and system information is off, and says both keys and both ways out', async () => {
    await using posthog = await loopbackPosthog();
    const { code, stdout, stderr, files } = await runHost(contradiction, once, { BUTLER_POSTHOG_HOST: posthog.url });
    expect({ code, stdout, files }).toEqual({ code: 1, stdout: '', files: [] });
    expect(stderr.trimEnd().split('\n')).toEqual([
      expect.stringMatching(
        /error: .*\(Butler\.anonTelemetry: true\).*\(Butler\.systemInfo\.enable: false\).*Set Butler\.systemInfo\.enable to true, or .* setting Butler\.anonTelemetry to false\.$/,
      ),
    ]);
    expect(posthog.sent).toEqual([]);
  });

  test('starts without system information when telemetry is off', async () => {
    const { code, stderr } = await runHost(contradiction, once, { BUTLER_TELEMETRY: 'off' });
    expect(code).toBe(0);
    expect(stderr).toMatch(/Instance ID +: none, telemetry is off/);
  });

  test('prints what it would send, and sends nothing, where the console is its sink', async () => {
    await using posthog = await loopbackPosthog();
    const env = { BUTLER_POSTHOG_HOST: posthog.url, PLAINSIGHT_SINK: 'console' };
    const { code, stdout } = await runHost(everything, once, env);
    expect(code).toBe(0);
    expect(stdout).toContain('dry run: nothing is sent');
    expect(stdout).toContain('uptimeMonitoStoreInInfluxdb');
    expect(posthog.sent).toEqual([]);
  });

  test('previews the very report that it sends', async () => {
    await using posthog = await loopbackPosthog();
    const env = { BUTLER_POSTHOG_HOST: posthog.url };
    const preview = await runHost(everything, command('preview'), env);
    expect(preview).toMatchObject({ code: 0, stderr: '', files: [] });
    expect(posthog.sent).toEqual([]);
    await runHost(everything, once, env);
    const shown = JSON.parse(preview.stdout) as { name: string; properties: Record<string, unknown> };
    expect(posthog.sent).toMatchObject([{ event: shown.name, properties: shown.properties }]);
  });

  test('says how its telemetry is doing', async () => {
    const { code, stdout, stderr, files } = await runHost(everything, command('status'), { DO_NOT_TRACK: '1' });
    expect({ code, stderr, files }).toEqual({ code: 0, stderr: '', files: [] });
    expect(JSON.parse(stdout)).toMatchObject({
      service: 'butler',
      consent: { on: false, decidedBy: 'DO_NOT_TRACK' },
      sinks: [{ name: 'posthog', receiver: { url: 'https://eu.i.posthog.com', region: 'EU' } }],
    });
  });
});
