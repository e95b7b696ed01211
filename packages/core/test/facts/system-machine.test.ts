import { createHmac } from 'node:crypto';
import { arch, cpus, networkInterfaces, totalmem } from 'node:os';
import isDocker from 'is-docker';
import * as si from 'systeminformation';
import { describe, expect, it, vi } from 'vitest';
import { systemMachine } from '../../src/facts/system-machine.ts';
import type { SystemCall } from '../../src/facts/system-sources.ts';
import { machineId } from '../../src/identity/machine-id.ts';
import type { SystemField } from '../../src/plan/plan.ts';
import { manualClock, type ManualClock } from '../../src/testing/manual-clock.ts';

const allFields: readonly SystemField[] = [
  'arch',
  'platform',
  'release',
  'distro',
  'codename',
  'virtual',
  'isRunningInDocker',
  'nodeVersion',
  'cpuModel',
  'cpuCount',
  'memoryBytes',
];

const interfaces = () => ({
  eth0: [
    {
      address: '192.0.2.2',
      netmask: '',
      family: 'IPv4',
      mac: '02:fc:00:00:00:01',
      internal: false,
      cidr: null,
    } as const,
  ],
});

const ubuntu: Readonly<Record<SystemCall, unknown>> = {
  osInfo: { distro: 'Ubuntu', release: '22.04.4 LTS', codename: 'jammy' },
  system: { virtual: true, uuid: '4c4c4544-0042-3510-8051-b4c04f4d3732' },
  networkInterfaceDefault: { name: 'eth0' },
};

/** A machine that is no Linux and answers so, and the calls that were made. */
function machineOf(answers: Readonly<Partial<Record<SystemCall, unknown>>>) {
  const calls: SystemCall[] = [];
  const clock = manualClock();
  const call = async (name: SystemCall): Promise<unknown> => {
    calls.push(name);
    return answers[name];
  };
  return { calls, clock, machine: systemMachine({ clock, call, interfaces, platform: 'darwin' }) };
}

/** Waits until a call waits for its answer. */
const hanging = (clock: ManualClock, limitMillis = 5000): Promise<void> =>
  vi.waitFor(() => expect(clock.timers).toEqual([limitMillis]), { timeout: 20_000, interval: 5 });

describe('this machine', () => {
  it('is what Butler sends of it', async () => {
    const [osInfo, system] = [await si.osInfo(), await si.system()];
    const orNull = (text: string) => (['', 'unknown'].includes(text) ? null : text);
    expect(await systemMachine().system(allFields)).toEqual({
      arch: osInfo.arch,
      platform: osInfo.platform,
      release: orNull(osInfo.release),
      distro: orNull(osInfo.distro),
      codename: orNull(osInfo.codename),
      virtual: system.virtual,
      isRunningInDocker: isDocker(),
      nodeVersion: process.version,
      cpuModel: cpus()[0]?.model.trim(),
      cpuCount: cpus().length,
      memoryBytes: totalmem(),
    });
    expect(arch()).toBe(osInfo.arch);
  }, 30_000);

  it('has the parts that Butler makes its id of', async () => {
    const [all, byDefault, system] = [
      await si.networkInterfaces(),
      await si.networkInterfaceDefault(),
      await si.system(),
    ];
    const own = (Array.isArray(all) ? all : [all])
      .filter(({ iface }) => iface === byDefault)
      .find(({ mac }) => mac !== '');
    const hasMac = own !== undefined && own.mac !== '00:00:00:00:00:00';
    const parts = await systemMachine().parts();
    expect(parts).toEqual({
      mac: hasMac ? own.mac : null,
      ip4: hasMac ? own.ip4 : '',
      systemUuid: system.uuid,
    });
    const source = `${own?.mac}${own?.ip4}qlik.example.com${system.uuid}`;
    const butlers = createHmac('sha256', own?.mac ?? '')
      .update(source)
      .digest('hex');
    expect(machineId(parts, 'qlik.example.com')).toBe(hasMac ? butlers : null);
  }, 30_000);
});

