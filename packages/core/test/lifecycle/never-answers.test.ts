import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { memoryStore, type ConfigReading, type Decisions, type StartOptions, type Store } from '../../src/index.ts';
import { config, kettle, lasting } from './host.ts';

const never = new Promise<never>(() => {});
const minute = 60_000;

type Config = NonNullable<StartOptions['config']>;

/** What gives a config as long as it is well, and then nothing any more. */
const configsThatMayGo: readonly (readonly [
  what: string,
  make: (read: () => Promise<ConfigReading>) => Config,
  why: string,
])[] = [
  [
    'a source',
    (read) => ({ kind: 'config source', place: 'a share', read }),
    'Failed to read a share: it did not answer within 5 seconds.',
  ],
  [
    'a source that looks again',
    (read) => ({ kind: 'config source', place: 'a share', read, lookAgain: read }),
    'Failed to read a share: it did not answer within 5 seconds.',
  ],
  [
    'a source that needs longer',
    (read) => ({ kind: 'config source', place: 'a share', limitMillis: 20_000, read }),
    'Failed to read a share: it did not answer within 20 seconds.',
  ],
  ['a function', (read) => async () => (await read()).config ?? {}, 'it did not answer within 2 seconds.'],
  [
    'a function that gives a source',
    (read) => () => ({ kind: 'config source', place: 'a share', read }),
    'it did not answer within 5 seconds.',
  ],
];

/** A config that answers as long as it is told to, and how often it was asked. */
const answering = () => {
  const waiting = new Set<() => void>();
  const state = {
    isGone: false,
    asked: 0,
    back: () => {
      state.isGone = false;
      for (const answer of waiting) answer();
    },
  };
  const read = (): Promise<ConfigReading> => {
    state.asked += 1;
    const reading = { config, problem: null };
    if (!state.isGone) return Promise.resolve(reading);
    return new Promise((resolve) => void waiting.add(() => resolve(reading)));
  };
  return { state, read };
};

/** What a promise gives, while time goes by. */
async function inTheEnd<T>(clock: ReturnType<typeof kettle>['clock'], work: Promise<T>): Promise<T> {
  let isDone = false;
  void work.finally(() => (isDone = true)).catch(() => {});
  const later = async (): Promise<boolean> => {
    // A module that is imported takes no time of this clock.
    await clock.advance(clock.timers.length > 0 ? 1000 : 0);
    return isDone;
  };
  await expect.poll(later, { interval: 1, timeout: 10_000 }).toBe(true);
  return work;
}

describe('a config that never answers', () => {
  it.each(configsThatMayGo)('holds telemetry back at the start where it is %s', async (_what, make, why) => {
    const { state, read } = answering();
    state.isGone = true;
    const { telemetry, start, clock, lines, sink } = kettle({ config: make(read) });
    telemetry.record('boiled', { litres: 1 });
    await inTheEnd(clock, start());
    const { consent } = await inTheEnd(clock, telemetry.status());
    expect(consent).toMatchObject({ heldBack: true, reason: expect.stringContaining(why) });
    expect(lines.filter((line) => line.includes('held back'))).toHaveLength(1);
    state.back();
    await clock.advance(2 * minute);
    await telemetry.flush();
    expect(sink.accepted.filter(({ name }) => name === 'boiled')).toHaveLength(1);
    await telemetry.close();
    expect(clock.timers).toEqual([]);
  });

  it.each(configsThatMayGo)('holds telemetry back that runs where it is %s', async (_what, make, why) => {
    const { state, read } = answering();
    const { telemetry, start, clock, sink } = kettle({ config: make(read) });
    await start();
    await telemetry.flush();
    state.isGone = true;
    await clock.advance(minute);
    sink.clear();
    telemetry.record('boiled', { litres: 1 });
    await clock.advance(minute);
    expect(sink.batches).toEqual([]);
    const { consent } = await inTheEnd(clock, telemetry.status());
    expect(consent).toMatchObject({ heldBack: true, reason: expect.stringContaining(why) });
    state.back();
    await clock.advance(2 * minute);
    await telemetry.flush();
    expect(sink.accepted.filter(({ name }) => name === 'boiled')).toHaveLength(1);
    await telemetry.close();
  });

  it.each(configsThatMayGo.filter(([what]) => !what.startsWith('a function')))(
    'is not asked again before it has answered, where it is %s',
    async (_what, make) => {
      const { state, read } = answering();
      state.isGone = true;
      const { telemetry, start, clock } = kettle({ config: make(read) });
      await inTheEnd(clock, start());
      await clock.advance(10 * minute);
      expect(state.asked).toBe(1);
      await telemetry.close();
    },
  );

  it.each(configsThatMayGo)('holds up no verb where it is %s', async (_what, make) => {
    const { state, read } = answering();
    const { telemetry, start, options, clock, sink } = kettle({ config: make(read) });
    state.isGone = true;
    expect(await inTheEnd(clock, telemetry.on(options))).toMatchObject({ ok: false, consent: { heldBack: true } });
    expect(await inTheEnd(clock, telemetry.submit({}, options))).toMatchObject({ result: 'failed' });
    expect((await inTheEnd(clock, telemetry.preview(options))).consent.heldBack).toBe(true);
    expect(await inTheEnd(clock, telemetry.diagnose(options))).toContainEqual(
      expect.objectContaining({ what: 'config', verdict: 'failing' }),
    );
    expect(await inTheEnd(clock, telemetry.replay([], { sinks: [sink] }, options))).toMatchObject({
      problem: expect.stringMatching(/^Telemetry is held back, .*[^.]\. Nothing more was sent\.$/),
    });
    expect(await telemetry.erase('all', options)).toMatchObject({ records: 0 });
    const starting = start();
    expect(await inTheEnd(clock, telemetry.off())).toMatchObject({ ok: true });
    await starting;
    await telemetry.close();
    expect(clock.timers).toEqual([]);
  });
});

