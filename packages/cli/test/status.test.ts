import { describe, expect, test } from 'vitest';
import { fixture, plainsight } from './run-cli.ts';

const plan = fixture('plan.ts');
const config = fixture('config.yaml');

describe('plainsight status', () => {
  test('lists the four places and marks the one that decided', async () => {
    const { code, stdout, stderr } = await plainsight(['status', '--plan', plan, '--config', config]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const place of ['DO_NOT_TRACK', 'LARDER_TELEMETRY', 'larder.telemetry']) expect(stdout).toContain(place);
    expect(stdout).toMatch(/larder\.telemetry +true +on +← decided/u);
    expect(stdout).toContain('anonymous: a new random id for each report');
    expect(stdout).not.toContain('\u001b');
  });

  test.each([
    ['DO_NOT_TRACK', { DO_NOT_TRACK: '1' }],
    ['LARDER_TELEMETRY', { LARDER_TELEMETRY: 'off' }],
  ])('names %s where it switched telemetry off', async (place, env) => {
    const { stdout } = await plainsight(['status', '--plan', plan, '--config', config], { env });
    expect(stdout).toMatch(/telemetry +OFF/u);
    expect(stdout).toMatch(new RegExp(`${place} +\\S+ +off +← decided`, 'u'));
  });

  test('with --json prints the status on one line and nothing else', async () => {
    const { code, stdout, stderr } = await plainsight(['status', '--plan', plan, '--config', config, '--json']);
    expect({ code, stderr, lines: stdout.split('\n').length }).toEqual({ code: 0, stderr: '', lines: 2 });
    expect(JSON.parse(stdout)).toMatchObject({
      service: 'larder',
      consent: { on: true, decidedBy: 'larder.telemetry' },
      identity: 'none',
    });
  });

  test('does without a config, and says what it could not read', async () => {
    const { code, stdout } = await plainsight(['status', '--plan', plan]);
    expect(code).toBe(0);
    expect(stdout.replaceAll(/\s+/gu, ' ')).toContain(
      'No config was named, so larder.telemetry and the features could not be read',
    );
  });
});
