import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { hostFor, type Host } from './host.ts';
import { loopbackReceiver, type LoopbackReceiver } from './loopback-receiver.ts';

async function setUp(): Promise<{ server: LoopbackReceiver; host: Host }> {
  const server = await loopbackReceiver();
  const host = await hostFor(server.url);
  onTestFinished(async () => {
    await host[Symbol.asyncDispose]();
    await server[Symbol.asyncDispose]();
  });
  return { server, host };
}

const valuesOf = async (host: Host, name: string): Promise<readonly unknown[]> =>
  (await host.records()).flatMap(({ event }) => (event.name === name ? [event.properties['value']] : []));

const upgrade = 'firefly-iii:upgrade-database';
const exportData = 'firefly-iii:export-data';

describe("Firefly III's console", { timeout: 60_000 }, () => {
  test('records the first use of a command, and the first time that it fails, once in all processes', async () => {
    const { server, host } = await setUp();
    await Promise.all([host.run(upgrade), host.run(upgrade), host.run(exportData), host.run(exportData)]);
    expect(await host.run(upgrade)).toMatchObject({ code: 0, stdout: 'Nothing to upgrade.\n', stderr: '' });
    expect(await host.run(exportData)).toMatchObject({ code: 1, stdout: '' });
    expect(await valuesOf(host, 'system.command.executed')).toEqual([upgrade]);
    expect(await valuesOf(host, 'system.command.errored')).toEqual([exportData]);
    expect((await host.records()).filter(({ event }) => event.name === 'weekly report')).toHaveLength(1);
    expect(server.sockets).toBe(0);
  });

  test('counts users as they register, and tells their preferences, but not who they are', async () => {
    const { server, host } = await setUp();
    await host.run('user:create', 'Xanthippe', '--language', 'el_GR');
    await host.run('user:create', 'Xanthippe-the-second', '--language', 'el_GR', '--locale', 'nl_NL');
    expect(await valuesOf(host, 'system.users.count')).toEqual([1, 2]);
    expect(await valuesOf(host, 'user.preferences.language')).toEqual(['el_GR']);
    expect(await valuesOf(host, 'user.preferences.locale')).toEqual(['equal', 'nl_NL']);
    const preview = await host.run('telemetry', 'preview', '--json');
    expect(JSON.parse(preview.stdout)).toMatchObject({ properties: { 'gauge_system.users.count': 2 } });
    expect((await host.run('telemetry', 'submit')).code).toBe(0);
    expect(server.rows.length).toBeGreaterThan(5);

    const names = (await readdir(host.data)).filter((name) => name !== 'users.jsonl');
    const stored = await Promise.all(names.map((name) => readFile(join(host.data, name), 'latin1')));
    expect(names).toContain('telemetry.db');
    expect(stored.join()).toContain('el_GR');
    expect(stored.join() + JSON.stringify(server.received)).not.toMatch(/xanthippe/i);
    expect(await readFile(join(host.data, 'users.jsonl'), 'utf8')).toContain('Xanthippe');
  });

  test('records what it runs on with the instructions', async () => {
    const { host } = await setUp();
    await host.run('firefly:instructions');
    expect(await valuesOf(host, 'system.php.version')).toEqual([process.versions.node]);
    expect(await valuesOf(host, 'system.os.version')).toHaveLength(1);
    expect(await valuesOf(host, 'system.os.is_docker')).toEqual([false]);
  });

  test('submits through the process that serves, which logs the answer and goes on', async () => {
    const { server, host } = await setUp();
    await using serving = await host.serve();
    await Promise.all([host.run(upgrade), host.run('firefly:instructions'), host.run('user:create', 'Xanthippe')]);
    expect(server.sockets).toBe(0);
    expect(await host.run('telemetry', 'submit')).toMatchObject({ code: 0, stderr: '' });
    const records = await host.records();
    const receipts = records.map(({ sinks }) => sinks['firefly-iii']?.receipt);
    expect(new Set(receipts)).toEqual(new Set(server.received.map(({ uuid }) => uuid)));
    expect(server.rows.map(({ key }) => key).toSorted()).toEqual([
      'config.firefly.default_language',
      'system.command.executed',
      'system.command.executed',
      'system.command.executed',
      'system.database.driver',
      'system.os.is_docker',
      'system.os.version',
      'system.php.version',
      'system.users.count',
      'system.users.count',
      'user.preferences.language',
      'user.preferences.locale',
    ]);
    const installation = new Set(server.rows.map(({ installation_id: id }) => id));
    expect([...installation]).toEqual([serving.log.match(/Installation: (\S+)/)?.[1]]);
    expect(serving.log).toMatch(/ local\.INFO: Result of submission \[200\]: \{"uuid":"[0-9a-f-]{36}"\}\n/);
    expect(serving.log).not.toContain('WARNING');
  });

  test('shows what it recorded, with its receipt', async () => {
    const { server, host } = await setUp();
    await host.run(upgrade);
    const submitted = await host.run('telemetry', 'submit');
    expect(submitted).toMatchObject({
      code: 0,
      stderr: expect.stringContaining(' local.INFO: Result of submission [200]: '),
    });
    const { code, stdout } = await host.run('telemetry', 'records', '--full', '--name', 'system.command.executed');
    expect(code).toBe(0);
    expect(stdout).toContain('firefly-iii:upgrade-database');
    expect(stdout).toContain(server.received[0]?.uuid);
  });

  test('deletes what was submitted, and remembers that it was', async () => {
    const { host } = await setUp();
    await host.run(upgrade);
    await host.run('telemetry', 'submit');
    await host.run(exportData);
    expect((await host.run('telemetry', 'erase', 'submitted', '--yes')).code).toBe(0);
    expect((await host.records()).map(({ event }) => event.name)).toEqual(['system.command.errored']);
    await host.run(upgrade);
    expect(await valuesOf(host, 'system.command.executed')).toEqual([]);
  });

  test('deletes all, says where to have the rest deleted, and remembers nothing', async () => {
    const { host } = await setUp();
    await host.run(upgrade);
    await host.run('telemetry', 'submit');
    expect((await host.run('telemetry', 'erase', 'all', '--yes')).stdout).toContain('james@firefly-iii.org');
    expect(await host.records()).toEqual([]);
    await host.run(upgrade);
    expect(await valuesOf(host, 'system.command.executed')).toEqual([upgrade]);
  });
});