const decisionsThatAreGone = (): Decisions => ({ ...lasting(), read: () => never, update: () => never });

describe('decisions that never answer', () => {
  it('hold up no verb', async () => {
    const { telemetry, options, clock } = kettle({ store: memoryStore({ decisions: decisionsThatAreGone() }) });
    const { consent } = await inTheEnd(clock, telemetry.status(options));
    expect(consent).toMatchObject({
      heldBack: true,
      reason: 'held back, because the decisions cannot be read: memory did not answer within 5 seconds',
    });
    await expect(inTheEnd(clock, telemetry.acknowledge(options))).rejects.toThrow('within 5 seconds');
    await expect(inTheEnd(clock, telemetry.resetIdentity(options))).rejects.toThrow('within 20 seconds');
    expect((await inTheEnd(clock, telemetry.preview(options))).consent.heldBack).toBe(true);
    expect(await inTheEnd(clock, telemetry.on(options))).toMatchObject({ ok: false });
    expect(await inTheEnd(clock, telemetry.off(options))).toMatchObject({
      ok: false,
      reason: expect.stringContaining('longer than 15 seconds'),
    });
  });
});

describe('a store that never answers', () => {
  it.each<[keyof Store, RegExp]>([
    ['exists', /the store memory did not answer within 15 seconds/],
    ['open', /the store memory did not answer within 15 seconds/],
    ['counts', /the store memory did not answer within 15 seconds/],
    ['close', /the store memory did not answer within 15 seconds/],
  ])('holds up no verb where that is its %s', async (method, why) => {
    const well = memoryStore({ decisions: lasting() });
    const store: Store = { ...well, exists: async () => true, [method]: () => never };
    const { telemetry, options, clock } = kettle({ store });
    const { problems } = await inTheEnd(clock, telemetry.status(options));
    expect(problems).toEqual([expect.stringMatching(why)]);
    await expect(inTheEnd(clock, telemetry.erase('all', options))).rejects.toThrow('did not answer');
    expect(await inTheEnd(clock, telemetry.diagnose(options))).toContainEqual(
      expect.objectContaining({ what: 'store', verdict: 'failing', seen: expect.stringMatching(why) }),
    );
    expect(await inTheEnd(clock, telemetry.off(options))).toMatchObject({ consent: { on: false } });
  });

  it.each<[keyof Store]>([['records'], ['activity']])('holds up no look at its %s', async (method) => {
    const well = memoryStore({ decisions: lasting() });
    const store: Store = { ...well, exists: async () => true, [method]: () => never };
    const { telemetry, options, clock } = kettle({ store });
    const look: Promise<unknown> =
      method === 'records' ? telemetry.records({}, options) : telemetry.activity({}, options);
    await expect(inTheEnd(clock, look)).rejects.toThrow('the store memory did not answer within 15 seconds');
    const exported = telemetry.exportRecords({}, options)[Symbol.asyncIterator]();
    if (method === 'records') await expect(inTheEnd(clock, exported.next())).rejects.toThrow('did not answer');
  });

  it('is closed for whoever opened it in vain, when it opens at last', async () => {
    const well = memoryStore({ decisions: lasting() });
    let back = (): void => {};
    const isBack = new Promise<void>((resolve) => (back = resolve));
    let opened = 0;
    const store: Store = {
      ...well,
      exists: async () => true,
      open: async () => {
        await isBack;
        opened += 1;
        return well.open();
      },
      close: async () => {
        opened -= 1;
        return well.close();
      },
    };
    const { telemetry, options, clock } = kettle({ store });
    await inTheEnd(clock, telemetry.status(options));
    back();
    await expect.poll(() => opened).toBe(0);
  });
});

describe('what keeps the process alive while it waits for an answer', () => {
  const timers = (): number => process.getActiveResourcesInfo().filter((type) => type === 'Timeout').length;
  const waiting = () => {
    const { state, read } = answering();
    state.isGone = true;
    const world = kettle({ config: { kind: 'config source', place: 'a share', read } });
    void world.start();
    void world.telemetry.flush();
    return world;
  };

  it('is let go of by close', async () => {
    const before = timers();
    const { telemetry } = waiting();
    void telemetry.status();
    void telemetry.preview();
    // The two verbs are imported first.
    for (let turn = 0; turn < 100_000 && timers() < before + 4; turn += 1) await setImmediate();
    expect(timers()).toBe(before + 4);
    await telemetry.close({ timeoutMillis: 1 });
    await setImmediate();
    expect(timers()).toBe(before);
  });

  it('is let go of by off', async () => {
    const before = timers();
    const { telemetry, clock } = waiting();
    expect(timers()).toBeGreaterThan(before);
    await inTheEnd(clock, telemetry.off());
    await setImmediate();
    expect(timers()).toBe(before);
  });
});
