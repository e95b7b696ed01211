import { readFileSync } from 'node:fs';
import { runnerOf } from '@plainsight/example-stand-in/testing/run-program';
import { describe, expect, test } from 'vitest';
import message from './fixtures/2021-message.json' with { type: 'json' };
import { loopbackReceiver } from './loopback-receiver.ts';

const runHost = runnerOf(new URL('../2021-main.ts', import.meta.url));
const given = {
  'config.yaml': readFileSync(new URL('../config/2021-production.yaml', import.meta.url), 'utf8'),
};
/** Of the real machine, a field can be anything, `null` included; it must be there. */
const whatever: unknown = expect.toSatisfy(() => true);
const once = ['--config', 'config.yaml', '--once'];

describe('Butler SOS in 2021', () => {
  test('posts one message with the fields of the documented one, prints its instance id, closes and ends', async () => {
    await using receiver = await loopbackReceiver();
    const env = { BUTLER_SOS_TELEMETRY_URL: receiver.url, BUTLER_SOS_DECISIONS: 'kept.json' };
    const ended = await runHost(given, once, env);
    expect(ended).toMatchObject({ code: 0, stdout: '', files: ['kept.json'] });
    const id = ended.stderr.match(/Instance ID +: (\S+)/)?.[1];
    const fields = Object.keys(message.data.system);
    const ofThisMachine = Object.fromEntries(fields.map((field) => [field, whatever]));
    expect(receiver.messages).toEqual([
      {
        ts: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/),
        data: { ...message.data, system: { ...ofThisMachine, id } },
      },
    ]);
  });

  test('says who receives, and nothing that its URL hides', async () => {
    const env = { BUTLER_SOS_TELEMETRY_URL: 'https://telemetry.example.org/butler-sos?token=secret' };
    const { stdout } = await runHost(given, ['--config', 'config.yaml', 'telemetry', 'status', '--json'], env);
    expect(stdout).not.toContain('secret');
    expect(JSON.parse(stdout)).toMatchObject({
      sinks: [{ receiver: { company: 'Ptarmigan Labs', url: 'https://telemetry.example.org/butler-sos' } }],
    });
  });
});
