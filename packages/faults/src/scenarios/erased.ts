import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { seededRandom } from '@plainsight/core/testing';
import { checks, type Checks } from '../checks.ts';
import { fractions } from '../fractions.ts';
import type { HostOptions } from '../host-calls.ts';
import { startHost, type Host } from '../host.ts';
import { numbers } from '../judge.ts';
import type { Rig, Scenario } from '../scenario.ts';

const each = 40;
const marks = (kind: string): readonly string[] => numbers(0, each).map((number) => `marker-${kind}-${number}-x7Qz`);
const delivered = marks('delivered');
const waiting = marks('waiting');
const spoilt = { value: 'marker-spoilt-value-x7Qz', field: 'markerSpoiltFieldX7Qz' };

/** Nothing of what was erased is in any byte of any file. */
export const erased: Scenario = async (rig) => {
  const check = checks();
  const rows: Record<string, string | number> = {};
  for (const [index, [name, act]] of Object.entries(ways).entries()) {
    for (const alone of [true, false]) {
      const what = `${name}${alone ? '' : ', with another process'}`;
      const options = {
        path: join(rig.folder(), 'telemetry.db'),
        url: rig.server.url(`erased-${index}-${String(alone)}`),
      };
      const of: Checks = { ...check, must: (holds, why) => check.must(holds, `${what}: ${why}`) };
      rows[what] = await erase(rig, options, alone, act, of);
    }
  }
  rows['erased again after SIGKILL'] = await killed(rig, check);
  return { counted: rows, broken: check.broken };
};

interface Way {
  readonly act: (host: Host) => Promise<unknown>;
  readonly gone: readonly string[];
  readonly stays: readonly string[];
}

const ways: Readonly<Record<string, Way>> = {
  "erase('all')": {
    act: (host) => host.call('erase', 'all'),
    gone: [...delivered, ...waiting, spoilt.field],
    stays: [],
  },
  "erase('submitted')": { act: (host) => host.call('erase', 'submitted'), gone: delivered, stays: waiting },
  'off()': { act: (host) => host.call('off'), gone: [...waiting, spoilt.field], stays: delivered },
};

async function erase(
  { server }: Rig,
  options: HostOptions,
  alone: boolean,
  { act, gone, stays }: Way,
  check: Checks,
): Promise<string> {
  await using host = await filled(server, options, check);
  await using other = alone ? null : await startHost({ ...options, instance: 'other' });
  if (other !== null) {
    await other.call('start');
    await other.call('record', 0, 10);
    await other.call('flush', 'store');
  }
  const before = found(options.path, [...gone, ...stays]);
  check.must(before.length === gone.length + stays.length, `only ${before.length} marks were there before.`);
  await act(host);
  const left = found(options.path, [...gone, spoilt.value]);
  check.must(left.length === 0, `${left.length} marks are left, as ${left[0]}.`);
  check.must(found(options.path, stays).length === stays.length, 'what was to stay is gone.');
  for (const one of [host, other]) {
    if (one === null) continue;
    check.must((await one.end()) === 0 && one.output === '', `it printed: ${one.output}`);
  }
  check.must(found(options.path, [...gone, spoilt.value]).length === 0, 'marks are there again when it has ended.');
  return `${gone.length} marks gone, ${stays.length} stay`;
}

/** Some that are delivered, some that wait, some that are in quarantine. */
async function filled(server: Rig['server'], options: HostOptions, check: Checks): Promise<Host> {
  await server.behave({ kind: 'well' });
  const host = await startHost(options);
  check.must(await host.call('start'), 'telemetry was off.');
  await host.call('note', delivered);
  await host.call('flush', 'sinks');
  await server.behave({ kind: 'answer', status: 503 });
  await host.call('note', waiting);
  await host.call('spoil', spoilt.value, spoilt.field);
  await host.call('flush', 'sinks');
  return host;
}

/** An erasure is cut short by SIGKILL at any moment; a second one leaves nothing. */
async function killed({ server, folder, seed, quick }: Rig, check: Checks): Promise<string> {
  const random = fractions(seededRandom(seed));
  const rounds = quick ? 3 : 12;
  let cut = 0;
  for (let round = 0; round < rounds; round += 1) {
    const options = { path: join(folder(), 'telemetry.db'), url: server.url(`erased-killed-${round}`) };
    const host = await filled(server, options, check);
    await host.call('record', 0, 4000);
    await host.call('flush', 'store');
    const ended = host.call('erase', 'all').then(
      () => false,
      () => true,
    );
    await new Promise((resolve) => setTimeout(resolve, random() * 150));
    await host.kill();
    if (await ended) cut += 1;
    await using next = await startHost(options);
    check.must(await next.call('start'), 'telemetry was off after an erasure that was cut short.');
    await next.call('erase', 'all');
    const left = found(options.path, [...delivered, ...waiting, spoilt.value, spoilt.field]);
    check.must(left.length === 0, `${left.length} marks are left after the second erasure, as ${left[0]}.`);
    const { records } = await next.call('status');
    check.must(records <= 1, `${records} records are left after the second erasure.`);
    check.must((await next.end()) === 0 && next.output === '', `it printed: ${next.output}`);
  }
  return `${rounds} times, ${cut} of them in the middle`;
}

/** Which of these are in some file beside the database. */
function found(path: string, wanted: readonly string[]): readonly string[] {
  const folder = dirname(path);
  const bytes = readdirSync(folder).map((name) => readFileSync(join(folder, name)));
  return wanted.filter((mark) => bytes.some((file) => file.includes(mark)));
}
