import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { seededRandom } from '@plainsight/core/testing';
import { checks, type Checks } from '../checks.ts';
import { damages, type Damage } from '../damages.ts';
import type { HostOptions } from '../host-calls.ts';
import { startHost, type Host } from '../host.ts';
import { judge, numbers } from '../judge.ts';
import type { Rig, Scenario } from '../scenario.ts';

/** A database is hurt between two processes, or under one: no crash, and what is recorded then arrives. */
export const damaged: Scenario = async (rig) => {
  const check = checks();
  const rows: Record<string, string> = {};
  for (const [index, [name, damage]] of Object.entries(damages).entries()) {
    const path = join(rig.folder(), 'telemetry.db');
    const options = { path, url: rig.server.url(`damaged-${index}`) };
    const of: Checks = { ...check, must: (holds, what) => check.must(holds, `${name}: ${what}`) };
    const random = seededRandom(rig.seed + index);
    const act = damage.while === true ? under : between;
    rows[name] = await act(rig, options, damage, random, of).catch((error: unknown) => {
      of.must(false, error instanceof Error ? error.message : String(error));
      return 'given up';
    });
  }
  return { counted: rows, broken: check.broken };
};

async function between(
  { server }: Rig,
  options: HostOptions,
  damage: Damage,
  random: (count: number) => Uint8Array,
  check: Checks,
): Promise<string> {
  await server.behave({ kind: 'shut' });
  const first = await startHost(options);
  await first.call('start');
  await first.call('record', 0, 300);
  await first.call('flush', 'sinks');
  // Its log is left behind where the process is killed, and is part of the database where it ends.
  await (damage.log === true ? first.kill() : first.end());
  await server.behave({ kind: 'well' });
  damage.hurt(options.path, random);
  await using second = await startHost(options);
  const on = await second.call('start');
  check.must(on !== (damage.off === true), on ? 'telemetry is on.' : 'telemetry is off.');
  return await after(server, options, damage, second, check);
}

async function under(
  { server }: Rig,
  options: HostOptions,
  damage: Damage,
  random: (count: number) => Uint8Array,
  check: Checks,
): Promise<string> {
  await server.behave({ kind: 'shut' });
  await using host = await startHost(options);
  await host.call('start');
  await host.call('record', 0, 300);
  await host.call('flush', 'sinks');
  // Brings all from the log into the database.
  await host.call('erase', 'submitted');
  damage.hurt(options.path, random);
  await server.behave({ kind: 'well' });
  return await after(server, options, damage, host, check);
}

/** Twenty more events must arrive, and what happened is said once. */
async function after(
  server: Rig['server'],
  { url, path }: HostOptions,
  damage: Damage,
  host: Host,
  check: Checks,
): Promise<string> {
  await host.call('record', 300, 10);
  await host.call('flush', 'sinks', 10_000);
  await host.call('record', 310, 10);
  await host.call('flush', 'sinks', 10_000);
  const { problems } = await host.call('status');
  const log = await host.call('log', 'warn');
  check.must((await host.end()) === 0 && host.output === '', `it printed: ${host.output}`);
  const aside = readdirSync(dirname(path)).filter((name) => name.includes('.damaged-'));
  const said = log.filter((line) => line.includes('set aside'));
  if (damage.aside) check.must(aside.length > 0, 'nothing was set aside.');
  if (aside.length > 0) {
    check.must(said.length === 1, `that it was set aside was logged ${said.length} times.`);
    check.must(
      problems.some((one) => one.includes('set aside')),
      `status says: ${problems.join(' | ') || 'nothing'}`,
    );
  }
  check.must(damage.off === true || existsSync(path), 'there is no database then.');
  const place = await server.place(new URL(url).pathname.slice(1));
  const { arrived } = judge(place, damage.off === true ? [] : numbers(300, 20), check);
  if (damage.off === true) check.must(arrived === 0, `${arrived} events arrived although telemetry is off.`);
  if (problems.length > 0 && aside.length === 0 && damage.off !== true)
    check.must(false, `status says: ${problems.join(' | ')}`);
  return `${arrived} of 320 arrived; ${aside.length === 0 ? 'nothing' : aside.length} set aside`;
}
