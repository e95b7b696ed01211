import { describe, expect, it } from 'vitest';
import type { Outcome, TelemetryEvent } from '../../src/index.ts';
import type { Answer } from '../../src/testing/index.ts';
import { config, epoch, hour, kettle, plan } from './host.ts';

const litresOf = (events: readonly TelemetryEvent[]): unknown[] =>
  events.filter(({ name }) => name === 'boiled').map(({ properties }) => properties['litres']);
const retry =
  (why: string): Answer =>
  (batch) =>
    batch.map((): Outcome => ({ status: 'retry', why }));
const accept: Answer = (batch) => batch.map((): Outcome => ({ status: 'accepted' }));

describe('the handle', () => {
  it('takes what is recorded before start, and sends it after', async () => {
    const { telemetry, sink, start } = kettle();
    telemetry.record('boiled', { litres: 1 });
    await start();
    telemetry.record('boiled', { litres: 2 });
    await telemetry.flush();
    expect(litresOf(sink.accepted)).toEqual([1, 2]);
  });

  it('asks the host for its config once to decide, and once for the report of the slot', async () => {
    let asked = 0;
    const { telemetry, start } = kettle({
      config: () => {
        asked += 1;
        return config;
      },
    });
    await start();
    expect(asked).toBe(1);
    await telemetry.flush();
    expect(asked).toBe(2);
  });

  it('holds a bounded number before start, and counts what it could not hold', async () => {
    const { telemetry, sink, start } = kettle();
    for (let litres = 0; litres < 1500; litres += 1) telemetry.record('boiled', { litres });
    await start();
    await telemetry.flush();
    expect(litresOf(sink.accepted)).toHaveLength(1000);
    expect((await telemetry.status()).dropped).toBe(500);
  });

  it('copies what is recorded, so that the host may go on with its own', async () => {
    const { telemetry, sink, start } = kettle();
    await start();
    const properties = { litres: 1 };
    telemetry.record('boiled', properties);
    properties.litres = 99;
    await telemetry.flush();
    expect(litresOf(sink.accepted)).toEqual([1]);
  });

  it('throws nothing at the host, whatever is recorded', async () => {
    const { telemetry, start, lines } = kettle();
    await start();
    const record = telemetry.record as (name: unknown, properties?: unknown) => void;
    const trap = {
      get litres(): number {
        throw new Error('trap');
      },
    };
    for (const odd of [undefined, null, 1n, trap, Symbol('x'), { litres: 1n }, { litres: { deep: true } }, () => {}]) {
      record('boiled', odd);
      record(odd, { litres: 1 });
    }
    await telemetry.flush();
    const { quarantined, state } = await telemetry.status();
    expect(state).toBe('on');
    expect(lines).toEqual([expect.stringMatching(/^info kettle sends usage telemetry/)]);
    expect(quarantined).toBeGreaterThan(5);
  });

  it('says once, and in status, what it could not make an event of, and goes on', async () => {
    const { telemetry, sink, clock, start, lines } = kettle();
    await start();
    clock.set(Number.MAX_SAFE_INTEGER);
    telemetry.record('boiled', { litres: 1 });
    await telemetry.flush({ to: 'store' });
    telemetry.record('boiled', { litres: 2 });
    await telemetry.flush({ to: 'store' });
    clock.set(epoch);
    telemetry.record('boiled', { litres: 3 });
    await telemetry.flush();
    expect(litresOf(sink.accepted)).toEqual([3]);
    expect(lines.filter((line) => line.startsWith('warn'))).toEqual([
      'warn Telemetry: something that was recorded could not be processed, and is lost: Invalid time value. Report it as a bug of plainsight.',
    ]);
    const { dropped, problems } = await telemetry.status();
    // The report of that time is lost with them.
    expect(dropped).toBe(3);
    expect(problems).toContain(lines.find((line) => line.startsWith('warn'))?.slice('warn Telemetry: '.length));
  });

  it('sends nothing that is recorded after close, and throws nothing either', async () => {
    const { telemetry, sink, start } = kettle();
    await start();
    await telemetry.close();
    telemetry.record('boiled', { litres: 1 });
    await telemetry.flush();
    await start();
    await telemetry.close();
    expect(litresOf(sink.accepted)).toEqual([]);
    expect((await telemetry.status()).state).toBe('closed');
  });

  it('bears being started, flushed and closed by many at once, in any order', async () => {
    for (let round = 0; round < 20; round += 1) {
      const { telemetry, sink, start } = kettle({ seed: round });
      const calls = [start, start, () => telemetry.flush(), () => telemetry.flush({ to: 'store' as const }), start];
      for (const [index] of calls.entries()) telemetry.record('boiled', { litres: index });
      await Promise.all([...calls, ...calls].map((call) => call()));
      await Promise.all([telemetry.flush(), telemetry.close(), telemetry.close()]);
      expect(litresOf(sink.accepted)).toEqual([0, 1, 2, 3, 4]);
    }
  });

  it('ends well when it is closed while it starts', async () => {
    const { telemetry, sink, start, clock } = kettle();
    const starting = start();
    await Promise.all([telemetry.close(), starting]);
    await clock.advance(hour);
    expect(clock.timers).toEqual([]);
    expect(sink.closes).toBe(1);
  });

  it('leaves no timer and closes its sinks when it is closed', async () => {
    const { telemetry, sink, start, clock } = kettle();
    sink.answerWith(retry('503'));
    await start();
    await telemetry.flush();
    expect(clock.timers.length).toBeGreaterThan(0);
    await telemetry.close();
    expect(clock.timers).toEqual([]);
    expect(sink.closes).toBe(1);
  });

  it('closes in its time although a sink never answers, and tells the sink', async () => {
    const { telemetry, sink, start } = kettle();
    let aborted = false;
    sink.answerWith((_, signal) => {
      signal.addEventListener('abort', () => (aborted = true));
      return new Promise(() => {});
    });
    await start();
    await telemetry.close({ timeoutMillis: 20 });
    expect(aborted).toBe(true);
  });

  it('turns off although a sink never closes', async () => {
    const { telemetry, sink, options } = kettle();
    await telemetry.start({ ...options, sinks: [{ ...sink, close: () => new Promise(() => {}) }] });
    expect((await telemetry.off()).ok).toBe(true);
    expect((await telemetry.status()).state).toBe('off');
  });

  it('can be disposed of', async () => {
    const { telemetry, start, sink } = kettle();
    {
      await using own = telemetry;
      await start();
      own.record('boiled', { litres: 1 });
    }
    expect(litresOf(sink.accepted)).toEqual([1]);
  });
});

