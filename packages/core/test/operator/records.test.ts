import { describe, expect, it } from 'vitest';
import { memoryStore, type RecordsQuery } from '../../src/index.ts';
import { memorySink } from '../../src/testing/index.ts';
import { epoch, hour } from '../lifecycle/host.ts';
import { entriesOf, installation, refuse } from './installation.ts';

/** An installation with a report, three events that were accepted, one that was set aside, and one that waits. */
const filled = async () => {
  const world = await installation();
  const { telemetry, sink, clock } = world;
  await world.start();
  await telemetry.flush();
  for (const litres of [1, 2, -1]) telemetry.record('boiled', { litres });
  await telemetry.flush();
  clock.set(epoch + hour);
  telemetry.record('whistled', { tune: 'low' });
  await telemetry.flush();
  sink.answerWith(refuse);
  clock.set(epoch + 2 * hour);
  telemetry.record('boiled', { litres: 3 });
  await telemetry.flush();
  return world;
};

describe('records', () => {
  it('are the newest first, with what became of each', async () => {
    const { telemetry } = await filled();
    const { entries, next } = await telemetry.records();
    expect(entriesOf(entries)).toEqual([
      'boiled 3',
      'whistled low',
      'quarantined boiled',
      'boiled 2',
      'boiled 1',
      'kettle report',
    ]);
    expect(next).toBeNull();
    const [waiting, accepted] = entries.map((entry) => (entry.kind === 'record' ? entry.sinks['memory'] : null));
    expect(waiting).toEqual({ state: 'waiting', why: 'HTTP 503', receipt: null, at: null });
    expect(accepted).toEqual({ state: 'accepted', why: null, receipt: null, at: epoch + hour });
  });

  it('have the receipt of the consent that allowed them', async () => {
    const { telemetry } = await filled();
    const [entry] = (await telemetry.records()).entries;
    expect(entry).toMatchObject({ receipt: { planVersion: 1, allowedBy: 'kettle.telemetry' } });
  });

  it.each<[RecordsQuery, readonly string[]]>([
    [{ order: 'oldest', limit: 2 }, ['kettle report', 'boiled 1']],
    [{ state: 'waiting' }, ['boiled 3']],
    [{ state: 'quarantined' }, ['quarantined boiled']],
    [{ state: 'accepted', name: 'boiled' }, ['boiled 2', 'boiled 1']],
    [{ sink: 'memory', name: 'whistled' }, ['whistled low']],
    [{ sink: 'nobody' }, []],
    [{ from: epoch + hour }, ['boiled 3', 'whistled low']],
    [{ from: epoch + hour, to: epoch + 2 * hour }, ['whistled low']],
    [{ from: '2026-03-03T05:05:06Z', to: '2026-03-03T06:05:06.000Z' }, ['whistled low']],
    [{ to: '2026-03-03', order: 'oldest' }, []],
    [{ to: '2026-03-04', limit: 1 }, ['boiled 3']],
  ])('are those that were asked for: %j', async (query, expected) => {
    const { telemetry } = await filled();
    expect(entriesOf((await telemetry.records(query)).entries)).toEqual(expected);
  });

  it.each(['newest', 'oldest'] as const)('come in pages, the %s first, none twice and none left out', async (order) => {
    const { telemetry } = await filled();
    const whole = await telemetry.records({ order });
    const seen: string[] = [];
    let after: number | undefined;
    do {
      const page = await telemetry.records({ order, limit: 2, ...(after === undefined ? {} : { after }) });
      expect(page.entries.length).toBeLessThanOrEqual(2);
      seen.push(...entriesOf(page.entries));
      after = page.next ?? undefined;
    } while (after !== undefined);
    expect(seen).toEqual(entriesOf(whole.entries));
  });

  it('are fifty unless told otherwise, and a thousand at most', async () => {
    const { telemetry, start } = await installation();
    await start();
    for (let litres = 0; litres < 1100; litres += 1) telemetry.record('boiled', { litres });
    await telemetry.flush({ to: 'store' });
    expect((await telemetry.records()).entries).toHaveLength(50);
    const page = await telemetry.records({ limit: 5000 });
    expect(page.entries).toHaveLength(1000);
    expect(page.next).not.toBeNull();
  });

  it.each<[RecordsQuery, RegExp]>([
    [{ limit: 0 }, /limit is 0/],
    [{ limit: -1 }, /limit is -1/],
    [{ limit: 1.5 }, /limit is 1\.5/],
    [{ limit: Number.NaN }, /limit is NaN/],
    [{ from: 'yesterday' }, /from is no time\. Give it as 2026-01-31/],
    [{ to: Number.NaN }, /to is no time/],
    [{ to: '' }, /to is no time/],
  ])('are not looked for with %j, which is a RangeError', async (query, message) => {
    const { telemetry, options } = await installation();
    await expect(telemetry.records(query, options)).rejects.toThrow(RangeError);
    await expect(telemetry.records(query, options)).rejects.toThrow(message);
  });

  it('show what was recorded a moment ago, and is not committed yet', async () => {
    const { telemetry, start } = await installation();
    await start();
    telemetry.record('boiled', { litres: 7 });
    expect(entriesOf((await telemetry.records({ name: 'boiled' })).entries)).toEqual(['boiled 7']);
  });

  it('are seen by another process, also when telemetry is off and does not run', async () => {
    const { telemetry, handle } = await filled();
    await telemetry.close();
    const other = handle({ env: { DO_NOT_TRACK: '1' } });
    expect((await other.telemetry.records({}, other.options)).entries).toHaveLength(6);
    expect(other.telemetry.id).toBeNull();
  });

  it('are none where there is no store, or none was made yet', async () => {
    const { telemetry, options } = await installation();
    expect(await telemetry.records()).toEqual({ entries: [], next: null });
    const store = {
      ...memoryStore(),
      exists: async () => false,
      open: async () => Promise.reject(new Error('looking makes a file')),
    };
    expect(await telemetry.records({}, { ...options, store })).toEqual({ entries: [], next: null });
  });

  it('say of each sink what became of a record there', async () => {
    const [well, ill] = [memorySink({ name: 'well' }), memorySink({ name: 'ill', answer: refuse })];
    const { telemetry, start } = await installation({ sinks: [well, ill] });
    await start();
    telemetry.record('boiled', { litres: 1 });
    await telemetry.flush();
    const [entry] = (await telemetry.records({ name: 'boiled' })).entries;
    expect(entry).toMatchObject({ sinks: { well: { state: 'accepted' }, ill: { state: 'waiting', why: 'HTTP 503' } } });
    expect(entriesOf((await telemetry.records({ sink: 'ill', state: 'accepted' })).entries)).toEqual([]);
  });
});
