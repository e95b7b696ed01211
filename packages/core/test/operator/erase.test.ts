import { describe, expect, it } from 'vitest';
import { memoryStore, type Store } from '../../src/index.ts';
import { epoch, hour } from '../lifecycle/host.ts';
import { accept, entriesOf, installation, refuse, toldOf } from './installation.ts';

/** Says something of each kind. */
const say = ({ telemetry }: Pick<Awaited<ReturnType<typeof installation>>, 'telemetry'>): void => {
  telemetry.record('boiled', { litres: 1 });
  telemetry.record('whistled', { tune: 'low' });
  telemetry.record('whistled', { tune: 'low' });
  telemetry.record('cleaned', { hot: true });
  telemetry.record('cleaned', { hot: true });
  telemetry.count('filled', 3);
};

describe('erase', () => {
  it('of all leaves no record, no quarantined event and no number, and says the id and where to write', async () => {
    const { telemetry, start, store, ...world } = await installation();
    await start();
    say({ telemetry });
    telemetry.record('boiled', { litres: -1 });
    await telemetry.flush();
    world.sink.answerWith(refuse);
    telemetry.record('boiled', { litres: 2 });
    await telemetry.flush();
    expect(await telemetry.erase('all')).toEqual({ records: 6, id: telemetry.id, contact: 'privacy@example.org' });
    expect(telemetry.id).toMatch(/^[0-9a-f]{64}$/);
    expect((await telemetry.records()).entries).toEqual([]);
    expect(await store.counts()).toEqual({
      sinks: { memory: { waiting: 0, accepted: 0, rejected: 0 } },
      records: 0,
      quarantined: 0,
      dropped: 0,
      bytes: 0,
    });
  });

  it('of all sends nothing of what waited, and goes on with what comes, which says who it is', async () => {
    const { telemetry, start, sink, clock } = await installation();
    sink.answerWith(refuse);
    await start();
    say({ telemetry });
    await telemetry.flush();
    await telemetry.erase('all');
    sink.clear();
    sink.answerWith(accept);
    telemetry.record('boiled', { litres: 2 });
    clock.set(epoch + 2 * hour);
    await telemetry.flush();
    expect(toldOf(sink.accepted)).toEqual(['boiled 2']);
    expect(sink.accepted[0]).toMatchObject({ distinctId: telemetry.id, properties: { serviceVersion: '1.2.3' } });
  });

  it('of all makes once be once again, and what recurs recur', async () => {
    const { telemetry, start, sink } = await installation();
    await start();
    say({ telemetry });
    await telemetry.flush();
    await telemetry.erase('all');
    sink.clear();
    say({ telemetry });
    await telemetry.flush();
    expect(toldOf(sink.accepted)).toEqual(['boiled 1', 'whistled low', 'cleaned true']);
  });

  it('of all makes no report a second time for the slot, and the next says nothing of what was counted before', async () => {
    const { telemetry, start, sink, clock, handle } = await installation();
    await start();
    await telemetry.flush();
    expect(toldOf(sink.accepted)).toEqual(['kettle report']);
    telemetry.count('filled', 3);
    await telemetry.erase('all');
    telemetry.count('filled', 2);
    await telemetry.close();
    const next = handle({ seed: 2 });
    await next.start();
    await next.telemetry.flush();
    expect(toldOf(sink.accepted)).toEqual(['kettle report']);
    clock.set(Date.parse((await next.telemetry.status()).nextReportAt ?? ''));
    await clock.advance(hour);
    await next.telemetry.flush();
    expect(toldOf(sink.accepted)).toEqual(['kettle report', 'kettle report']);
    expect(sink.accepted[1]?.properties).toMatchObject({
      count_filled: 2,
      count_emptied: 0,
      feature_whistle: true,
      system_platform: 'linux',
    });
  });

  it('of what was submitted leaves what waits, and what is quarantined, and once stays once', async () => {
    const { telemetry, start, sink } = await installation();
    await start();
    say({ telemetry });
    telemetry.record('boiled', { litres: -1 });
    await telemetry.flush();
    sink.answerWith(refuse);
    telemetry.record('boiled', { litres: 2 });
    await telemetry.flush();
    expect(await telemetry.erase('submitted')).toMatchObject({ records: 4, id: telemetry.id });
    expect(entriesOf((await telemetry.records()).entries)).toEqual(['boiled 2', 'quarantined boiled']);
    sink.clear();
    sink.answerWith(accept);
    say({ telemetry });
    expect((await telemetry.submit()).result).toBe('submitted');
    expect(toldOf(sink.accepted)).toEqual(['boiled 2', 'boiled 1']);
  });

  it('of what was submitted keeps what was counted for the next report', async () => {
    const { telemetry, start, sink, clock } = await installation();
    await start();
    await telemetry.flush();
    telemetry.count('filled', 3);
    await telemetry.erase('submitted');
    clock.set(epoch + 12 * hour);
    await clock.advance(hour);
    await telemetry.flush();
    expect(sink.accepted.at(-1)?.properties['count_filled']).toBe(3);
  });

  it.each(['all', 'submitted'] as const)(
    'of %s is done by another process, too, whether telemetry runs or not',
    async (what) => {
      for (const closes of [true, false]) {
        const { telemetry, start, handle, sink } = await installation();
        await start();
        say({ telemetry });
        await telemetry.flush();
        const { id } = telemetry;
        if (closes) await telemetry.close();
        const other = handle({ env: { DO_NOT_TRACK: '1' } });
        expect(await other.telemetry.erase(what, other.options)).toEqual({
          records: 4,
          id,
          contact: 'privacy@example.org',
        });
        expect((await other.telemetry.records({}, other.options)).entries).toEqual([]);
        if (closes) continue;
        sink.clear();
        say({ telemetry });
        await telemetry.flush();
        const again = what === 'all' ? ['boiled 1', 'whistled low', 'cleaned true'] : ['boiled 1'];
        expect(toldOf(sink.accepted)).toEqual(again);
        expect(sink.accepted[0]?.properties['serviceVersion']).toBe('1.2.3');
      }
    },
  );

  it('leaves the decisions as they are', async () => {
    const { telemetry, start, decisions } = await installation();
    await start();
    await telemetry.flush();
    await telemetry.on();
    const before = await decisions.read();
    await telemetry.erase('all');
    expect(await decisions.read()).toEqual(before);
    expect(before).toMatchObject({ installationId: telemetry.id, consent: { value: 'on' } });
  });

  it('has nothing to do and makes nothing where nothing was ever kept', async () => {
    const { telemetry, options, path, decisions } = await installation();
    const store = {
      ...memoryStore({ decisions }),
      exists: async () => false,
      open: async () => Promise.reject(new Error('erasing makes a file')),
    };
    expect(await telemetry.erase('all', { ...options, store })).toEqual({
      records: 0,
      id: null,
      contact: 'privacy@example.org',
    });
    expect(await decisions.read()).toEqual({});
    const { access } = await import('node:fs/promises');
    await expect(access(path)).rejects.toThrow('ENOENT');
  });

  it('rejects where it could not be done', async () => {
    const { decisions, handle } = await installation();
    const whole = memoryStore({ decisions });
    const stuck: Store = { ...whole, erase: async () => Promise.reject(new Error('another process has it in hand')) };
    const { telemetry, start } = handle({ store: stuck });
    await start();
    say({ telemetry });
    await telemetry.flush();
    await expect(telemetry.erase('all')).rejects.toThrow('another process has it in hand');
    await expect(telemetry.erase('submitted')).rejects.toThrow('another process has it in hand');
  });
});
