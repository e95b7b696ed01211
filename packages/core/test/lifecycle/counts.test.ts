import { describe, expect, it } from 'vitest';
import { memoryStore } from '../../src/index.ts';
import { installation, plan, toldOf } from '../operator/installation.ts';
import { epoch, hour } from './host.ts';

/** What each report told of the counters, the first one first. */
const countsIn = ({ accepted }: Awaited<ReturnType<typeof installation>>['sink']): readonly unknown[] =>
  accepted
    .filter(({ name }) => name === 'kettle report')
    .map(({ properties: { count_filled, count_emptied } }) => [count_filled, count_emptied]);

const started = async (more: Parameters<typeof installation>[0] = {}) => {
  const world = await installation({ inMemory: true, ...more });
  await world.start();
  await world.telemetry.flush();
  /** The next slot begins, and its report is delivered. */
  const nextSlot = async (): Promise<void> => {
    await world.clock.advance(12 * hour);
    await world.telemetry.flush();
  };
  return { ...world, nextSlot };
};

describe('count', () => {
  it('is told in the next report, added up, and 0 where nothing was counted', async () => {
    const { telemetry, sink, nextSlot } = await started();
    telemetry.count('filled');
    telemetry.count('filled', 4);
    telemetry.count('emptied', 2);
    await nextSlot();
    telemetry.count('filled', 1);
    await nextSlot();
    await nextSlot();
    expect(countsIn(sink)).toEqual([
      [0, 0],
      [5, 2],
      [1, 0],
      [0, 0],
    ]);
  });

  it('is no event of its own, and says nothing before the report', async () => {
    const { telemetry, sink, store } = await started();
    telemetry.count('filled', 3);
    await telemetry.flush();
    expect(toldOf(sink.accepted)).toEqual(['kettle report']);
    expect(await store.counts()).toMatchObject({ records: 1, quarantined: 0, sinks: { memory: { waiting: 0 } } });
  });

  it('counts what came before start, and is told by the first report', async () => {
    const world = await installation({ inMemory: true });
    const { telemetry, sink, start } = world;
    telemetry.count('filled', 2);
    telemetry.count('filled');
    telemetry.count('emptied');
    await start();
    telemetry.count('emptied', 10);
    await telemetry.flush();
    expect(countsIn(sink)).toEqual([[3, 11]]);
  });

  it('forgets what came before a start that found telemetry off', async () => {
    const { handle, sink, decisions, clock } = await installation({ inMemory: true });
    await decisions.update((decided) => ({ ...decided, consent: { value: 'off', at: '' } }));
    const { telemetry, start } = handle();
    telemetry.count('filled', 2);
    await start();
    telemetry.count('filled', 3);
    await telemetry.on();
    telemetry.count('filled', 4);
    await telemetry.flush();
    await clock.advance(12 * hour);
    await telemetry.flush();
    const sum = countsIn(sink).map((one) => (Array.isArray(one) ? Number(one[0]) : 0));
    expect(sum.reduce((total, one) => total + one, 0)).toBe(4);
  });

  it('is kept over a restart', async () => {
    const { telemetry, handle, sink, clock } = await started();
    telemetry.count('filled', 3);
    await telemetry.close();
    const next = handle({ seed: 2 });
    await next.start();
    next.telemetry.count('filled', 4);
    await clock.advance(12 * hour);
    await next.telemetry.flush();
    expect(countsIn(sink)).toEqual([
      [0, 0],
      [7, 0],
    ]);
  });

  it('is added up over all processes of an installation, and told once', async () => {
    const { telemetry, handle, sink, clock } = await started();
    const worker = handle({ seed: 2, instance: 'worker' });
    await worker.start();
    telemetry.count('filled', 3);
    worker.telemetry.count('filled', 4);
    await Promise.all([telemetry.flush(), worker.telemetry.flush()]);
    await clock.advance(12 * hour);
    await Promise.all([telemetry.flush(), worker.telemetry.flush()]);
    expect(countsIn(sink)).toEqual([
      [0, 0],
      [7, 0],
    ]);
  });

  it('is told by the report of each instance, where the plan reports for each', async () => {
    const each = { ...plan, report: { name: 'kettle report', everyHours: 12, per: 'instance' } } as const;
    const { telemetry, handle, sink, clock } = await started({ plan: each });
    const worker = handle({ seed: 2, instance: 'worker' });
    await worker.start();
    await worker.telemetry.flush();
    sink.clear();
    telemetry.count('filled', 3);
    worker.telemetry.count('filled', 4);
    await Promise.all([telemetry.flush(), worker.telemetry.flush()]);
    await clock.advance(12 * hour);
    await Promise.all([telemetry.flush(), worker.telemetry.flush()]);
    expect(countsIn(sink)).toHaveLength(2);
    expect(countsIn(sink)).toEqual(
      expect.arrayContaining([
        [3, 0],
        [4, 0],
      ]),
    );
  });

  it('is told once when the clock is set ten years on, or back, and never twice when it is right again', async () => {
    for (const jump of [3652 * 24 * hour, -3652 * 24 * hour]) {
      const { telemetry, sink, clock, nextSlot } = await started();
      telemetry.count('filled', 3);
      clock.set(epoch + jump);
      await clock.advance(hour);
      await telemetry.flush();
      telemetry.count('filled', 4);
      clock.set(epoch);
      await clock.advance(hour);
      await telemetry.flush();
      await nextSlot();
      const told = countsIn(sink).map((one) => (Array.isArray(one) ? Number(one[0]) : 0));
      expect(told).toContain(3);
      expect(told.reduce((total, one) => total + one, 0)).toBeLessThanOrEqual(7);
    }
  });

  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, Number.MAX_SAFE_INTEGER + 1])(
    'of %d is set aside, and counts nothing',
    async (by) => {
      for (const early of [true, false]) {
        const world = await installation({ inMemory: true });
        const { telemetry, sink, start, clock } = world;
        if (early) telemetry.count('filled', by);
        await start();
        await telemetry.flush();
        if (!early) telemetry.count('filled', by);
        await telemetry.flush();
        expect(await telemetry.status()).toMatchObject({ quarantined: 1, state: 'on' });
        const [entry] = (await telemetry.records({ state: 'quarantined' })).entries;
        expect(entry).toMatchObject({ quarantined: { name: 'filled', fields: expect.not.arrayContaining(['by']) } });
        await clock.advance(12 * hour);
        await telemetry.flush();
        expect(countsIn(sink)).toEqual([
          [0, 0],
          [0, 0],
        ]);
      }
    },
  );

  it('throws nothing at the host, whatever is counted, before start and after, and sets it aside', async () => {
    const { telemetry, start, lines } = await installation({ inMemory: true });
    const count = (...given: readonly unknown[]): void => Reflect.apply(telemetry.count, undefined, given);
    const odd: readonly (readonly unknown[])[] = [
      ['burnt'],
      ['boiled'],
      ['constructor'],
      ['__proto__', 3],
      ['filled', '3'],
      ['filled', null],
      ['filled', 3n],
      ['filled', {}],
      [Symbol('filled')],
      [],
      [null],
    ];
    for (const given of odd) count(...given);
    await start();
    await telemetry.flush();
    for (const given of odd) count(...given);
    await telemetry.flush();
    const { quarantined, state } = await telemetry.status();
    expect([state, quarantined]).toEqual(['on', 2 * odd.length]);
    expect(lines.filter((line) => /^(warn|error)/.test(line))).toEqual([]);
  });

  it('does not take a counter as an event to be recorded, nor the other way', async () => {
    const { telemetry, sink } = await started();
    Reflect.apply(telemetry.record, undefined, ['filled', {}]);
    Reflect.apply(telemetry.count, undefined, ['boiled']);
    await telemetry.flush();
    expect(toldOf(sink.accepted)).toEqual(['kettle report']);
    expect((await telemetry.status()).quarantined).toBe(2);
  });

  it('can be handed on without its handle, as record can', async () => {
    const { telemetry, sink, nextSlot } = await started();
    const { count } = telemetry;
    count('filled', 2);
    await nextSlot();
    expect(countsIn(sink).at(-1)).toEqual([2, 0]);
  });

  it('does nothing after close, and throws nothing', async () => {
    const { telemetry, handle, sink, clock } = await started();
    await telemetry.close();
    telemetry.count('filled', 2);
    const next = handle({ seed: 2 });
    await next.start();
    await clock.advance(12 * hour);
    await next.telemetry.flush();
    expect(countsIn(sink).at(-1)).toEqual([0, 0]);
  });
});

