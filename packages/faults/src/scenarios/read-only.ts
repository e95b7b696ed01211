import { chmodSync, chownSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { checks, type Checks } from '../checks.ts';
import type { HostOptions } from '../host-calls.ts';
import { startHost, type Host } from '../host.ts';
import { judge, numbers } from '../judge.ts';
import type { Rig, Scenario } from '../scenario.ts';

const nobody = 65_534;

/** A folder that cannot be written to, new and with a store in it, and a file that cannot be written to. */
export const readOnly: Scenario = async (rig) => {
  const check = checks();
  const rows: Record<string, string> = {};
  for (const [index, [name, hurt]] of Object.entries(cases).entries()) {
    const path = join(openTo(rig.folder()), 'kettle', 'telemetry.db');
    mkdirSync(dirname(path));
    giveToNobody(dirname(path));
    const options = { path, url: rig.server.url(`read-only-${index}`), asNobody: true };
    rows[name] = await hurt(rig, options, { ...check, must: (holds, what) => check.must(holds, `${name}: ${what}`) });
    chmodSync(dirname(path), 0o700);
  }
  return { counted: rows, broken: check.broken };
};

type Case = (rig: Rig, options: HostOptions, check: Checks) => Promise<string>;

const cases: Readonly<Record<string, Case>> = {
  'an empty folder that is read-only': async (rig, options, check) => {
    chmodSync(dirname(options.path), 0o500);
    return goesOn(rig, options, 0, check);
  },
  'a folder with a store that is read-only': async (rig, options, check) => {
    await leaveWaiting(rig, options, check);
    chmodSync(dirname(options.path), 0o500);
    return goesOn(rig, options, 10, check);
  },
  'a file that is read-only': async (rig, options, check) => {
    await leaveWaiting(rig, options, check);
    chmodSync(options.path, 0o400);
    return goesOn(rig, options, 10, check);
  },
};

/** A store with events that wait. */
async function leaveWaiting({ server }: Rig, options: HostOptions, check: Checks): Promise<void> {
  await server.behave({ kind: 'answer', status: 503 });
  await using host = await startHost(options);
  check.must(await host.call('start'), 'telemetry was off before.');
  await host.call('record', 0, 10);
  await host.call('flush', 'sinks');
  await finish(host, check);
  await server.behave({ kind: 'well' });
}

/** Records ten events, which must arrive, and gives what `status` says. */
async function goesOn({ server }: Rig, options: HostOptions, from: number, check: Checks): Promise<string> {
  // To a place of its own: a report that is made in memory is not the one that waits in the file.
  const url = `${options.url}-after`;
  await using host = await startHost({ ...options, url });
  check.must(await host.call('start'), 'telemetry was off.');
  await host.call('record', from, 10);
  await host.call('flush', 'sinks');
  const { problems } = await host.call('status');
  check.must(
    problems.some((one) => one.includes('memory')),
    `status says: ${problems.join(' | ') || 'nothing'}`,
  );
  await finish(host, check);
  judge(await server.place(new URL(url).pathname.slice(1)), numbers(from, 10), check);
  return problems[0] ?? 'nothing is said';
}

async function finish(host: Host, check: Checks): Promise<void> {
  check.must((await host.end()) === 0 && host.output === '', `it printed: ${host.output}`);
}

/** Those who are not root must be let through to it. */
function openTo(folder: string): string {
  for (const one of [dirname(folder), folder]) chmodSync(one, 0o755);
  return folder;
}

function giveToNobody(folder: string): void {
  if (process.getuid?.() === 0) chownSync(folder, nobody, nobody);
}
