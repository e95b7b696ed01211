import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { machineId } from '../../src/identity/machine-id.ts';
import {
  createTelemetry,
  definePlan,
  fileDecisions,
  machineIdentity,
  memoryStore,
  type MachineParts,
  type MachineReader,
} from '../../src/index.ts';
import { manualClock, manualMachine, memorySink, seededRandom } from '../../src/testing/index.ts';
import { temporaryDirectory } from '../store/temporary-directory.ts';
import { epoch, plan as kettlePlan } from './host.ts';

const plan = definePlan({ ...kettlePlan, identity: machineIdentity({ host: 'kettle.host' }) });
const host = 'kettle.example.org';
const parts = { mac: '00:50:56:3f:8a:21', ip4: '192.0.2.2', systemUuid: '4c4c4544-0042-3510-8051-b4c04f4d3732' };
const other = { mac: '00:50:56:11:22:33', ip4: '192.0.2.9', systemUuid: '9f8e7d6c-5b4a-3928-1706-f5e4d3c2b1a0' };
const absent: MachineParts = { mac: null, ip4: '', systemUuid: '' };

type Interfaces = readonly Pick<MachineParts, 'mac' | 'ip4'>[];

let seed = 0;

/** A process on a machine with these parts, whose decisions are in this file. */
function process(path: string, here: MachineParts, telemetryIs = true, interfaces: Interfaces = [], at?: string) {
  seed += 1;
  const lines: string[] = [];
  const reads: string[] = [];
  const log = (level: string) => (message: string) => void lines.push(`${level} ${message}`);
  const machine = manualMachine({ parts: here, interfaces, system: { platform: 'linux', cpuCount: 2 } });
  const watched: MachineReader = {
    ...machine,
    parts: () => {
      reads.push('parts');
      return machine.parts();
    },
    system: (fields) => {
      reads.push('system');
      return machine.system(fields);
    },
  };
  const telemetry = createTelemetry(plan, {
    clock: manualClock(epoch),
    env: {},
    random: seededRandom(seed),
    machine: watched,
  });
  const options = {
    serviceVersion: '1.2.3',
    config: { kettle: { telemetry: telemetryIs, systemInfo: true, ...(at === '' ? {} : { host: at ?? host }) } },
    store: memoryStore({ decisions: fileDecisions({ path }) }),
    sinks: [memorySink()],
    gauges: { cups: () => 4 },
    logger: { debug: () => {}, info: () => {}, warn: log('warn'), error: log('error') },
  };
  return { telemetry, options, lines, reads };
}

/** What a start on this machine comes to: the id, and what is said. */
async function started(path: string, here: MachineParts, interfaces: Interfaces = [], at?: string) {
  const { telemetry, options, lines } = process(path, here, true, interfaces, at);
  await telemetry.start(options);
  const { id, problems } = await telemetry.status();
  const findings = (await telemetry.diagnose()).filter(({ what }) => what === 'identity');
  await telemetry.close();
  return { id, problems, lines, findings };
}

const idOf = async (path: string, here: MachineParts): Promise<string | null> => (await started(path, here)).id;
const file = async (): Promise<string> => join(await temporaryDirectory(), 'decisions.json');
const butlers = (here: MachineParts): string | null => machineId(here, host);
/** With these parts only. */
const only = (names: readonly string[]): MachineParts =>
  Object.assign({}, absent, ...names.map((name) => ({ [name]: Reflect.get(parts, name) })));