describe('usage events that are known again', () => {
  it('are once for each value, over restarts, and whoever says it', async () => {
    const { telemetry, handle, sink } = await started();
    for (const tune of ['low', 'low', 'high'] as const) telemetry.record('whistled', { tune });
    await telemetry.close();
    const next = handle({ seed: 2, instance: 'worker' });
    await next.start();
    for (const tune of ['high', 'low'] as const) next.telemetry.record('whistled', { tune });
    await next.telemetry.flush();
    expect(toldOf(sink.accepted).filter((one) => one.startsWith('whistled'))).toEqual([
      'whistled low',
      'whistled high',
    ]);
  });

  it('are told by only one of many processes that say so at once', async () => {
    const { store, handle, sink } = await installation({ inMemory: true });
    const processes = Array.from({ length: 10 }, (_, seed) => handle({ store, seed: seed + 1 }));
    await Promise.all(processes.map(({ start }) => start()));
    for (const { telemetry } of processes) telemetry.record('whistled', { tune: 'low' });
    await Promise.all(processes.map(({ telemetry }) => telemetry.flush()));
    expect(toldOf(sink.accepted).filter((one) => one === 'whistled low')).toHaveLength(1);
  });

  it('recur when the value is another, and when the days are over, either way', async () => {
    const { telemetry, sink, clock } = await started();
    const day = 24 * hour;
    for (const [days, hot] of [
      [0, true],
      [29, true],
      [30, true],
      [31, false],
      [31, true],
      [-3650, true],
      [-3640, true],
    ] as const) {
      clock.set(epoch + days * day);
      telemetry.record('cleaned', { hot });
    }
    await telemetry.flush();
    const told = sink.accepted.filter(({ name }) => name === 'cleaned');
    expect(told.map(({ timestamp, properties }) => [(Date.parse(timestamp) - epoch) / day, properties['hot']])).toEqual(
      [
        [0, true],
        [30, true],
        [31, false],
        [31, true],
        [-3650, true],
      ],
    );
  });

  it('are set aside where the plan does not allow them, and take nothing from those that it does', async () => {
    const { telemetry, sink } = await started();
    const record = (...given: readonly unknown[]): void => Reflect.apply(telemetry.record, undefined, given);
    for (const odd of [{ tune: 'lower' }, { tune: 'lower' }, {}, { tune: 1n }]) record('whistled', odd);
    record('whistled', { tune: 'low' });
    await telemetry.flush();
    expect(toldOf(sink.accepted)).toEqual(['kettle report', 'whistled low']);
    expect((await telemetry.status()).quarantined).toBeGreaterThanOrEqual(3);
  });

  it('leave nothing of their values in the state but keyed hashes, other ones in another installation', async () => {
    const hashes = new Set<string>();
    for (const seed of [1, 2]) {
      const { telemetry, store } = await started({ seed });
      telemetry.record('whistled', { tune: 'low' });
      await telemetry.flush();
      await telemetry.erase('submitted');
      let kept = '';
      await store.commit(-1, ({ state }) => {
        for (const hash of Object.keys(state?.once['whistled'] ?? {})) hashes.add(hash);
        kept = JSON.stringify(state);
        return { facts: [], records: [], quarantined: [], dropped: 0, state: state ?? failing() };
      });
      expect(kept).not.toContain('low');
    }
    expect([...hashes]).toEqual([expect.stringMatching(/^[\w-]{22}$/), expect.stringMatching(/^[\w-]{22}$/)]);
  });

  it('are once although the store is in memory and a second one begins: that is another life', async () => {
    const { handle, sink, decisions } = await installation({ inMemory: true });
    for (const seed of [1, 2]) {
      const { telemetry, start } = handle({ store: memoryStore({ decisions }), seed });
      await start();
      telemetry.record('whistled', { tune: 'low' });
      await telemetry.close();
    }
    expect(toldOf(sink.accepted).filter((one) => one === 'whistled low')).toHaveLength(2);
  });
});

const failing = (): never => {
  throw new Error('the store gave no state');
};
