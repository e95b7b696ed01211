import { join } from 'node:path';
import { checks, type Checks } from '../checks.ts';
import { startHost } from '../host.ts';
import { judge, numbers, reportsIn, told } from '../judge.ts';
import type { Found, Rig, Scenario } from '../scenario.ts';

const hour = 3600 * 1000;
const everyHours = 24;

/** The receiver is away for 30 days, with an event a minute: once with room for all, once without. */
export const outage: Scenario = async (rig) => {
  const check = checks();
  const days = rig.quick ? 3 : 30;
  const roomy = await away(rig, days, 'outage-roomy', 64 * 2 ** 20, check);
  const tight = await away(rig, days, 'outage-tight', rig.quick ? 2 ** 20 : 4 * 2 ** 20, check);
  check.must(roomy.dropped === 0, `With room for all, ${roomy.dropped} were dropped.`);
  check.must(tight.dropped > 0, 'With too little room, nothing was dropped.');
  return {
    counted: { days, ...shown('with room for all', roomy), ...shown('with too little room', tight) },
    broken: check.broken,
  };
};

interface Away {
  readonly recorded: number;
  readonly arrived: number;
  readonly dropped: number;
  readonly told: number;
  readonly reports: number;
}

const shown = (what: string, figures: Away): Found['counted'] =>
  Object.fromEntries(Object.entries(figures).map(([name, value]) => [`${what}: ${name}`, value]));

async function away(
  { server, folder }: Rig,
  days: number,
  name: string,
  maxBytes: number,
  check: Checks,
): Promise<Away> {
  const start = Date.UTC(2026, 2, 3, 4, 5, 6);
  const path = join(folder(), 'telemetry.db');
  await server.behave({ kind: 'shut' });
  await using host = await startHost({
    path,
    url: server.url(name),
    maxBytes,
    everyHours,
    clock: { kind: 'manual', start },
  });
  check.must(await host.call('start'), `${name}: telemetry was off.`);
  const first = Date.parse((await host.call('status')).nextReportAt ?? '');
  const minutes = days * 24 * 60;
  for (let from = 0; from < minutes; from += 24 * 60) await host.call('minutes', from, 24 * 60);
  // Ends in the outage what is being tried: it was read before others had to go, and would arrive although they are gone.
  await host.call('flush', 'sinks');
  const during = await host.call('status');
  check.must(during.sinks[0]?.health === 'failing', `${name}: the sink is ${during.sinks[0]?.health} in the outage.`);

  await server.behave({ kind: 'well' });
  await host.call('flush', 'sinks', 100_000);
  // The next report tells what is gone.
  await host.call('advance', everyHours * hour);
  await host.call('flush', 'sinks', 100_000);
  const { dropped, sinks, nextReportAt } = await host.call('status');
  check.must(sinks[0]?.waiting === 0, `${name}: ${sinks[0]?.waiting} still wait.`);
  check.must((await host.end()) === 0 && host.output === '', `${name}: it printed: ${host.output}`);

  const place = await server.place(name);
  const taken = place.arrivals.filter((arrival) => arrival.taken > 0);
  const found = judge(place, dropped === 0 ? numbers(0, minutes) : [], check);
  const order = taken.flatMap(({ number }) => (number === null ? [] : [number]));
  check.must(
    order.every((number, index) => index === 0 || number > (order[index - 1] ?? 0)),
    `${name}: not in order.`,
  );
  check.must(found.redelivered === 0, `${name}: ${found.redelivered} were sent twice.`);
  // A report in each slot, and one at the start.
  const recorded = minutes + 1 + Math.round((Date.parse(nextReportAt ?? '') - first) / (everyHours * hour));
  check.must(
    taken.length + dropped === recorded,
    `${name}: ${taken.length} arrived and ${dropped} are gone, of ${recorded}.`,
  );
  const last = reportsIn(place).at(-1);
  const tells = last === undefined ? -1 : told(last, 'telemetry_dropped');
  check.must(tells === dropped, `${name}: the last report tells of ${tells} that are gone; ${dropped} are.`);
  return { recorded, arrived: taken.length, dropped, told: tells, reports: reportsIn(place).length };
}
