import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checks } from '../checks.ts';
import { startHost } from '../host.ts';
import { judge, numbers } from '../judge.ts';
import type { Scenario } from '../scenario.ts';
import { until } from '../until.ts';

/** A disk of 24 MB fills while telemetry runs, has room again, and is full when a process starts. */
export const diskFull: Scenario = async ({ server, folder }) => {
  const check = checks();
  const disk = join(folder(), 'disk');
  mkdirSync(disk);
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', disk]).status !== 0) {
    return { counted: { skipped: 'no small disk can be mounted here' }, broken: [] };
  }
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
};

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
