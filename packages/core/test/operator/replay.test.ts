import { describe, expect, it } from 'vitest';
import type { TelemetryEvent } from '../../src/index.ts';
import { memorySink } from '../../src/testing/index.ts';
import { sampleEvent } from '../../src/testing/samples.ts';
import { installation, refuse, toldOf } from './installation.ts';

async function all(events: AsyncIterable<TelemetryEvent>): Promise<readonly TelemetryEvent[]> {
  const seen: TelemetryEvent[] = [];
  for await (const event of events) seen.push(event);
  return seen;
}

/** An installation without a network: what it records waits. */
const cutOff = async (more: Parameters<typeof installation>[0] = {}) => {
  const world = await installation(more);
  world.sink.answerWith(refuse);
  await world.start();
  await world.telemetry.flush();
  for (const litres of [1, 2]) world.telemetry.record('boiled', { litres });
  world.telemetry.record('boiled', { litres: -1 });
  await world.telemetry.flush();
  return world;
};

describe('exportRecords', () => {
  it('gives what no receiver has, the oldest first, and changes nothing', async () => {
    const { telemetry, store } = await cutOff();
    const before = await store.counts();
    expect(toldOf(await all(telemetry.exportRecords()))).toEqual(['kettle report', 'boiled 1', 'boiled 2']);
    expect(await store.counts()).toEqual(before);
    expect(await all(telemetry.exportRecords())).toHaveLength(3);
  });

  it('leaves out what was delivered, unless all is asked for, and what was withdrawn', async () => {
    const { telemetry, start, sink } = await installation();
    await start();
    telemetry.record('boiled', { litres: 1 });
    await telemetry.flush();
    sink.answerWith(refuse);
    telemetry.record('boiled', { litres: 2 });
    await telemetry.flush();
    expect(toldOf(await all(telemetry.exportRecords()))).toEqual(['boiled 2']);
    expect(await all(telemetry.exportRecords({ all: true }))).toHaveLength(3);
  });

  it('gives what a receiver refused for good', async () => {
    const { telemetry, start, sink } = await installation();
    sink.answerWith((batch) =>
      batch.map(({ properties }) =>
        properties['litres'] === 1 ? { status: 'rejected', why: 'too small' } : { status: 'accepted' },
      ),
    );
    await start();
    for (const litres of [1, 2]) telemetry.record('boiled', { litres });
    await telemetry.flush();
    expect(toldOf(await all(telemetry.exportRecords()))).toEqual(['boiled 1']);
  });

  it('gives them all, however many, and although more come meanwhile', async () => {
    const { telemetry, start, sink } = await installation();
    sink.answerWith(refuse);
    await start();
    for (let litres = 0; litres < 950; litres += 1) telemetry.record('boiled', { litres });
    await telemetry.flush({ to: 'store' });
    const seen: unknown[] = [];
    for await (const { properties } of telemetry.exportRecords()) {
      if (properties['litres'] !== undefined) seen.push(properties['litres']);
      if (seen.length !== 100) continue;
      telemetry.record('boiled', { litres: 950 });
      await telemetry.flush({ to: 'store' });
    }
    expect(seen).toEqual(Array.from({ length: 951 }, (_, litres) => litres));
  });

  it('is of another process, too, also when telemetry is off', async () => {
    const { telemetry, handle } = await cutOff();
    await telemetry.close();
    const operator = handle({ env: { DO_NOT_TRACK: '1' } });
    expect(await all(operator.telemetry.exportRecords({}, operator.options))).toHaveLength(3);
    expect(await all(handle().telemetry.exportRecords())).toEqual([]);
  });

  it('lets go of the store at the last, and when nobody asks for more', async () => {
    for (const most of [1, 3]) {
      const { telemetry, handle, store } = await cutOff();
      await telemetry.close();
      const operator = handle();
      let seen = 0;
      for await (const _ of operator.telemetry.exportRecords({}, operator.options)) {
        seen += 1;
        if (seen === most && most < 3) break;
      }
      expect(seen).toBe(most);
      await expect(store.counts()).rejects.toThrow('not open');
    }
  });
});

