import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { submitWindow } from '../../src/delivery/submit-window.ts';
import { memoryStore, type TelemetryEvent } from '../../src/index.ts';
import type { Answer } from '../../src/testing/index.ts';
import { sampleEvent } from '../../src/testing/samples.ts';
import { epoch, hour, kettle, lasting, plan } from '../lifecycle/host.ts';

const day = 24 * hour;
const tenYears = 3652 * day;
const daily = { ...plan, submit: { everyHours: 24 } };

const happenedAt = (time: number): TelemetryEvent => ({ ...sampleEvent(1), timestamp: new Date(time).toISOString() });
const litresOf = (events: readonly TelemetryEvent[]): unknown[] =>
  events.filter(({ name }) => name === 'boiled').map(({ properties }) => properties['litres']);
const refuse: Answer = (batch) => batch.map(() => ({ status: 'retry', why: 'HTTP 503' }));
const accept: Answer = (batch) => batch.map(() => ({ status: 'accepted' }));

describe('submitWindow', () => {
  const time = fc.integer({ min: Date.UTC(1970, 0, 1), max: Date.UTC(2100, 0, 1) });
  const hours = fc.oneof(fc.integer({ min: 1, max: 8760 }), fc.double({ min: 0.01, max: 8760, noNaN: true }));

  it('holds what happened in the window that it is now, and nothing else, whichever came first', () => {
    fc.assert(
      fc.property(hours, fc.string(), time, time, (everyHours, installation, at, now) => {
        const window = submitWindow(everyHours, installation);
        expect(window.holds(happenedAt(at), now)).toBe(window.at(at) === window.at(now));
        expect(window.holds(happenedAt(now), now)).toBe(true);
        expect(window.holds(happenedAt(now), window.nextAt(now))).toBe(false);
        expect(window.holds(happenedAt(now), window.nextAt(now) - 1)).toBe(true);
      }),
    );
  });

  it('has windows that follow each other without a gap, each as long as the plan says', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8760 }), fc.string(), time, (everyHours, installation, now) => {
        const { at, nextAt } = submitWindow(everyHours, installation);
        expect(at(now)).toBeLessThanOrEqual(now);
        expect(nextAt(now) - at(now)).toBe(everyHours * hour);
        expect(at(nextAt(now))).toBe(nextAt(now));
        expect(at(nextAt(now) - 1)).toBe(at(now));
      }),
    );
  });

  it('has a phase of its own for each installation, and another than the report', () => {
    const starts = ['a', 'b', 'c', 'd', 'e', 'f'].map((installation) => submitWindow(168, installation).at(epoch));
    expect(new Set(starts).size).toBe(starts.length);
  });
});

