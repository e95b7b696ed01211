import { loopbackPosthog } from '@plainsight/example-stand-in/testing/loopback-posthog';
import { runnerOf } from '@plainsight/example-stand-in/testing/run-program';
import { describe, expect, test } from 'vitest';

const runHost = runnerOf(new URL('../main.ts', import.meta.url));

const config = (more: string) => ({ 'config.yaml': `Butler-SOS:\n  anonTelemetry: true\n${more}` });
const usual = config(`  systemInfo: { enable: true }
  userEvents: { enable: true }
  influxdbConfig: { enable: true, version: 2 }
  logEvents: { categorise: { enable: true, rules: [{ description: a }, { description: b }] } }
`);
const contradiction = config('  systemInfo: { enable: false }\n');
const once = ['--config', 'config.yaml', '--once'];

describe('Butler SOS', () => {
  test('reports once, prints its instance id, closes and ends', async () => {
    await using posthog = await loopbackPosthog();
    const env = { BUTLER_SOS_POSTHOG_HOST: posthog.url, BUTLER_SOS_DECISIONS: 'kept.json' };
    const ended = await runHost(usual, once, env);
    expect(ended).toMatchObject({ code: 0, stdout: '', files: ['kept.json'] });
    expect(posthog.sent).toMatchObject([
      {
        event: 'telemetry sent',
        properties: {
          service: 'butler-sos',
          feature_userEvents: true,
          feature_influxdb_version: 2,
          feature_logEventCategoriseRuleCount: 2,
          feature_heartbeat: null,
        },
      },
    ]);
    expect(ended.stderr.match(/Instance ID +: (\S+)/)?.[1]).toBe(posthog.sent[0]?.distinct_id);
  });

  test('refuses to start when telemetry is on and system information is off, and says both keys and both ways out', async () => {
    await using posthog = await loopbackPosthog();
    const { code, stdout, stderr, files } = await runHost(contradiction, once, {
      BUTLER_SOS_POSTHOG_HOST: posthog.url,
    });
    expect({ code, stdout, files }).toEqual({ code: 1, stdout: '', files: [] });
    expect(stderr.trimEnd().split('\n')).toEqual([
      expect.stringMatching(
        /error: .*\(Butler-SOS\.anonTelemetry: true\).*\(Butler-SOS\.systemInfo\.enable: false\).*Set Butler-SOS\.systemInfo\.enable to true, or .* setting Butler-SOS\.anonTelemetry to false\.$/,
      ),
    ]);
    expect(posthog.sent).toEqual([]);
  });

  test('starts without system information when telemetry is off', async () => {
    const { code, stderr, files } = await runHost(contradiction, once, { BUTLER_SOS_TELEMETRY: '0' });
    expect({ code, files }).toEqual({ code: 0, files: [] });
    expect(stderr).toMatch(/Instance ID +: none, telemetry is off/);
  });

  test('prints what it would send, and sends nothing, where the console is its sink', async () => {
    await using posthog = await loopbackPosthog();
    const env = { BUTLER_SOS_POSTHOG_HOST: posthog.url, PLAINSIGHT_SINK: 'console' };
    const { code, stdout } = await runHost(usual, once, env);
    expect(code).toBe(0);
    expect(stdout).toContain('dry run: nothing is sent');
    expect(posthog.sent).toEqual([]);
  });

  test('has the command line of telemetry under its own', async () => {
    const preview = await runHost(usual, ['--config', 'config.yaml', 'telemetry', 'preview', '--json']);
    expect(preview).toMatchObject({ code: 0, stderr: '', files: [] });
    expect(JSON.parse(preview.stdout)).toMatchObject({ name: 'telemetry sent', properties: { service: 'butler-sos' } });
    const status = await runHost(usual, ['--config', 'config.yaml', 'telemetry', 'status', '--json']);
    expect(status).toMatchObject({ code: 0, stderr: '', files: [] });
    expect(JSON.parse(status.stdout)).toMatchObject({ consent: { on: true, decidedBy: 'Butler-SOS.anonTelemetry' } });
  });
});