describe('replay', () => {
  it('delivers elsewhere what was exported, under the same uuids and timestamps, and stores nothing', async () => {
    const { telemetry } = await cutOff();
    const exported = await all(telemetry.exportRecords());
    const elsewhere = await installation();
    const sink = memorySink({ name: 'posthog' });
    const read: number[] = [];
    expect(
      await elsewhere.telemetry.replay(JSON.parse(JSON.stringify(exported)), {
        sinks: [sink],
        onProgress: ({ done }) => void read.push(done),
      }),
    ).toEqual({ events: 3, sinks: [{ name: 'posthog', accepted: 3, rejected: 0 }], problem: null });
    expect(sink.accepted).toEqual(exported);
    expect(read).toEqual([3]);
    expect(sink.closes).toBe(1);
    expect((await elsewhere.telemetry.records({}, elsewhere.options)).entries).toEqual([]);
    expect(await elsewhere.decisions.read()).toEqual({});
    expect(elsewhere.sink.batches).toEqual([]);
  });

  it('keeps batches within what every sink takes, and gives each of them all', async () => {
    const { telemetry } = await installation();
    const [one, other] = [
      memorySink({ name: 'one', limits: { events: 10, bytes: 1e6 } }),
      memorySink({ name: 'other', limits: { events: 4, bytes: 1e6 } }),
    ];
    const events = Array.from({ length: 10 }, (_, number) => sampleEvent(number));
    const read: number[] = [];
    const replayed = await telemetry.replay(events, {
      sinks: [one, other],
      onProgress: ({ done }) => void read.push(done),
    });
    expect(replayed).toMatchObject({ events: 10, sinks: [{ accepted: 10 }, { accepted: 10 }], problem: null });
    expect(one.batches.map((batch) => batch.length)).toEqual([4, 4, 2]);
    expect(other.accepted).toEqual(events);
    expect(read).toEqual([4, 8, 10]);
    const size = Buffer.byteLength(JSON.stringify(sampleEvent(1)));
    const narrow = memorySink({ limits: { events: 10, bytes: 2 * size } });
    await telemetry.replay(
      Array.from({ length: 4 }, () => sampleEvent(1)),
      { sinks: [narrow] },
    );
    expect(narrow.batches.map((batch) => batch.length)).toEqual([2, 2]);
  });

  it('sends an event that alone is over what a sink takes', async () => {
    const { telemetry } = await installation();
    const sink = memorySink({ limits: { events: 10, bytes: 1 } });
    expect(await telemetry.replay([1, 2].map(sampleEvent), { sinks: [sink] })).toMatchObject({
      events: 2,
      problem: null,
    });
    expect(sink.batches.map((batch) => batch.length)).toEqual([1, 1]);
  });

  it('is stopped by a sink that fails, says why and what to do, and reads no more', async () => {
    const { telemetry } = await installation();
    const sink = memorySink({
      name: 'posthog',
      limits: { events: 2, bytes: 1e6 },
      answer: (batch, _, delivery) =>
        batch.map(() => (delivery === 1 ? { status: 'accepted' } : { status: 'retry', why: 'HTTP 503' })),
    });
    let read = 0;
    async function* events(): AsyncGenerator<TelemetryEvent> {
      for (; read < 100; read += 1) yield sampleEvent(read);
    }
    expect(await telemetry.replay(events(), { sinks: [sink] })).toEqual({
      events: 2,
      sinks: [{ name: 'posthog', accepted: 2, rejected: 0 }],
      problem: 'posthog did not take them: HTTP 503. Replay the file again: nothing is counted twice.',
    });
    expect(read).toBeLessThan(6);
    expect(sink.closes).toBe(1);
  });

  it('rejects an event that alone is refused, and goes on', async () => {
    const { telemetry } = await installation();
    const sink = memorySink({
      answer: (batch) =>
        batch.map(() =>
          batch.some(({ properties }) => properties['number'] === 2)
            ? { status: 'rejected', why: '400' }
            : { status: 'accepted' },
        ),
    });
    const replayed = await telemetry.replay([1, 2, 3, 4].map(sampleEvent), { sinks: [sink] });
    expect(replayed).toEqual({ events: 4, sinks: [{ name: 'memory', accepted: 3, rejected: 1 }], problem: null });
  });

  it('is stopped by a sink that refuses everything: that is a gateway, and no fault of the events', async () => {
    const { telemetry } = await installation();
    const sink = memorySink({ answer: (batch) => batch.map(() => ({ status: 'rejected', why: 'HTTP 400' })) });
    expect(await telemetry.replay([1, 2].map(sampleEvent), { sinks: [sink] })).toMatchObject({
      sinks: [{ accepted: 0, rejected: 0 }],
      problem: expect.stringMatching(/HTTP 400/),
    });
  });

  it('sends nothing where no sink was named, or one has a problem', async () => {
    const { telemetry } = await installation();
    expect(await telemetry.replay([sampleEvent(1)], { sinks: [] })).toEqual({
      events: 0,
      sinks: [],
      problem: 'No sink was named. Name where the events are to go.',
    });
    const [well, broken] = [
      memorySink({ name: 'well' }),
      { ...memorySink({ name: 'posthog' }), problem: 'it has no key' },
    ];
    expect(await telemetry.replay([sampleEvent(1)], { sinks: [well, broken] })).toMatchObject({
      events: 0,
      problem: 'Nothing can be sent to posthog: it has no key',
    });
    expect(well.batches).toEqual([]);
  });

  it('rejects with what reading the events rejects with, and lets go of its sinks', async () => {
    const { telemetry } = await installation();
    const sink = memorySink();
    async function* broken(): AsyncGenerator<TelemetryEvent> {
      yield sampleEvent(1);
      throw new Error('line 2 is no JSON');
    }
    await expect(telemetry.replay(broken(), { sinks: [sink] })).rejects.toThrow('line 2 is no JSON');
    expect([sink.batches.length, sink.closes]).toEqual([0, 1]);
  });
});
