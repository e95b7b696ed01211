import { join } from 'node:path';
import type { Place } from '../arrivals.ts';
import { checks, type Checks } from '../checks.ts';
import type { ClockKind } from '../children/clocks.ts';
import { startHost, type Host } from '../host.ts';
import { countedIn, judge, numbers, reportsIn } from '../judge.ts';
import type { Rig, Scenario } from '../scenario.ts';
import { until } from '../until.ts';

const values = numbers(0, 40);
const perRound = 20;
/** Numbers that one process may use. */
const range = 1_000_000;

/** Two, and then four processes share a store; the one that delivers is killed, and another one is asked to deliver. */
export const processes: Scenario = async (rig) => {
  const check = checks();
  const two = await share(rig, 2, check);
  const four = await share(rig, 4, check);
  const asked = await ask(rig, check);
  return { counted: { ...two, ...four, ...asked }, broken: check.broken };
};

/** So many processes record, count and report, all of them the same `once` events. */
async function share({ server, folder, quick }: Rig, count: number, check: Checks): Promise<Record<string, number>> {
  const name = `processes-${count}`;
  const path = join(folder(), 'telemetry.db');
  // An hour in three seconds, and the lock is asked for every second and a half.
  const clock: ClockKind = { kind: 'hurried', zero: Date.now(), speed: 1200 };
  const begin = (via: number): Promise<Host> => startHost({ path, clock, url: server.url(name, String(via)) });
  const hosts = await Promise.all(numbers(0, count).map(begin));
  const starts = await Promise.all(hosts.map((host) => host.call('start')));
  check.must(
    starts.every((on) => on),
    `${name}: telemetry was off somewhere.`,
  );
  const promised: number[] = [];
  let counted = 0;
  const round =
    (number: number) =>
    async (host: Host, index: number): Promise<void> => {
      const from = index * range + number * perRound;
      await host.call('record', from, perRound);
      await host.call('first', values);
      for (let left = 10; left > 0; left -= 1) await host.call('count', 3);
      await host.call('flush', number % 3 === 0 ? 'sinks' : 'store');
      promised.push(...numbers(from, perRound));
      counted += 30;
    };
  const rounds = quick ? 10 : 60;
  for (let number = 0; number < rounds; number += 1) await Promise.all(hosts.map(round(number)));

  // Whoever delivers is killed, and another takes over.
  const [deliverer = 0] = viasOf(await server.place(name)).slice(-1);
  await hosts[deliverer]?.kill();
  const rest = hosts.filter((_, index) => index !== deliverer);
  const [heir] = rest;
  await heir?.call('record', 900_000 + count * range, 10);
  await heir?.call('flush', 'store');
  promised.push(...numbers(900_000 + count * range, 10));
  const isTaken = async (): Promise<boolean> => viasOf(await server.place(name)).at(-1) !== deliverer;
  check.must(await until(isTaken), `${name}: nobody took over from the process that was killed.`);

  // What was counted last is told by the report of a slot to come.
  const before = reportsIn(await server.place(name)).length;
  const isTold = async (): Promise<boolean> => reportsIn(await server.place(name)).length >= before + 2;
  check.must(await until(isTold), `${name}: no more reports are made.`);
  for (const host of rest) await finish(host, name, check);
  const place = await server.place(name);
  const found = judge(place, promised, check);
  const once = place.arrivals.filter((arrival) => arrival.name === 'first' && arrival.taken > 0);
  check.must(
    once.length === values.length,
    `${name}: ${once.length} events of kind once; ${values.length} have a value of their own.`,
  );
  check.must(
    new Set(once.map(({ properties }) => properties['value'])).size === values.length,
    `${name}: once came twice.`,
  );
  check.must(countedIn(place) === counted, `${name}: reports tell of ${countedIn(place)}; ${counted} were counted.`);
  check.must(place.mostAtOnce === 1, `${name}: ${place.mostAtOnce} delivered at the same time.`);
  return {
    [`${count} processes: events promised`]: promised.length,
    [`${count} processes: events arrived`]: found.arrived,
    [`${count} processes: once, of ${values.length} values`]: once.length,
    [`${count} processes: counted`]: counted,
    [`${count} processes: counted, as reports tell`]: countedIn(place),
    [`${count} processes: reports`]: reportsIn(place).length,
    [`${count} processes: that delivered`]: new Set(viasOf(place)).size,
  };
}

/** By which process events came, in their order. */
const viasOf = ({ arrivals }: Place): readonly number[] =>
  arrivals.filter(({ taken }) => taken > 0).map(({ via }) => Number(via));

async function finish(host: Host, name: string, check: Checks): Promise<void> {
  const warnings = await host.call('log', 'warn');
  check.must(warnings.length === 0, `${name}: it warned: ${warnings.join(' | ')}`);
  check.must((await host.end()) === 0 && host.output === '', `${name}: it printed: ${host.output}`);
}

/** The holder of the right to deliver leaves the receiver alone for an hour; another process submits. */
async function ask({ server, folder }: Rig, check: Checks): Promise<Record<string, number | string>> {
  const path = join(folder(), 'telemetry.db');
  const [holder, other] = await Promise.all(
    ['holder', 'other'].map((via) => startHost({ path, url: server.url('processes-ask', via) })),
  );
  if (holder === undefined || other === undefined) return {};
  await server.behave({ kind: 'answer', status: 401 });
  await holder.call('start');
  await holder.call('record', 0, 10);
  await holder.call('flush', 'sinks');
  await other.call('start');
  await other.call('record', 10, 10);
  await other.call('flush', 'store');
  await server.behave({ kind: 'well' });
  const { result, elsewhere, reason } = await other.call('submit');
  check.must(result === 'submitted' && elsewhere, `A process without the right submitted: ${result}, ${reason}`);
  const place = await server.place('processes-ask');
  judge(place, numbers(0, 20), check);
  check.must(
    place.arrivals.every(({ via }) => via === 'holder'),
    'It was not the holder that delivered.',
  );
  for (const host of [holder, other]) await finish(host, 'ask', check);
  return { 'asked by another process': `${result}, elsewhere: ${String(elsewhere)}` };
}