describe('the id of a machine', () => {
  it("is Butler's where all parts are there, and nothing is said", async () => {
    const path = await file();
    for (const _ of [1, 2]) {
      expect(await started(path, parts)).toEqual({ id: butlers(parts), problems: [], lines: [], findings: [] });
    }
  });

  it.each([
    { gone: ['mac'] },
    { gone: ['ip4'] },
    { gone: ['systemUuid'] },
    { gone: ['mac', 'systemUuid'] },
    { gone: ['mac', 'ip4', 'systemUuid'] },
  ])('goes on where a later start does not find $gone', async ({ gone }) => {
    const path = await file();
    expect(await idOf(path, parts)).toBe(butlers(parts));
    const later = await started(path, only(Object.keys(parts).filter((name) => !gone.includes(name))));
    expect(later.id).toBe(butlers(parts));
    expect(later.lines).toEqual([expect.stringMatching(/^warn .*weak.*cannot be read now/)]);
    expect(later.problems).toEqual([expect.stringMatching(/weak.*cannot be read now/)]);
    expect(await started(path, parts)).toMatchObject({ id: butlers(parts), problems: [], lines: [] });
  });

  it('is one, whichever parts come and go, from the first start on', async () => {
    const some = fc.subarray(['mac', 'ip4', 'systemUuid']);
    await fc.assert(
      fc.asyncProperty(some, fc.array(some, { maxLength: 4 }), async (names, rest) => {
        const path = await file();
        const id = await idOf(path, only(names));
        if (names.includes('mac')) expect(id).toBe(butlers(only(names)));
        else expect(id).toMatch(/^[0-9a-f]{64}$/);
        for (const later of rest) expect(await idOf(path, only(later))).toBe(id);
      }),
      { numRuns: 10 },
    );
  });

  it('stays where the config has no host for a while, which is said, and is another for another host', async () => {
    const path = await file();
    const first = await started(path, parts);
    const without = await started(path, parts, [], '');
    expect(without).toMatchObject({
      id: first.id,
      problems: [expect.stringContaining('the host in the config cannot be read now')],
    });
    expect(without.lines).toEqual([expect.stringContaining('the host in the config cannot be read now')]);
    expect((await started(path, parts)).id).toBe(first.id);
    expect((await started(path, parts, [], 'other.example.org')).id).not.toBe(first.id);
  });

  it('is another on another machine, that decisions are copied to', async () => {
    const [path, copy] = [await file(), await file()];
    await idOf(path, parts);
    await cp(path, copy);
    expect(await idOf(copy, other)).toBe(butlers(other));
    const weak = only(['mac', 'ip4']);
    const [weakPath, weakCopy] = [await file(), await file()];
    await idOf(weakPath, weak);
    await cp(weakPath, weakCopy);
    expect(await idOf(weakCopy, { ...other, systemUuid: '' })).toBe(butlers({ ...other, systemUuid: '' }));
  });

  it('stays the random one that was used where an installation without a MAC gets one', async () => {
    const path = await file();
    const own = await idOf(path, { ...parts, mac: null });
    for (const here of [{ ...parts, mac: null }, parts, other, { ...parts, mac: null }, parts]) {
      const later = await started(path, here);
      expect(later.id).toBe(own);
      expect(later.problems).toEqual([expect.stringMatching(/weak.*no MAC address/)]);
      expect(later.lines).toEqual([]);
    }
  });

  it('is one where several interfaces take turns to be the default one, and another where they are all gone', async () => {
    const wired = { mac: parts.mac, ip4: parts.ip4 };
    const wireless = { mac: '00:50:56:aa:bb:cc', ip4: '198.51.100.7' };
    const bridge = { mac: '02:42:7d:01:02:03', ip4: '172.17.0.1' };
    const path = await file();
    const id = await idOf(path, parts);
    for (const interfaces of [
      [wired, wireless],
      [wireless, wired],
      [bridge, wireless, wired],
    ]) {
      expect(await started(path, { ...parts, ...interfaces[0] }, interfaces)).toMatchObject({
        id,
        problems: [],
        lines: [],
      });
    }
    expect((await started(path, { ...parts, ...wireless }, [wireless, bridge])).id).toBe(
      butlers({ ...parts, ...wireless }),
    );
  });

  it('can be reset where it is random, and is random then, whatever is found', async () => {
    const path = await file();
    const own = await idOf(path, { ...parts, mac: null });
    const { telemetry, options } = process(path, parts);
    await telemetry.start(options);
    const { id } = await telemetry.resetIdentity();
    expect(id).toMatch(/^[0-9a-f]{64}$/);
    expect(new Set([id, own, butlers(parts)]).size).toBe(3);
    expect(telemetry.id).toBe(id);
    await telemetry.close();
    for (const here of [parts, absent, other]) expect(await idOf(path, here)).toBe(id);
  });

  it('cannot be reset where it is made of the machine, or not made yet', async () => {
    const path = await file();
    for (const _ of ['not made yet', 'made']) {
      const { telemetry, options } = process(path, parts);
      await expect(telemetry.resetIdentity(options)).rejects.toThrow('computed from this machine');
      expect(await idOf(path, parts)).toBe(butlers(parts));
    }
  });

  it('is kept without the values that it is made of', async () => {
    const path = await file();
    await idOf(path, parts);
    const text = await readFile(path, 'utf8');
    expect(JSON.parse(text)).toMatchObject({
      machineId: { id: butlers(parts), parts: ['mac', 'ip4', 'systemUuid', 'host'] },
    });
    for (const value of [...Object.values(parts), host]) expect(text).not.toContain(value);
  });
});

