import { describe, expect, it } from 'vitest';
import { memoryStore, type Store } from '../../src/index.ts';
import type { Answer } from '../../src/testing/index.ts';
import { epoch, kettle, lasting } from '../lifecycle/host.ts';

const minute = 60_000;

/** A store that does some things otherwise for as long as it is ill. */
function illStore(otherwise: (well: Store) => Partial<Store>) {
  const well = memoryStore({ decisions: lasting() });
  let isIll = true;
  const ill = otherwise(well);
  const store = new Proxy(well, {
    get: (target, name) => Reflect.get(isIll && name in ill ? ill : target, name),
  });
  return { store, recover: () => (isIll = false) };
}

const fails = async (): Promise<never> => Promise.reject(new Error('EIO: i/o error\u001B[31m, read'));
const warningsIn = (lines: readonly string[]): readonly string[] => lines.filter((line) => line.startsWith('warn'));

describe('what keeps all events from being tried', () => {
  it.each<[string, (well: Store) => Partial<Store>, RegExp]>([
    [
      'the right to deliver cannot be taken',
      () => ({ lockDelivery: fails }),
      /^nothing is sent, because the right to deliver cannot be taken: EIO: i\/o error\\u\{1b\}\[31m, read$/,
    ],
    [
      'what waits cannot be read',
      () => ({ waiting: fails }),
      /^nothing goes to memory for now: EIO: i\/o error\\u\{1b\}\[31m, read$/,
    ],
    ['the health of a sink cannot be read', () => ({ health: fails }), /^nothing goes to memory for now: EIO/],
  ])('as when %s, is one warning and a problem in status, and is over by itself', async (_, otherwise, problem) => {
    const { store, recover } = illStore(otherwise);
    const { telemetry, sink, clock, lines, start } = kettle({ store });
    await start();
    for (let litres = 0; litres < 5; litres += 1) {
      telemetry.record('boiled', { litres });
      await clock.advance(minute);
    }
    expect(sink.batches).toEqual([]);
    expect(warningsIn(lines)).toEqual([
      expect.stringMatching(/^warn Telemetry: nothing .* tried again every minute\.$/),
    ]);
    recover();
    // Before anything is tried again.
    expect((await telemetry.status()).problems).toEqual([expect.stringMatching(problem)]);
    await clock.advance(minute);
    expect(sink.accepted.length).toBeGreaterThanOrEqual(5);
    expect((await telemetry.status()).problems).toEqual([]);
    expect(warningsIn(lines)).toHaveLength(1);
    await telemetry.close();
  });

  it('as when what was accepted cannot be kept, sends it again each minute, and not at each commit or flush', async () => {
    const { store, recover } = illStore(() => ({ settle: fails }));
    const { telemetry, sink, clock, start } = kettle({ store });
    await start();
    await telemetry.flush();
    const before = sink.batches.length;
    for (let litres = 0; litres < 20; litres += 1) {
      telemetry.record('boiled', { litres });
      await telemetry.flush({ to: 'store' });
      await clock.advance(100);
    }
    expect(sink.batches).toHaveLength(before);
    await telemetry.flush();
    expect(sink.batches).toHaveLength(before + 1);
    recover();
    await clock.advance(minute);
    expect((await telemetry.status()).sinks[0]?.waiting).toBe(0);
    expect((await telemetry.status()).problems).toEqual([]);
    await telemetry.close();
  });

  it('as when the store never answers, is said after half a minute, and the answer is used when it comes', async () => {
    const waiting: (() => void)[] = [];
    const { store, recover } = illStore((well) => ({
      lockDelivery: () => new Promise((resolve) => waiting.push(() => resolve(well.lockDelivery()))),
    }));
    const { telemetry, sink, clock, lines, start } = kettle({ store });
    await start();
    telemetry.record('boiled', { litres: 1 });
    await clock.advance(minute);
    const problem =
      'nothing is sent, because the right to deliver cannot be taken: the store has not answered for 30 s';
    expect((await telemetry.status()).problems).toEqual([problem]);
    expect(warningsIn(lines)).toHaveLength(1);
    recover();
    for (const answer of waiting) answer();
    await clock.advance(minute);
    expect(sink.accepted.length).toBeGreaterThan(0);
    expect((await telemetry.status()).problems).toEqual([]);
    await telemetry.close();
  });

  it('is no problem where another process has the right to deliver', async () => {
    const store = memoryStore({ decisions: lasting() });
    const [first, second] = [kettle({ store }), kettle({ store, seed: 2 })];
    await first.start();
    await first.telemetry.flush();
    await second.start();
    await second.telemetry.flush();
    expect((await second.telemetry.status()).problems).toEqual([]);
    expect(warningsIn(second.lines)).toEqual([]);
    await second.telemetry.close();
    await first.telemetry.close();
  });
});

describe('a store that does not keep how a sink is doing', () => {
  const failing: Answer = (batch) => batch.map(() => ({ status: 'retry', why: 'HTTP 429', afterMillis: 10 * minute }));

  it('does not make it be tried sooner', async () => {
    const { store } = illStore(() => ({ settle: fails }));
    const { telemetry, sink, clock, start } = kettle({ store });
    sink.answerWith(failing);
    await start();
    telemetry.record('boiled', { litres: 1 });
    await telemetry.flush();
    const tries = sink.batches.length;
    expect(tries).toBe(1);
    for (let litres = 0; litres < 9; litres += 1) {
      telemetry.record('boiled', { litres });
      await clock.advance(minute);
      await telemetry.flush();
    }
    expect(sink.batches).toHaveLength(1);
    await clock.advance(20 * minute);
    expect(sink.batches.length).toBeGreaterThan(1);
    await telemetry.close();
  });
});

describe('a clock that stands still', () => {
  const failing: Answer = (batch) => batch.map(() => ({ status: 'retry', why: 'HTTP 503' }));

  it('does not hold up a flush, a submission or close right after a failure, and each is one try', async () => {
    const { telemetry, sink, clock, start } = kettle();
    sink.answerWith(failing);
    await start();
    telemetry.record('boiled', { litres: 1 });
    for (const [index, call] of [
      () => telemetry.flush(),
      () => telemetry.flush(),
      () => telemetry.submit(),
      () => telemetry.close(),
    ].entries()) {
      await call();
      expect(sink.batches).toHaveLength(index + 1);
    }
    expect([clock.now(), clock.timers]).toEqual([epoch, []]);
  });

  it('that goes on has the flush go on with it', async () => {
    const { telemetry, sink, clock, start } = kettle();
    sink.answerWith(failing);
    await start();
    await telemetry.flush();
    const flushed = telemetry.flush();
    await clock.advance(100);
    expect(sink.batches).toHaveLength(2);
    await flushed;
    await telemetry.close();
  });
});
