import { join } from 'node:path';
import { checks } from '../checks.ts';
import { startHost } from '../host.ts';
import { judge, numbers, reportsIn } from '../judge.ts';
import type { Scenario } from '../scenario.ts';
import { until } from '../until.ts';

const hour = 3600 * 1000;
const start = Date.UTC(2026, 2, 3, 4, 5, 6);
const tenYears = 3652 * 24 * hour;

/** The clock goes ten years ahead, back, back again and ahead: in an outage that begins in a time that never comes. */
export const clock: Scenario = async ({ server, folder }) => {
  const check = checks();
  const options = {
    path: join(folder(), 'telemetry.db'),
    url: server.url('clock'),
    clock: { kind: 'manual', start },
  } as const;
  await using host = await startHost(options);
  check.must(await host.call('start'), 'Telemetry was off.');
  let recorded = 0;
  const record = async (): Promise<void> => {
    await host.call('record', recorded, 10);
    recorded += 10;
    await host.call('flush', 'sinks', 5000);
  };
  const arrived = async (): Promise<number> =>
    (await server.place('clock')).arrivals.filter(({ number, taken }) => number !== null && taken > 0).length;

  await record();
  const jumps = [tenYears, 0, -tenYears, 0, tenYears, 0].map((millis) => start + millis);
  for (const now of jumps) {
    await host.call('set', now);
    // The hourly look is what notices.
    await host.call('advance', hour);
    await host.call('flush', 'sinks', 5000);
    await server.behave({ kind: 'answer', status: 401 });
    await record();
    await server.behave({ kind: 'well' });
  }
  // The last outage begins ten years from now, and the clock is put right: the sink is not to be left alone until then.
  await server.behave({ kind: 'answer', status: 401 });
  await host.call('set', start + tenYears);
  await record();
  await host.call('set', start);
  await server.behave({ kind: 'well' });
  const waitsFor = (await host.call('status')).sinks[0]?.nextAttemptAt ?? 'nothing';
  let hours = 0;
  const isThere = async (): Promise<boolean> => {
    if ((await arrived()) === recorded) return true;
    hours += 1;
    await host.call('advance', hour);
    return false;
  };
  check.must(await until(isThere, 6), `Events still wait ${hours} hours later, until ${waitsFor}.`);

  const before = await host.call('timers');
  const made = reportsIn(await server.place('clock')).length;
  for (let left = 48; left > 0; left -= 1) {
    await host.call('advance', hour);
    await host.call('flush', 'sinks');
  }
  const after = await host.call('timers');
  const perHour = (after.started - before.started) / 48;
  check.must(perHour < 20, `It starts ${perHour} timers an hour.`);
  check.must(after.waiting < 10, `${after.waiting} timers wait.`);
  await host.call('flush', 'sinks');
  check.must((await host.end()) === 0 && host.output === '', `It printed: ${host.output}`);

  const place = await server.place('clock');
  const more = reportsIn(place).length - made;
  check.must(more >= 47 && more <= 49, `${more} reports were made in 48 hours, one an hour.`);
  const found = judge(place, numbers(0, recorded), check);
  return {
    counted: {
      'jumps of ten years': jumps.length,
      'events recorded': recorded,
      'events arrived': found.arrived,
      reports: reportsIn(place).length,
      'hours until the last outage was over': hours,
      'timers started an hour': perHour,
    },
    broken: check.broken,
  };
};
