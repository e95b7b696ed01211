import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTelemetry } from '@plainsight/core';
import { describe, expect, test } from 'vitest';
import plan from '../plan.ts';
import { readSettings } from '../settings.ts';

/** Whether telemetry is on, with this environment and, unless it is `null`, this in `.env`. */
async function isOn(env: NodeJS.ProcessEnv, file: string | null): Promise<boolean> {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'firefly-iii-'));
  const path = join(folder.path, '.env');
  if (file !== null) await writeFile(path, file);
  const { consent } = await createTelemetry(plan, { env }).status({ config: () => readSettings(env, path) });
  return consent.on;
}

describe('Firefly III', () => {
  test('sends nothing unless it is told to', async () => {
    expect(await isOn({}, null)).toBe(false);
    expect(await isOn({}, '')).toBe(false);
    expect(await isOn({}, 'APP_NAME=FireflyIII\n# SEND_TELEMETRY=true\n')).toBe(false);
  });

  test.each(['', 'false', 'FALSE', '0', '1', 'no', 'yes', 'off', 'on', 'null', 'truthy', 'true false'])(
    'is off where SEND_TELEMETRY is "%s", in the environment or in .env',
    async (value) => {
      expect(await isOn({ SEND_TELEMETRY: value }, null)).toBe(false);
      expect(await isOn({}, `SEND_TELEMETRY=${value}\n`)).toBe(false);
    },
  );

  test.each(['true', 'True', ' TRUE '])('is on where SEND_TELEMETRY is "%s"', async (value) => {
    expect(await isOn({ SEND_TELEMETRY: value }, null)).toBe(true);
    expect(await isOn({}, `SEND_TELEMETRY=${value}\n`)).toBe(true);
  });

  test.each([
    'SEND_TELEMETRY="true"',
    "SEND_TELEMETRY='true'",
    'export SEND_TELEMETRY=true',
    'SEND_TELEMETRY=true # since the update',
    'SEND_TELEMETRY = true\r\nAPP_NAME=FireflyIII\r\n',
    '# what is sent\n\nSEND_TELEMETRY=true',
  ])('reads %j in .env', async (file) => {
    expect(await isOn({}, file)).toBe(true);
  });

  test('believes the environment more than .env', async () => {
    expect(await isOn({ SEND_TELEMETRY: 'true' }, 'SEND_TELEMETRY=false')).toBe(true);
    expect(await isOn({ SEND_TELEMETRY: 'false' }, 'SEND_TELEMETRY=true')).toBe(false);
    expect(await isOn({ SEND_TELEMETRY: '' }, 'SEND_TELEMETRY=true')).toBe(false);
  });

  test('obeys DO_NOT_TRACK, whatever SEND_TELEMETRY says', async () => {
    expect(await isOn({ SEND_TELEMETRY: 'true', DO_NOT_TRACK: '1' }, null)).toBe(false);
  });

  test('reads the config of its report from .env as well', async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'firefly-iii-'));
    const path = join(folder.path, '.env');
    await writeFile(path, 'DEFAULT_LANGUAGE=nl_NL\nDB_CONNECTION=my own\n');
    const preview = await createTelemetry(plan, { env: {} }).preview({ config: readSettings({}, path) });
    expect(preview.events[0]?.properties).toMatchObject({
      'feature_config.firefly.default_language': 'nl_NL',
      'feature_system.database.driver': null,
    });
  });
});
