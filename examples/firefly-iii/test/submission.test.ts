import { describe, expect, test } from 'vitest';
import { begin } from './begun.ts';
import { loopbackReceiver } from './loopback-receiver.ts';

const week = 168 * 3600 * 1000;

describe('a submission of Firefly III', () => {
  test('is held until its window, and then all that waits leaves', async () => {
    await using server = await loopbackReceiver();
    await using begun = await begin(server.url);
    const { telemetry, clock } = begun;
    telemetry.record('system.php.version', { value: '7.4.5' });
    const { nextSubmissionAt } = await telemetry.status();
    const left = Date.parse(nextSubmissionAt ?? '') - clock.now();
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThanOrEqual(week);

    await clock.advance(left - 1);
    await telemetry.flush();
    expect(server.sockets).toBe(0);
    const { entries } = await telemetry.records();
    expect(entries.length).toBeGreaterThanOrEqual(2);

    await clock.advance(1);
    await telemetry.flush();
    expect(server.rows.map(({ key }) => key)).toContain('system.php.version');
    expect((await telemetry.status()).sinks).toMatchObject([{ waiting: 0, accepted: entries.length }]);

    telemetry.record('system.php.version', { value: '7.4.6' });
    await telemetry.flush();
    expect(server.rows.map(({ value }) => value)).not.toContain('7.4.6');
  });

  test('leaves at once where it is asked for', async () => {
    await using server = await loopbackReceiver();
    await using begun = await begin(server.url);
    expect(server.sockets).toBe(0);
    expect(await begun.telemetry.submit()).toMatchObject({ result: 'submitted', sinks: [{ accepted: 1, waiting: 0 }] });
    expect(server.rows).toHaveLength(3);
  });

  test('leaves its receipt on each record, and a line in the log', async () => {
    await using server = await loopbackReceiver();
    await using begun = await begin(server.url);
    const { telemetry, log } = begun;
    for (let users = 3; users < 40; users += 1) telemetry.record('system.users.count', { value: users });
    await telemetry.submit();
    expect(server.received.length).toBeGreaterThan(1);
    const { entries } = await telemetry.records({ order: 'oldest', name: 'system.users.count' });
    const kept = entries.flatMap((entry) => (entry.kind === 'record' ? [entry.sinks['firefly-iii']?.receipt] : []));
    const given = server.received.flatMap(({ rows, uuid }) =>
      rows.filter(({ key, value }) => key === 'system.users.count' && value !== '2').map(() => uuid),
    );
    expect(kept).toEqual(given);
    expect(log).toEqual(server.received.map(({ uuid }) => `Result of submission [200]: {"uuid":"${uuid}"}`));
  });

  test.each([400, 403, 500])('that is answered with %i is in the log, and what it held is kept', async (status) => {
    await using server = await loopbackReceiver({ status });
    await using begun = await begin(server.url);
    const { telemetry, log } = begun;
    expect(await telemetry.submit()).toMatchObject({ result: 'failed', sinks: [{ accepted: 0, waiting: 1 }] });
    expect(log).toEqual([`Result of submission [${status}]: {"uuid":"1ebfb9f0-6c0b-11ea-9aac-000000000000"}`]);
  });

  test('that something between answers is on one line in the log, and what it held is kept', async () => {
    await using server = await loopbackReceiver({ html: true });
    await using begun = await begin(server.url);
    const { telemetry, log } = begun;
    expect(await telemetry.submit()).toMatchObject({ result: 'failed', sinks: [{ accepted: 0, waiting: 1 }] });
    expect(log).toEqual(['Result of submission [200]: <h1> Please [31m log in </h1>']);
  });
});
