import { describe, expect, it } from 'vitest';
import { installationIdentity, machineIdentity, noIdentity } from '../../src/identity/identities.ts';
import { machineId } from '../../src/identity/machine-id.ts';
import { identify, type Identified } from '../../src/lifecycle/identify.ts';
import type { Identity } from '../../src/plan/plan.ts';
import { memoryDecisions } from '../../src/store/memory-decisions.ts';
import { manualMachine, seededRandom } from '../../src/testing/index.ts';
import { lasting, plan } from './host.ts';

const parts = { mac: '02:fc:00:00:00:01', ip4: '192.0.2.2', systemUuid: '4c4c4544-0042-3510-8051-b4c04f4d3732' };
const hexId = /^[0-9a-f]{64}$/;
const uuid4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** An installation that is started again and again, each time with other random numbers. */
function starting(identity: Identity, { decisions = lasting(), machine = manualMachine({ parts }) } = {}) {
  let seed = 0;
  const start = (config: object | null = null, instance = 'main'): Promise<Identified> => {
    seed += 1;
    const random = seededRandom(seed);
    return identify({ plan: { ...plan, identity }, instance, config, decisions, machine, random });
  };
  return { start, decisions };
}

describe('the identity of an installation', () => {
  it('is 256 random bits, made at the first start and kept', async () => {
    const { start, decisions } = starting(installationIdentity());
    const first = await start();
    expect(first).toEqual({
      installation: first.distinctId,
      distinctId: expect.stringMatching(hexId),
      instanceId: null,
    });
    expect(await start()).toEqual(first);
    expect((await decisions.read()).installationId).toBe(first.distinctId);
  });

  it('is what a plan has that says nothing of it', async () => {
    const { identity: _, ...silent } = { identity: null, ...plan };
    const decisions = lasting();
    const random = seededRandom(1);
    const machine = manualMachine();
    const { distinctId } = await identify({ plan: silent, instance: 'main', config: null, decisions, machine, random });
    expect((await decisions.read()).installationId).toBe(distinctId);
  });

  it('has a random id for each instance where the plan asks for it, kept by the name of the instance', async () => {
    const { start } = starting(installationIdentity({ instance: 'instanceId' }));
    const main = await start(null, 'main');
    const worker = await start(null, 'worker');
    expect(main.instanceId).toMatch(uuid4);
    expect(worker.instanceId).toMatch(uuid4);
    expect(worker.instanceId).not.toBe(main.instanceId);
    expect(worker.distinctId).toBe(main.distinctId);
    expect([await start(null, 'main'), await start(null, 'worker')]).toEqual([main, worker]);
  });

  it.each(['constructor', '__proto__', 'toString'])('has an id for an instance named %s as well', async (name) => {
    const { start } = starting(installationIdentity({ instance: 'instanceId' }));
    await start(null, 'main');
    const first = await start(null, name);
    expect(first.instanceId).toMatch(uuid4);
    expect((await start(null, name)).instanceId).toBe(first.instanceId);
  });

  it('is one, whoever of several that start at the same time is first', async () => {
    const { start } = starting(installationIdentity({ instance: 'instanceId' }));
    const all = await Promise.all(Array.from({ length: 10 }, () => start()));
    expect(new Set(all.map((one) => JSON.stringify(one))).size).toBe(1);
  });

  it('is what it was before, where the operator has other decisions', async () => {
    const { start, decisions } = starting(installationIdentity());
    await decisions.update(() => ({ consent: { value: 'on', at: '' }, installationId: 'a'.repeat(64), later: 1 }));
    expect((await start()).distinctId).toBe('a'.repeat(64));
    expect(await decisions.read()).toEqual({
      consent: { value: 'on', at: '' },
      installationId: 'a'.repeat(64),
      later: 1,
    });
  });

  it('lasts as long as the process where decisions cannot be written, and it is told why', async () => {
    const decisions = { ...lasting(), update: () => Promise.reject(new Error('disk is read-only')) };
    const told: unknown[] = [];
    const of = { plan, instance: 'main', config: null, decisions, machine: manualMachine(), random: seededRandom(1) };
    const { distinctId } = await identify({ ...of, notKept: (error) => told.push(error) });
    expect(distinctId).toMatch(hexId);
    expect(told).toEqual([expect.objectContaining({ message: 'disk is read-only' })]);
  });

  it('rejects where decisions cannot be read either, so that telemetry is off', async () => {
    const broken = () => Promise.reject(new Error('the file is damaged'));
    const decisions = { ...lasting(), read: broken, update: broken };
    await expect(starting(installationIdentity(), { decisions }).start()).rejects.toThrow('the file is damaged');
  });
});

describe('the identity of a machine', () => {
  const identity = machineIdentity({ host: 'Butler.configQRS.host' });

  it('is made of its parts and the configured host', async () => {
    const { start } = starting(identity);
    const { distinctId, instanceId } = await start({ Butler: { configQRS: { host: 'qlik.example.com' } } });
    // printf '%s' 'MAC + IPv4 + host + UUID' | openssl dgst -sha256 -hmac 'MAC'
    expect(distinctId).toBe('de0872a1fd6bfd164f8756f705f7eedbc08af3f1bd91fc574c65ef6861efd1e3');
    expect(instanceId).toBeNull();
  });

  it('takes a host as it is written, a number too, and none as empty', async () => {
    const idWith = async (host: unknown) =>
      (await starting(identity).start({ Butler: { configQRS: { host } } })).distinctId;
    expect(await idWith(1921680001)).toBe(machineId(parts, '1921680001'));
    for (const none of [undefined, null, '', {}, ['qlik.example.com']]) {
      expect(await idWith(none)).toBe(machineId(parts, ''));
    }
    expect((await starting(identity).start(null)).distinctId).toBe(machineId(parts, ''));
  });

  it('is that of the installation where there is no MAC, and lasts', async () => {
    const { start } = starting(identity, { machine: manualMachine({ parts: { ...parts, mac: null } }) });
    const first = await start();
    expect(first.distinctId).toMatch(hexId);
    expect(await start()).toEqual(first);
  });

  it('has uuids and phases of its own installation, so that two with the same host name do not meet', async () => {
    const one = await starting(identity).start();
    const other = starting(identity);
    await other.start();
    const again = await other.start();
    expect(again.distinctId).toBe(one.distinctId);
    expect(one.installation).not.toBe(one.distinctId);
  });

  it('has those of the machine where nothing lasts, so that a restart does not report twice', async () => {
    const first = await starting(identity, { decisions: memoryDecisions() }).start();
    const second = await starting(identity, { decisions: memoryDecisions() }).start();
    expect(first).toEqual({ installation: first.distinctId, distinctId: machineId(parts, ''), instanceId: null });
    expect(second).toEqual(first);
  });
});

describe('no identity', () => {
  it('is a random id each time, which nothing keeps', async () => {
    const { start, decisions } = starting(noIdentity());
    const [first, second] = [await start(), await start()];
    expect(first.distinctId).toMatch(uuid4);
    expect(second.distinctId).not.toBe(first.distinctId);
    expect(second.installation).toBe(first.installation);
    expect(JSON.stringify(await decisions.read())).not.toContain(first.distinctId);
  });
});