describe('a sink that misbehaves', () => {
  it.each<[string, Answer]>([
    [
      'throws',
      () => {
        throw new Error('broken');
      },
    ],
    ['gives too few outcomes', (batch) => batch.slice(1).map(() => ({ status: 'accepted' }))],
    ['gives too many outcomes', (batch) => [...batch, ...batch].map(() => ({ status: 'accepted' }))],
    ['gives none', () => []],
    ['never answers', () => new Promise(() => {})],
  ])('loses nothing and repeats no uuid when it %s', async (_, answer) => {
    const { telemetry, sink, start, clock } = kettle();
    sink.answerWith(answer);
    await start();
    for (let litres = 0; litres < 10; litres += 1) telemetry.record('boiled', { litres });
    await clock.advance(60_000);
    sink.clear();
    sink.answerWith(accept);
    await clock.advance(2 * hour);
    expect(litresOf(sink.accepted)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(new Set(sink.accepted.map(({ uuid }) => uuid)).size).toBe(sink.accepted.length);
  });

  it('does not keep another sink from its events', async () => {
    const well = kettle();
    const { telemetry, start } = kettle({
      sinks: [{ ...well.sink, name: 'ill', deliver: () => new Promise(() => {}) }, well.sink],
    });
    await start();
    telemetry.record('boiled', { litres: 1 });
    await telemetry.flush({ to: 'store' });
    await expect.poll(() => litresOf(well.sink.accepted)).toEqual([1]);
    await telemetry.close({ timeoutMillis: 1 });
  });
});

describe('an outage', () => {
  it('is one line in the log when it begins and one when it ends, however long it lasts', async () => {
    const { telemetry, sink, start, clock, lines } = kettle({ outageLogLevel: 'info' });
    sink.answerWith(retry('503 Service Unavailable'));
    await start();
    for (let day = 0; day < 30; day += 1) {
      telemetry.record('boiled', { litres: day });
      await clock.advance(24 * hour);
    }
    expect(lines.filter((line) => line.startsWith('info Telemetry:'))).toEqual([
      expect.stringMatching(/no delivery to memory.*503/),
    ]);
    sink.clear();
    sink.answerWith(accept);
    await clock.advance(24 * hour);
    expect(lines.filter((line) => line.startsWith('info Telemetry:'))).toHaveLength(2);
    expect(lines.filter((line) => line.startsWith('info Telemetry:'))[1]).toMatch(/works again/);
    expect(litresOf(sink.accepted)).toEqual(Array.from({ length: 30 }, (_, day) => day));
    expect(new Set(sink.accepted.map(({ uuid }) => uuid)).size).toBe(sink.accepted.length);
  });

  it('is tried less and less often, and once a slot after seven days', async () => {
    const { telemetry, sink, start, clock } = kettle();
    sink.answerWith(retry('503'));
    await start();
    await telemetry.flush();
    await clock.advance(7 * 24 * hour);
    const inSevenDays = sink.batches.length;
    expect(inSevenDays).toBeLessThan(7 * 24 * 4);
    await clock.advance(5 * 24 * hour);
    expect(sink.batches.length - inSevenDays).toBeLessThanOrEqual(12);
  });

  it('honours the time that the receiver asks for, also when the host wants to flush', async () => {
    const { telemetry, sink, start, clock } = kettle();
    sink.answerWith((batch) => batch.map(() => ({ status: 'retry', why: '429', afterMillis: 2 * hour })));
    await start();
    await telemetry.flush();
    const tries = sink.batches.length;
    await telemetry.flush();
    await clock.advance(2 * hour - 1);
    expect(sink.batches).toHaveLength(tries);
    sink.answerWith(accept);
    // Others were asked for the same time: they come back within as long again.
    await clock.advance(2 * hour + 1);
    expect(sink.accepted.length).toBeGreaterThan(0);
  });
});

describe('an outage while the clock is set', () => {
  it.each([
    ['a back-off', retry('503')],
    [
      'a wait that the receiver asked for',
      (batch) => batch.map(() => ({ status: 'retry', why: '429', afterMillis: 24 * hour })),
    ],
  ] satisfies [string, Answer][])(
    'ten years back, is over within the day although %s was to last until then',
    async (_, answer) => {
      const { telemetry, sink, start, clock } = kettle();
      sink.answerWith(answer);
      await start();
      telemetry.record('boiled', { litres: 1 });
      await telemetry.flush();
      clock.set(clock.now() - 3652 * 24 * hour);
      sink.answerWith(accept);
      await clock.advance(25 * hour);
      expect(litresOf(sink.accepted)).toEqual([1]);
    },
  );
});

describe('a refusal', () => {
  const refuse =
    (poison: (event: TelemetryEvent) => boolean): Answer =>
    (batch) =>
      batch.map((): Outcome => (batch.some(poison) ? { status: 'rejected', why: '400' } : { status: 'accepted' }));

  it('costs one poison event of a thousand, and no other', async () => {
    const { telemetry, sink, start } = kettle();
    sink.answerWith(refuse(({ properties }) => properties['litres'] === 777));
    await start();
    for (let litres = 0; litres < 1000; litres += 1) telemetry.record('boiled', { litres });
    await telemetry.flush();
    expect(litresOf(sink.accepted).toSorted((a, b) => Number(a) - Number(b))).toEqual(
      Array.from({ length: 1000 }, (_, litres) => litres).filter((litres) => litres !== 777),
    );
    expect((await telemetry.status()).sinks[0]).toMatchObject({ rejected: 1, waiting: 0, health: 'healthy' });
  });

  it('of everything empties nothing, for days, and all arrives when it ends', async () => {
    const { telemetry, sink, start, clock } = kettle();
    sink.answerWith(refuse(() => true));
    await start();
    for (let litres = 0; litres < 100; litres += 1) telemetry.record('boiled', { litres });
    await clock.advance(3 * 24 * hour);
    expect((await telemetry.status()).sinks[0]).toMatchObject({ rejected: 0, accepted: 0 });
    sink.answerWith(accept);
    await clock.advance(2 * hour);
    expect(litresOf(sink.accepted)).toHaveLength(100);
  });

  it('of an event that waits alone is final after five times, an hour apart', async () => {
    const oneReport = { ...plan, report: { name: 'kettle report', everyHours: 8760 } };
    const { telemetry, sink, start, clock } = kettle({ plan: oneReport });
    sink.answerWith(refuse(() => true));
    await start();
    for (let count = 0; count < 10; count += 1) await telemetry.flush();
    await clock.advance(4 * hour - 1);
    expect((await telemetry.status()).sinks[0]).toMatchObject({ rejected: 0, waiting: 1 });
    await clock.advance(1);
    expect((await telemetry.status()).sinks[0]).toMatchObject({ rejected: 1, waiting: 0 });
  });
});