describe('a MAC that is made of the address', () => {
  const made = [
    ['02:42:ac:11:00:02', '172.17.0.2'],
    ['02:42:ac:12:00:0a', '172.18.0.10'],
    ['0a:58:0a:f4:01:05', '10.244.1.5'],
    ['02:42:C0:A8:01:FE', '192.168.1.254'],
  ] as const;

  it.each(made)('counts as none: %s of %s', async (mac, ip4) => {
    const container = { mac, ip4, systemUuid: '' };
    const [one, two] = [await file(), await file()];
    const first = await started(one, container);
    expect(first.id).toMatch(/^[0-9a-f]{64}$/);
    expect(await idOf(two, container)).not.toBe(first.id);
    expect(await idOf(two, { ...container, systemUuid: parts.systemUuid })).not.toBe(first.id);
    expect(await idOf(one, container)).toBe(first.id);
    expect(first.lines).toEqual([expect.stringMatching(/^warn .*weak.*no MAC address.*installationIdentity/)]);
  });

  it('is one only with that address', async () => {
    const random = { mac: '02:42:ac:11:00:02', ip4: '172.17.0.3', systemUuid: '' };
    expect(await idOf(await file(), random)).toBe(butlers(random));
  });

  it.each(['02:00:00:00:00:00', 'ff:ff:ff:ff:ff:ff', '00:00:00:00:00:00', ''])(
    'is none either where it is %j',
    async (mac) => {
      const ids = [await idOf(await file(), { ...parts, mac }), await idOf(await file(), { ...parts, mac })];
      expect(new Set([...ids, butlers({ ...parts, mac })]).size).toBe(3);
    },
  );
});

describe('a UUID that says that there is none', () => {
  it.each([
    '',
    '-',
    ' ',
    'unknown',
    'None',
    'Not Settable',
    'Not Present',
    'N/A',
    'To Be Filled By O.E.M.',
    'Default string',
    '00000000-0000-0000-0000-000000000000',
    'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF',
    '03000200-0400-0500-0006-000700080009',
    '12345678-1234-5678-90AB-CDDEEFAABBCC',
    '-----',
  ])('is no part of the id: %j', async (systemUuid) => {
    const { id, problems } = await started(await file(), { ...parts, systemUuid });
    expect(id).toBe(butlers({ ...parts, systemUuid: '' }));
    expect(problems).toEqual([expect.stringMatching(/weak.*without the system's UUID/)]);
  });

  it('is none of those that machines have', async () => {
    for (const systemUuid of [
      parts.systemUuid,
      '564d2f1c-0a3b-4c5d-8e9f-a0b1c2d3e4f5',
      'ec2a1b2c-3d4e-5f60-7182-93a4b5c6d7e8',
    ]) {
      expect(await idOf(await file(), { ...parts, systemUuid })).toBe(butlers({ ...parts, systemUuid }));
    }
  });
});

describe('a weak id', () => {
  it('is told by status and doctor each time, and by one warning', async () => {
    const path = await file();
    const weak = only(['mac', 'ip4']);
    const first = await started(path, weak);
    expect(first.lines).toEqual([expect.stringMatching(/^warn Telemetry: .*weak.*installationIdentity\(\)/)]);
    const second = await started(path, weak);
    expect(second.lines).toEqual([]);
    for (const { problems, findings } of [first, second]) {
      expect(problems).toEqual([
        expect.stringMatching(/weak.*another machine may have the same id.*installationIdentity\(\)/),
      ]);
      expect(findings).toEqual([
        expect.objectContaining({ verdict: 'warning', todo: expect.stringContaining('installationIdentity()') }),
      ]);
    }
  });

  it('is told by another process, too', async () => {
    const path = await file();
    await idOf(path, only(['mac', 'ip4']));
    const { telemetry, options } = process(path, parts);
    expect((await telemetry.status(options)).problems).toEqual([expect.stringMatching(/weak/)]);
  });
});

describe('the machine', () => {
  it.each([true, false])('is not read by who looks at telemetry that does not run here: on %s', async (telemetryIs) => {
    const path = await file();
    await idOf(path, parts);
    const { telemetry, options, reads } = process(path, other, telemetryIs);
    expect((await telemetry.status(options)).id).toBe(butlers(parts));
    await telemetry.diagnose(options);
    await telemetry.records({}, options);
    expect((await telemetry.erase('all', options)).id).toBe(butlers(parts));
    expect(reads).toEqual([]);
    await telemetry.preview(options);
    expect(reads).toEqual(expect.arrayContaining(['parts', 'system']));
  });

  it('is not read by a start of telemetry that is off', async () => {
    const { telemetry, options, reads } = process(await file(), parts, false);
    await telemetry.start(options);
    await telemetry.close();
    expect(reads).toEqual([]);
  });
});
