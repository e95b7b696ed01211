import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checks } from '../checks.ts';
import { startHost } from '../host.ts';
import { judge, numbers } from '../judge.ts';
import type { Found, Rig, Scenario } from '../scenario.ts';
import { until } from '../until.ts';

/** A disk of 24 MB where one can be mounted, else a limit on the size of files. */
export const diskFull: Scenario = async (rig) => {
  const disk = join(rig.folder(), 'disk');
  mkdirSync(disk);
  const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', disk]).status === 0;
  return isMounted ? smallDisk(rig, disk) : limitedFiles(rig, disk);
};

/** No file may grow beyond 1 MB while telemetry runs; then it starts without that limit. */
async function limitedFiles({ server }: Rig, disk: string): Promise<Found> {
  const check = checks();
  const options = { path: join(disk, 'kettle', 'telemetry.db'), url: server.url('disk-full') };
  await server.behave({ kind: 'answer', status: 503 });
  const host = await startHost(options, { fileKilobytes: 1024 });
  check.must(await host.call('start'), 'Telemetry was off.');
  await host.call('record', 0, 100);
  await host.call('flush', 'store');
  await host.call('record', 100, 5000);
  await host.call('flush', 'store', 3000);
  const log = await host.call('log', 'warn');
  check.must(log.length === 1 && /takes nothing for now/.test(log[0] ?? ''), `It logged: ${log.join(' | ')}`);
  check.must((await host.call('status')).state === 'on', 'It is off while files may not grow.');
  check.must(host.output === '', `It printed: ${host.output}`);
  await host.kill();
  await server.behave({ kind: 'well' });
  await using second = await startHost(options);
  check.must(await second.call('start'), 'A process that starts with room again has no telemetry.');
  await second.call('flush', 'sinks', 10_000);
  check.must((await second.end()) === 0 && second.output === '', `The second process printed: ${second.output}`);
  const { arrived, redelivered } = judge(await server.place('disk-full'), numbers(0, 100), check);
  const counted = {
    'events acknowledged': 100,
    'events arrived': arrived,
    'redelivered, same uuid and content': redelivered,
  };
  return {
    counted: { ...counted, 'by a limit on the size of files': log[0] ?? 'nothing was said' },
    broken: check.broken,
  };
}

/** It fills while telemetry runs, has room again, and is full when a process starts. */
async function smallDisk({ server }: Rig, disk: string): Promise<Found> {
  const check = checks();
  try {
    const path = join(disk, 'kettle', 'telemetry.db');
    const filler = join(disk, 'filler');
    const options = { path, url: server.url('disk-full') };
    const host = await startHost(options);
    check.must(await host.call('start'), 'Telemetry was off.');
    await host.call('record', 0, 100);
    await host.call('flush', 'sinks');

    fill(filler);
    // What is delivered cannot be settled either: the receiver is told again, under the same uuids.
    await host.call('record', 100, 5000);
    await host.call('flush', 'store', 3000);
    const log = await host.call('log', 'warn');
    check.must(log.length === 1 && /takes nothing for now/.test(log[0] ?? ''), `It logged: ${log.join(' | ')}`);
    const status = await host.call('status');
    check.must(status.state === 'on', `It is ${status.state} while the disk is full.`);

    rmSync(filler);
    await host.call('record', 5100, 10);
    const all = async (): Promise<boolean> =>
      (await server.place('disk-full')).arrivals.filter(({ taken }) => taken > 0).length > 5110;
    check.must(await until(all), 'It did not go on when there was room again.');
    check.must(host.output === '', `It printed: ${host.output}`);
    await host.kill();

    fill(filler);
    await using second = await startHost(options);
    const on = await second.call('start');
    await second.call('record', 5110, 10);
    await second.call('flush', 'sinks', 5000);
    const full = await second.call('status');
    rmSync(filler);
    await second.call('flush', 'sinks', 10_000);
    check.must((await second.end()) === 0 && second.output === '', `The second process printed: ${second.output}`);

    const place = await server.place('disk-full');
    const found = judge(place, numbers(0, on ? 5120 : 5110), check);
    check.must(on, 'A process that starts on a full disk has no telemetry.');
    return {
      counted: {
        'events recorded': 5120,
        'events arrived': found.arrived,
        'redelivered, same uuid and content': found.redelivered,
        'said while it was full': log[0] ?? 'nothing',
        'said when started on a full disk': full.problems.join(' | ') || 'nothing',
      },
      broken: check.broken,
    };
  } finally {
    spawnSync('umount', ['-l', disk]);
  }
}

/** Takes all the room that is left. */
function fill(file: string): void {
  for (let size = 2 ** 20; size >= 4096;) {
    try {
      writeFileSync(file, Buffer.alloc(size), { flag: 'a' });
    } catch {
      size /= 2;
    }
  }
}
