import { describe, expect, it } from 'vitest';
import { memoryStore } from '../../src/index.ts';
import { hour } from '../lifecycle/host.ts';
import { accept, installation, plan, refuse, toldOf } from './installation.ts';

describe('resetIdentity', () => {
  it('gives a new id, under which telemetry that runs goes on', async () => {
    const { telemetry, start, sink } = await installation();
    await start();
    telemetry.record('boiled', { litres: 1 });
    await telemetry.flush();
    const before = telemetry.id;
    const { id } = await telemetry.resetIdentity();
    expect(id).toMatch(/^[0-9a-f]{64}$/);
    expect(id).not.toBe(before);
    expect(telemetry.id).toBe(id);
    expect((await telemetry.status()).state).toBe('on');
    sink.clear();
    telemetry.record('boiled', { litres: 2 });
    await telemetry.flush();
    expect(sink.accepted.find(({ name }) => name === 'boiled')).toMatchObject({
      distinctId: id,
      properties: { litres: 2 },
    });
    expect(sink.accepted.every(({ distinctId }) => distinctId === id)).toBe(true);
  });

  it('keeps the id of what was recorded before it', async () => {
    const { telemetry, start, sink } = await installation();
    sink.answerWith(refuse);
    await start();
    telemetry.record('boiled', { litres: 1 });
    await telemetry.flush();
    const before = telemetry.id;
    await telemetry.resetIdentity();
    sink.answerWith(accept);
    telemetry.record('boiled', { litres: 2 });
    await telemetry.submit();
    const ids = sink.accepted.filter(({ name }) => name === 'boiled').map(({ distinctId }) => distinctId);
    expect(ids).toEqual([before, telemetry.id]);
  });

  it('loses nothing that is recorded and counted while it goes on', async () => {
    const { telemetry, start, sink, clock } = await installation();
    await start();
    await telemetry.flush();
    const resetting = telemetry.resetIdentity();
    for (let litres = 0; litres < 5; litres += 1) {
      telemetry.record('boiled', { litres });
      telemetry.count('filled');
      await clock.advance(0);
    }
    await resetting;
    await telemetry.flush();
    clock.set(clock.now() + 12 * hour);
    await clock.advance(hour);
    await telemetry.flush();
    expect(toldOf(sink.accepted).filter((one) => one.startsWith('boiled'))).toEqual(
      [0, 1, 2, 3, 4].map((one) => `boiled ${one}`),
    );
    const counted = sink.accepted.map(({ properties }) => Number(properties['count_filled'] ?? 0));
    expect(counted.reduce((sum, one) => sum + one, 0)).toBe(5);
  });

  it('gives each instance a new id of its own, too', async () => {
    const named = { ...plan, identity: { kind: 'installation', instance: 'instanceId' } } as const;
    const { telemetry, start, sink, decisions } = await installation({ plan: named });
    await start();
    telemetry.record('boiled', { litres: 1 });
    await telemetry.flush();
    const first = sink.accepted.find(({ name }) => name === 'boiled');
    await telemetry.resetIdentity();
    sink.clear();
    telemetry.record('boiled', { litres: 2 });
    await telemetry.flush();
    const second = sink.accepted.find(({ name }) => name === 'boiled');
    expect(second?.properties['instanceId']).toMatch(/^[0-9a-f-]{36}$/);
    expect(second?.properties['instanceId']).not.toBe(first?.properties['instanceId']);
    expect((await decisions.read()).instanceIds).toEqual({ main: second?.properties['instanceId'] });
  });

  it('is kept where telemetry does not run, and is what the next run sends under', async () => {
    const { telemetry, start, handle } = await installation();
    await start();
    await telemetry.close();
    const operator = handle({ seed: 2 });
    const { id } = await operator.telemetry.resetIdentity(operator.options);
    expect(id).toMatch(/^[0-9a-f]{64}$/);
    const next = handle({ seed: 3 });
    await next.start();
    expect(next.telemetry.id).toBe(id);
  });

  it('is followed by a process that runs elsewhere, before its next delivery at the latest', async () => {
    const { telemetry, start, handle, sink } = await installation();
    await start();
    await telemetry.flush();
    const operator = handle({ seed: 2 });
    const { id } = await operator.telemetry.resetIdentity(operator.options);
    telemetry.record('boiled', { litres: 1 });
    await telemetry.flush();
    await expect.poll(() => telemetry.id).toBe(id);
    sink.clear();
    telemetry.record('boiled', { litres: 2 });
    await telemetry.flush();
    expect(sink.accepted.find(({ properties }) => properties['litres'] === 2)?.distinctId).toBe(id);
  });

  it('leaves the consent and the other decisions as they are', async () => {
    const { telemetry, start, decisions } = await installation();
    await start();
    await telemetry.on();
    await telemetry.flush();
    const { consent } = await decisions.read();
    await telemetry.resetIdentity();
    expect((await decisions.read()).consent).toEqual(consent);
  });

  it.each([
    ['machine', { kind: 'machine', host: 'kettle.host' }, /computed from this machine.*Turn telemetry off instead/],
    ['none', { kind: 'none' }, /there is none that lasts, each report has a new one/],
  ] as const)('rejects for the identity %s, and says why', async (_, identity, message) => {
    const { telemetry, options, decisions } = await installation({ plan: { ...plan, identity } });
    await expect(telemetry.resetIdentity(options)).rejects.toThrow(message);
    expect(await decisions.read()).toEqual({});
  });

  it('rejects where it cannot be kept', async () => {
    const { telemetry, options, decisions } = await installation();
    const broken = { ...decisions, update: async () => Promise.reject(new Error('disk is read-only')) };
    await expect(telemetry.resetIdentity({ ...options, store: memoryStore({ decisions: broken }) })).rejects.toThrow(
      'disk is read-only',
    );
  });

  it.each([
    ['no store is known', undefined],
    ['the store keeps none', memoryStore()],
  ])('rejects where it would end with the process, since %s, and says the way out', async (_, store) => {
    const { telemetry } = await installation();
    await expect(telemetry.resetIdentity(store === undefined ? {} : { store })).rejects.toThrow(
      /^Failed to reset the id: .*ends with the process.*/,
    );
  });
});