describe('a plan with a window', () => {
  /** A host that has recorded something, and the end of the window that it did so in. */
  const setUp = async (more: Parameters<typeof kettle>[0] = {}) => {
    const host = kettle({ plan: daily, ...more });
    await host.start();
    host.telemetry.record('boiled', { litres: 1 });
    await host.telemetry.flush();
    const { nextSubmissionAt } = await host.telemetry.status();
    return { ...host, end: Date.parse(nextSubmissionAt ?? '') };
  };

  it('holds events and the report until the window is over, and then they leave by themselves, in their order', async () => {
    const { sink, clock, telemetry, end } = await setUp();
    expect(end).toBeGreaterThan(epoch);
    expect(end).toBeLessThanOrEqual(epoch + day);
    telemetry.record('boiled', { litres: 2 });
    await clock.advance(end - clock.now() - 1);
    expect(sink.batches).toEqual([]);
    expect(await telemetry.status()).toMatchObject({ sinks: [{ health: 'healthy', accepted: 0 }] });
    await clock.advance(1);
    expect(litresOf(sink.accepted)).toEqual([1, 2]);
    expect(sink.accepted.filter(({ name }) => name === 'kettle report').length).toBeGreaterThanOrEqual(1);
    expect(sink.accepted.every(({ timestamp }) => Date.parse(timestamp) < end)).toBe(true);
  });

  it('holds a report of the window although it is the first', async () => {
    const { sink, clock, telemetry, end } = await setUp({
      plan: { ...daily, report: { name: 'kettle report', everyHours: 8760 } },
    });
    await clock.advance(end - clock.now() - 1);
    expect([sink.batches.length, (await telemetry.status()).records]).toEqual([0, 2]);
    await clock.advance(1);
    expect(sink.accepted.map(({ name }) => name).toSorted()).toEqual(['boiled', 'kettle report']);
  });

  it('sets no timer that is longer than an hour, and delivers in each window what happened in the one before', async () => {
    const { sink, clock, telemetry, end } = await setUp();
    for (let days = 0; days < 5; days += 1) {
      telemetry.record('boiled', { litres: 10 + days });
      expect(Math.max(...clock.timers)).toBeLessThanOrEqual(hour);
      await clock.advance(days === 0 ? end - clock.now() : day);
      expect(litresOf(sink.accepted)).toEqual([1, ...Array.from({ length: days + 1 }, (_, index) => 10 + index)]);
    }
  });

  it('lets leave what is over while it holds what came since', async () => {
    const { sink, clock, telemetry, end } = await setUp();
    sink.answerWith(refuse);
    await clock.advance(end - clock.now());
    telemetry.record('boiled', { litres: 2 });
    await telemetry.flush();
    sink.answerWith(accept);
    await clock.advance(hour);
    expect(litresOf(sink.accepted)).toEqual([1]);
    expect((await telemetry.status()).sinks).toMatchObject([{ health: 'healthy', waiting: 1 }]);
    await clock.advance(day);
    expect(litresOf(sink.accepted)).toEqual([1, 2]);
  });

  it.each([
    ['on', tenYears],
    ['back', -tenYears],
  ])('holds nothing for ever when the clock is set ten years %s, and when it is right again', async (_, jump) => {
    const { sink, clock, telemetry } = await setUp();
    clock.set(epoch + jump);
    await clock.advance(hour);
    expect(litresOf(sink.accepted)).toEqual([1]);
    telemetry.record('boiled', { litres: 2 });
    await telemetry.flush();
    clock.set(epoch + 2 * hour);
    telemetry.record('boiled', { litres: 3 });
    await clock.advance(hour);
    expect(litresOf(sink.accepted)).toEqual([1, 2]);
    await clock.advance(day);
    expect(litresOf(sink.accepted)).toEqual([1, 2, 3]);
  });

  it('holds an event of the window that a clock came back to, and no longer than that', async () => {
    const { sink, clock, telemetry } = await setUp();
    clock.set(epoch - tenYears);
    telemetry.record('boiled', { litres: 2 });
    await clock.advance(hour);
    expect(litresOf(sink.accepted)).toEqual([1]);
    await clock.advance(day);
    expect(litresOf(sink.accepted)).toEqual([1, 2]);
  });

  it('lets nothing pass what it holds, so that events leave in their order', async () => {
    const store = memoryStore({ decisions: lasting() });
    const { sink, clock, telemetry, end } = await setUp({ store });
    sink.answerWith(refuse);
    clock.set(epoch - 2 * day);
    telemetry.record('boiled', { litres: 2 });
    await telemetry.close();
    clock.set(epoch);
    const next = kettle({ plan: daily, store, clock, seed: 2 });
    await next.start();
    await next.telemetry.flush();
    expect(litresOf(next.sink.accepted)).toEqual([]);
    await clock.advance(end - clock.now());
    expect(litresOf(next.sink.accepted)).toEqual([1, 2]);
  });

  it('is not opened by flush, nor by close; another process sends it when it is over', async () => {
    const store = memoryStore({ decisions: lasting() });
    const { sink, clock, telemetry, end } = await setUp({ store });
    await telemetry.flush();
    await telemetry.close();
    expect(sink.batches).toEqual([]);
    const next = kettle({ plan: daily, store, clock, seed: 2 });
    await next.start();
    await next.telemetry.flush();
    expect(next.sink.batches).toEqual([]);
    await clock.advance(end - clock.now());
    expect(litresOf(next.sink.accepted)).toEqual([1]);
  });

  it('sends at a start what the window of another process left', async () => {
    const store = memoryStore({ decisions: lasting() });
    const { clock, telemetry, end } = await setUp({ store });
    await telemetry.close();
    clock.set(end);
    const next = kettle({ plan: daily, store, clock, seed: 2 });
    await next.start();
    await clock.advance(0);
    expect(litresOf(next.sink.accepted)).toEqual([1]);
  });

  it('is opened by submit, for what there is by then', async () => {
    const { sink, clock, telemetry, end } = await setUp();
    expect(await telemetry.submit()).toMatchObject({
      result: 'submitted',
      elsewhere: false,
      sinks: [{ accepted: 2, waiting: 0 }],
    });
    expect(litresOf(sink.accepted)).toEqual([1]);
    telemetry.record('boiled', { litres: 2 });
    await clock.advance(hour);
    expect(litresOf(sink.accepted)).toEqual([1]);
    await clock.advance(end - clock.now());
    expect(litresOf(sink.accepted)).toEqual([1, 2]);
  });

  it('is not opened by submit of what is due, which says when it is', async () => {
    const { sink, telemetry, end } = await setUp();
    const held = await telemetry.submit({ ifDue: true });
    expect(held).toMatchObject({
      result: 'nothing',
      reason: `No more is due; what is held leaves at ${new Date(end).toISOString()}.`,
      sinks: [{ accepted: 0, waiting: 2 }],
    });
    expect(sink.batches).toEqual([]);
  });

  it('is over for submit of what is due by another process, while telemetry runs nowhere', async () => {
    const store = memoryStore({ decisions: lasting() });
    const { clock, telemetry, options, end } = await setUp({ store });
    await telemetry.close();
    const cron = kettle({ plan: daily, store, clock, seed: 3 });
    const look = { ...options, sinks: [cron.sink] };
    expect(await cron.telemetry.submit({ ifDue: true }, look)).toMatchObject({ result: 'nothing' });
    clock.set(end);
    expect(await cron.telemetry.submit({ ifDue: true }, look)).toMatchObject({
      result: 'submitted',
      sinks: [{ accepted: 2 }],
    });
    expect(litresOf(cron.sink.accepted)).toEqual([1]);
  });

  it('is asked again after all was erased within it', async () => {
    const { sink, clock, telemetry, end } = await setUp();
    await telemetry.erase('all');
    telemetry.record('boiled', { litres: 2 });
    await clock.advance(end - clock.now());
    expect(litresOf(sink.accepted)).toEqual([2]);
  });
});

describe('a plan without a window', () => {
  it('has none that is due, and holds nothing', async () => {
    const { start, telemetry, sink } = kettle();
    await start();
    telemetry.record('boiled', { litres: 1 });
    await telemetry.flush();
    expect((await telemetry.status()).nextSubmissionAt).toBeNull();
    expect(litresOf(sink.accepted)).toEqual([1]);
  });
});
