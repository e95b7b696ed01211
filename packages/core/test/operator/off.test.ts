import { describe, expect, it } from 'vitest';
import { memoryStore, type Store } from '../../src/index.ts';
import { epoch, hour } from '../lifecycle/host.ts';
import { accept, entriesOf, installation, refuse, toldOf } from './installation.ts';

/** An installation with an event that was sent, and one that waits, whose process has ended. */
const leftBehind = async () => {
  const world = await installation();
  await world.start();
  world.telemetry.record('boiled', { litres: 1 });
  await world.telemetry.flush();
  world.sink.answerWith(refuse);
  world.telemetry.record('boiled', { litres: 2 });
  world.telemetry.record('boiled', { litres: -1 });
  world.telemetry.record('whistled', { tune: 'low' });
  world.telemetry.count('filled', 3);
  await world.telemetry.close();
  world.sink.clear();
  world.sink.answerWith(accept);
  return world;
};

describe('off', () => {
  it('deletes what another run left waiting, and leaves what was sent to be seen', async () => {
    const { handle } = await leftBehind();
    const operator = handle();
    expect(await operator.telemetry.off(operator.options)).toMatchObject({ ok: true, consent: { on: false } });
    const { entries } = await operator.telemetry.records({}, operator.options);
    expect(entriesOf(entries).toSorted()).toEqual(['boiled 1', 'kettle report']);
    expect(operator.telemetry.id).toBeNull();
  });

  it('has nothing of it sent when telemetry is on again, nor told in a report', async () => {
    const { handle, sink, clock } = await leftBehind();
    const operator = handle();
    await operator.telemetry.off(operator.options);
    expect((await operator.telemetry.on(operator.options)).ok).toBe(true);
    const next = handle({ seed: 2 });
    await next.start();
    await next.telemetry.flush();
    expect(sink.batches).toEqual([]);
    clock.set(epoch + 12 * hour);
    await clock.advance(hour);
    await next.telemetry.flush();
    expect(toldOf(sink.accepted)).toEqual(['kettle report']);
    expect(sink.accepted[0]?.properties['count_filled']).toBe(0);
  });

  it('deletes what waits where telemetry runs in another process, which then stops', async () => {
    const { start, telemetry, handle, sink, clock } = await installation();
    sink.answerWith(refuse);
    await start();
    telemetry.record('boiled', { litres: 1 });
    await telemetry.flush();
    sink.clear();
    sink.answerWith(accept);
    const operator = handle();
    expect((await operator.telemetry.off(operator.options)).ok).toBe(true);
    telemetry.record('boiled', { litres: 2 });
    await telemetry.flush();
    await clock.advance(hour);
    expect(sink.batches).toEqual([]);
    expect((await telemetry.status()).state).toBe('off');
    const left = async () => (await operator.telemetry.records({}, operator.options)).entries;
    await expect.poll(left).toEqual([]);
  });

  it('forgets what was counted and not told, here too', async () => {
    const { start, telemetry, sink, clock } = await installation();
    await start();
    await telemetry.flush();
    telemetry.count('filled', 3);
    await telemetry.flush();
    telemetry.count('filled', 4);
    expect((await telemetry.off()).ok).toBe(true);
    telemetry.count('filled', 5);
    expect((await telemetry.on()).ok).toBe(true);
    telemetry.count('filled', 1);
    clock.set(epoch + 12 * hour);
    await clock.advance(hour);
    await telemetry.flush();
    expect(sink.accepted.map(({ properties }) => properties['count_filled'])).toEqual([0, 1]);
  });

  it('makes nothing where nothing was ever kept, but the decision', async () => {
    const { telemetry, options, decisions } = await installation();
    const store = {
      ...memoryStore({ decisions }),
      exists: async () => false,
      open: async () => Promise.reject(new Error('it opens a file')),
    };
    expect((await telemetry.off({ ...options, store })).ok).toBe(true);
    expect((await decisions.read()).consent?.value).toBe('off');
  });

  it('is off all the same where what was not sent cannot be deleted, and says that it could not', async () => {
    const { handle, decisions, store } = await leftBehind();
    const stuck: Store = { ...store, erase: async () => Promise.reject(new Error('the disk is read-only')) };
    const operator = handle({ store: stuck });
    expect(await operator.telemetry.off(operator.options)).toMatchObject({
      ok: false,
      reason: 'telemetry is off, and what was not sent could not be deleted: the disk is read-only',
      consent: { on: false },
    });
    expect((await decisions.read()).consent?.value).toBe('off');
  });
});
