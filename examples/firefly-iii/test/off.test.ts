import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runnerOf, watcherOf } from '@plainsight/example-stand-in/testing/run-program';
import { describe, expect, test } from 'vitest';
import { loopbackReceiver } from './loopback-receiver.ts';

const run = runnerOf(new URL('../main.ts', import.meta.url));
const watch = watcherOf(run);

/** Handles of children, sockets, look-ups and threads. */
const outward = /PROCESS|TCP|TLS|UDP|ADDRINFO|NAMEINFO|QUERY|WORKER|HTTP/;
const upgrade = ['firefly-iii:upgrade-database'];
const submit = ['telemetry', 'submit'];

describe('Firefly III with telemetry off', () => {
  test.each<[string, Record<string, string>, Record<string, string>, string[]]>([
    ['nothing says on', {}, {}, upgrade],
    ['the environment says off', {}, { SEND_TELEMETRY: 'false' }, submit],
    ['.env says off', { '.env': 'SEND_TELEMETRY=false\n' }, {}, submit],
    ['the environment says off and .env on', { '.env': 'SEND_TELEMETRY=true\n' }, { SEND_TELEMETRY: 'false' }, submit],
    ['DO_NOT_TRACK says off', { '.env': 'SEND_TELEMETRY=true\n' }, { DO_NOT_TRACK: '1' }, upgrade],
  ])('because %s opens nothing, makes no file and sends nothing', async (_why, files, env, args) => {
    await using server = await loopbackReceiver();
    const seen = await watch(files, args, { ...env, TELEMETRY_URL: server.url });
    expect(seen).toMatchObject({ code: 0, stderr: '', files: [], timersLeft: 0 });
    expect(seen.handles.filter((type) => outward.test(type))).toEqual([]);
    expect(server.sockets).toBe(0);
  });

  test('sends nothing of what was recorded while it was on', async () => {
    await using server = await loopbackReceiver();
    await using folder = await mkdtempDisposable(join(tmpdir(), 'firefly-iii-'));
    const env = { FIREFLY_DATA: folder.path, TELEMETRY_URL: server.url };
    await run({ '.env': 'SEND_TELEMETRY=true' }, upgrade, env);
    for (const off of [{ SEND_TELEMETRY: 'false' }, { DO_NOT_TRACK: '1' }]) {
      const { code, stdout } = await run({ '.env': 'SEND_TELEMETRY=true' }, submit, { ...env, ...off });
      expect({ code, sockets: server.sockets }).toEqual({ code: 0, sockets: 0 });
      expect(stdout).toContain(`off, because ${Object.keys(off)[0]} is ${Object.values(off)[0]}`);
    }
    await run({ '.env': 'SEND_TELEMETRY=true' }, submit, env);
    expect(server.rows).toContainEqual(expect.objectContaining({ key: 'system.command.executed' }));
  });

  test('registers users all the same', async () => {
    const { code, files } = await run({}, ['user:create', 'Xanthippe']);
    expect({ code, files: files.toSorted() }).toEqual({ code: 0, files: ['storage', 'storage/users.jsonl'] });
  });
});
