import { describe, expect, test } from 'vitest';
import { receiver } from '../receiver.ts';
import { installationIdOf, rowsOf } from '../rows.ts';
import { begin } from './begun.ts';
import { loopbackReceiver } from './loopback-receiver.ts';

describe('Firefly III', () => {
  test('submits its rows field for field', async () => {
    await using server = await loopbackReceiver();
    await using begun = await begin(server.url);
    const { telemetry, clock } = begun;
    await clock.advance(1000);
    telemetry.record('system.users.count', { value: 3 });
    telemetry.record('user.preferences.language', { value: 'nl_NL' });
    telemetry.record('user.preferences.locale', { value: 'equal' });
    telemetry.record('system.php.version', { value: '7.4.5' });
    telemetry.record('system.os.version', { value: '5.4.0-40-generic' });
    telemetry.record('system.os.is_docker', { value: true });
    telemetry.record('system.command.executed', { value: 'firefly-iii:upgrade-database' });
    telemetry.record('system.command.errored', { value: 'firefly-iii:export-data' });
    await telemetry.submit();

    const installation_id = installationIdOf(telemetry.id ?? '');
    const reported = { installation_id, collected_at: 'Sat, 04 Jul 2020 12:30:05 +0000', type: 'recurring' };
    const once = { installation_id, collected_at: 'Sat, 04 Jul 2020 12:30:06 +0000', type: 'feature' };
    expect(server.rows).toEqual([
      { ...reported, key: 'config.firefly.default_language', value: 'en_US' },
      { ...reported, key: 'system.database.driver', value: 'sqlite' },
      { ...reported, key: 'system.users.count', value: '2' },
      { ...once, type: 'recurring', key: 'system.users.count', value: '3' },
      { ...once, key: 'user.preferences.language', value: 'nl_NL' },
      { ...once, key: 'user.preferences.locale', value: 'equal' },
      { ...once, key: 'system.php.version', value: '7.4.5' },
      { ...once, key: 'system.os.version', value: '5.4.0-40-generic' },
      { ...once, key: 'system.os.is_docker', value: 'true' },
      { ...once, key: 'system.command.executed', value: 'firefly-iii:upgrade-database' },
      { ...once, key: 'system.command.errored', value: 'firefly-iii:export-data' },
    ]);
    expect(server.received).toMatchObject([
      {
        request: 'POST /submit',
        headers: {
          'content-type': 'application/json',
          accept: 'application/json',
          'user-agent': 'FireflyIII/5.2.8',
        },
      },
    ]);
  });

  test('names its installation by a UUID that fits in the column of fifty characters', () => {
    const id = '0123456789abcdef0123456789abcdef'.repeat(2);
    expect(installationIdOf(id)).toBe('01234567-89ab-8def-a123-456789abcdef');
  });

  test('says that a value is unknown by null', () => {
    const [report] = [{ 'feature_system.database.driver': null, 'gauge_system.users.count': 0 }];
    const event = { uuid: '', name: 'weekly report', timestamp: '2020-07-04T00:00:00Z', distinctId: '' };
    const rows = rowsOf([{ ...event, properties: { service: 'firefly-iii', ...report } }]);
    expect(rows.map(({ key, value }) => [key, value])).toEqual([
      ['system.database.driver', null],
      ['system.users.count', '0'],
    ]);
  });

  test('puts at most fifty rows in a request, with 120 waiting', async () => {
    await using server = await loopbackReceiver();
    await using begun = await begin(server.url);
    const { telemetry } = begun;
    for (let users = 1; users < 120; users += 1) telemetry.record('system.users.count', { value: users });
    await telemetry.flush();
    expect((await telemetry.status()).sinks).toMatchObject([{ waiting: 120 }]);
    await telemetry.submit();
    const counted = server.rows.filter(({ key }) => key === 'system.users.count').map(({ value }) => value);
    expect(counted).toEqual(['2', ...Array.from({ length: 119 }, (_, index) => String(index + 1))]);
    expect(Math.max(...server.received.map(({ rows }) => rows.length))).toBeLessThanOrEqual(50);
    expect(server.received.length).toBeLessThanOrEqual(8);
  });

  test('puts at most fifty rows in a request, were they reports alone', async () => {
    await using server = await loopbackReceiver();
    await using begun = await begin(server.url);
    const { events } = await begun.telemetry.preview();
    const sink = receiver(server.url, { version: '5.2.8', log: () => {} });
    const most = Array.from({ length: sink.limits?.events ?? 500 }, () => events).flat();
    expect(rowsOf(events)).toHaveLength(3);
    expect(rowsOf(most).length).toBeGreaterThan(45);
    expect(rowsOf(most).length).toBeLessThanOrEqual(50);
  });
});