describe('a machine', () => {
  it('is read by field, in the order that is asked', async () => {
    const { machine } = machineOf(ubuntu);
    const system = await machine.system(['release', 'virtual', 'distro', 'codename']);
    expect(system).toEqual({ release: '22.04.4 LTS', virtual: true, distro: 'Ubuntu', codename: 'jammy' });
    expect(Object.keys(system)).toEqual(['release', 'virtual', 'distro', 'codename']);
  });

  it('is called Windows where systeminformation says so', async () => {
    expect(await systemMachine({ platform: 'win32' }).system(['platform'])).toEqual({ platform: 'Windows' });
    expect(await systemMachine({ platform: 'darwin' }).system(['platform'])).toEqual({ platform: 'darwin' });
  });

  it('is asked only for what is needed, and once', async () => {
    const { calls, machine } = machineOf(ubuntu);
    await machine.system([
      'arch',
      'platform',
      'isRunningInDocker',
      'nodeVersion',
      'cpuModel',
      'cpuCount',
      'memoryBytes',
    ]);
    expect(calls).toEqual([]);
    await Promise.all([machine.system(['distro', 'release']), machine.system(['codename'])]);
    expect(calls).toEqual(['osInfo']);
    await machine.system(allFields);
    expect(calls.toSorted()).toEqual(['osInfo', 'system']);
    await Promise.all([machine.parts(), machine.parts()]);
    expect(calls.toSorted()).toEqual(['networkInterfaceDefault', 'osInfo', 'system']);
  });

  it('is not read before it is asked', () => {
    const { calls } = machineOf(ubuntu);
    expect(calls).toEqual([]);
  });

  it.each([
    ['empty', { osInfo: { distro: '', release: ' ', codename: '' }, system: {} }],
    [
      'unknown',
      { osInfo: { distro: 'unknown', release: 'Unknown', codename: 'unknown' }, system: { virtual: 'unknown' } },
    ],
    ['of another kind', { osInfo: { distro: [], release: {}, codename: null }, system: { virtual: Number.NaN } }],
    ['no answer at all', { osInfo: 'none', system: null }],
  ])('has null for a field that is %s', async (_, answers) => {
    const { machine } = machineOf(answers);
    const system = await machine.system(['distro', 'release', 'codename', 'virtual', 'nodeVersion']);
    expect(system).toEqual({
      distro: null,
      release: null,
      codename: null,
      virtual: null,
      nodeVersion: process.version,
    });
  });

  it('has null for a field that nobody knows', async () => {
    const { machine } = machineOf(ubuntu);
    const fields: readonly string[] = ['serial', '__proto__', 'uuid'];
    const system = await machine.system(fields as readonly SystemField[]);
    expect(Object.entries(system)).toEqual(fields.map((field) => [field, null]));
  });

  it('loses nothing else when a call fails', async () => {
    const call = async (name: SystemCall) => (name === 'osInfo' ? Promise.reject(new Error('no shell')) : ubuntu[name]);
    const machine = systemMachine({ clock: manualClock(), call, platform: 'darwin' });
    expect(await machine.system(['distro', 'virtual', 'nodeVersion'])).toEqual({
      distro: null,
      virtual: true,
      nodeVersion: process.version,
    });
  });

  it('loses nothing else when a call hangs, and gives it up after five seconds', async () => {
    const clock = manualClock();
    const calls: SystemCall[] = [];
    const call = (name: SystemCall) => {
      calls.push(name);
      return name === 'system' ? new Promise(() => {}) : Promise.resolve(ubuntu[name]);
    };
    const machine = systemMachine({ clock, call, platform: 'darwin' });
    let done = false;
    const reading = machine.system(['virtual', 'distro', 'nodeVersion']);
    void reading.then(() => (done = true));
    await vi.waitFor(() => expect(calls).toHaveLength(2), { timeout: 20_000, interval: 5 });
    await hanging(clock);
    await clock.advance(4999);
    expect(done).toBe(false);
    await clock.advance(1);
    expect(await reading).toEqual({ virtual: null, distro: 'Ubuntu', nodeVersion: process.version });
    expect(clock.timers).toEqual([]);
    expect(await machine.system(['virtual'])).toEqual({ virtual: null });
    expect(calls.filter((name) => name === 'system')).toHaveLength(1);
  });

  it('is given more time on Windows, whose shells start slowly', async () => {
    const clock = manualClock();
    const machine = systemMachine({ clock, call: () => new Promise(() => {}), platform: 'win32' });
    let done = false;
    const reading = machine.system(['distro']);
    void reading.then(() => (done = true));
    await hanging(clock, 15_000);
    await clock.advance(14_999);
    expect(done).toBe(false);
    await clock.advance(1);
    expect(await reading).toEqual({ distro: null });
  });
});

describe('the parts of a machine', () => {
  it('are those of its default interface', async () => {
    const { machine } = machineOf(ubuntu);
    expect(await machine.parts()).toEqual({
      mac: '02:fc:00:00:00:01',
      ip4: '192.0.2.2',
      systemUuid: '4c4c4544-0042-3510-8051-b4c04f4d3732',
    });
  });

  it('hold the UUID as it is, also where it says that there is none', async () => {
    for (const uuid of ['-', '', 'unknown']) {
      const { machine } = machineOf({ ...ubuntu, system: { virtual: true, uuid } });
      expect((await machine.parts()).systemUuid).toBe(uuid);
    }
  });

  it('are none where there is no default interface, or it is not found', async () => {
    for (const networkInterfaceDefault of [{ name: '' }, { name: 'wlan7' }, null]) {
      const { machine } = machineOf({ ...ubuntu, networkInterfaceDefault });
      expect(await machine.parts()).toMatchObject({ mac: null, ip4: '' });
    }
  });

  it('are none where the interfaces cannot be read', async () => {
    const fails = (): never => {
      throw new Error('not permitted');
    };
    const machine = systemMachine({
      clock: manualClock(),
      call: async (name) => ubuntu[name],
      interfaces: fails,
      platform: 'darwin',
    });
    expect(await machine.parts()).toEqual({ mac: null, ip4: '', systemUuid: '' });
  });

  it('are what can be read where a call hangs', async () => {
    const clock = manualClock();
    const call = (name: SystemCall) => (name === 'system' ? new Promise(() => {}) : Promise.resolve(ubuntu[name]));
    const reading = systemMachine({ clock, call, interfaces, platform: 'darwin' }).parts();
    await hanging(clock);
    await clock.advance(5000);
    expect(await reading).toEqual({ mac: '02:fc:00:00:00:01', ip4: '192.0.2.2', systemUuid: '' });
  });

  it('are of this machine, where it has any interface', async () => {
    const macs = Object.values(networkInterfaces()).flatMap((infos) => (infos ?? []).map(({ mac }) => mac));
    const { mac } = await systemMachine().parts();
    expect([null, ...macs]).toContain(mac);
  }, 30_000);
});
