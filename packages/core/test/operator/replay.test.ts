import { writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { createTelemetry, definePlan, type TelemetryEvent } from '../../src/index.ts';
import { manualMachine, memorySink } from '../../src/testing/index.ts';
import { sampleUuid } from '../../src/testing/samples.ts';
import { installation, refuse, toldOf } from './installation.ts';

/** An event that a kettle may have made. */
const boiled = (litres: number, more: object = {}): TelemetryEvent => ({
  uuid: sampleUuid(litres),
  name: 'boiled',
  timestamp: '2026-01-01T00:00:00.000Z',
  distinctId: 'b'.repeat(64),
  properties: { service: 'kettle', serviceVersion: '1.2.3', litres, ...more },
});

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
    const events = Array.from({ length: 10 }, (_, number) => boiled(number));
    const read: number[] = [];
    const replayed = await telemetry.replay(events, {
      sinks: [one, other],
      onProgress: ({ done }) => void read.push(done),
    });
    expect(replayed).toMatchObject({ events: 10, sinks: [{ accepted: 10 }, { accepted: 10 }], problem: null });
    expect(one.batches.map((batch) => batch.length)).toEqual([4, 4, 2]);
    expect(other.accepted).toEqual(events);
    expect(read).toEqual([4, 8, 10]);
    const size = Buffer.byteLength(JSON.stringify(boiled(1)));
    const narrow = memorySink({ limits: { events: 10, bytes: 2 * size } });
    await telemetry.replay(
      Array.from({ length: 4 }, () => boiled(1)),
      { sinks: [narrow] },
    );
    expect(narrow.batches.map((batch) => batch.length)).toEqual([2, 2]);
  });

  it('sends an event that alone is over what a sink takes', async () => {
    const { telemetry } = await installation();
    const sink = memorySink({ limits: { events: 10, bytes: 1 } });
    expect(await telemetry.replay([boiled(1), boiled(2)], { sinks: [sink] })).toMatchObject({
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
      for (; read < 100; read += 1) yield boiled(read);
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
          batch.some(({ properties }) => properties['litres'] === 2)
            ? { status: 'rejected', why: '400' }
            : { status: 'accepted' },
        ),
    });
    const replayed = await telemetry.replay(
      [1, 2, 3, 4].map((litres) => boiled(litres)),
      { sinks: [sink] },
    );
    expect(replayed).toEqual({ events: 4, sinks: [{ name: 'memory', accepted: 3, rejected: 1 }], problem: null });
  });

  it('is stopped by a sink that refuses everything: that is a gateway, and no fault of the events', async () => {
    const { telemetry } = await installation();
    const sink = memorySink({ answer: (batch) => batch.map(() => ({ status: 'rejected', why: 'HTTP 400' })) });
    expect(await telemetry.replay([boiled(1), boiled(2)], { sinks: [sink] })).toMatchObject({
      sinks: [{ accepted: 0, rejected: 0 }],
      problem: expect.stringMatching(/HTTP 400/),
    });
  });

  it('sends nothing where no sink was named, or one has a problem', async () => {
    const { telemetry } = await installation();
    expect(await telemetry.replay([boiled(1)], { sinks: [] })).toEqual({
      events: 0,
      sinks: [],
      problem: 'No sink was named. Name where the events are to go.',
    });
    const [well, broken] = [
      memorySink({ name: 'well' }),
      { ...memorySink({ name: 'posthog' }), problem: 'it has no key' },
    ];
    expect(await telemetry.replay([boiled(1)], { sinks: [well, broken] })).toMatchObject({
      events: 0,
      problem: 'Nothing can be sent to posthog: it has no key',
    });
    expect(well.batches).toEqual([]);
  });

  it('rejects with what reading the events rejects with, and lets go of its sinks', async () => {
    const { telemetry } = await installation();
    const sink = memorySink();
    async function* broken(): AsyncGenerator<TelemetryEvent> {
      yield boiled(1);
      throw new Error('line 2 is no JSON');
    }
    await expect(telemetry.replay(broken(), { sinks: [sink] })).rejects.toThrow('line 2 is no JSON');
    expect([sink.batches.length, sink.closes]).toEqual([0, 1]);
  });

  it.each<[string, Parameters<typeof installation>[0], RegExp]>([
    [
      'DO_NOT_TRACK',
      { env: { DO_NOT_TRACK: '1' } },
      /^Telemetry is off, because DO_NOT_TRACK is 1\. Nothing more was sent\.$/,
    ],
    ['the variable of the plan', { env: { KETTLE_TELEMETRY: 'off' } }, /KETTLE_TELEMETRY is off/],
    ['the config', { config: { kettle: { telemetry: false } } }, /kettle\.telemetry is false/],
  ])('sends nothing where %s says off', async (_, world, why) => {
    const { telemetry, options } = await installation(world);
    for (const sink of [memorySink(), memorySink({ dryRun: true })]) {
      expect(await telemetry.replay([boiled(1)], { sinks: [sink] }, options)).toEqual({
        events: 0,
        sinks: [{ name: 'memory', accepted: 0, rejected: 0 }],
        problem: expect.stringMatching(why),
      });
      expect(sink.batches).toEqual([]);
    }
  });

  it("sends nothing where the operator's decision is off or cannot be read, and no more once it is made", async () => {
    const { telemetry, options, decisions, path } = await installation();
    const sink = memorySink({ limits: { events: 1, bytes: 1e6 } });
    async function* events(): AsyncGenerator<TelemetryEvent> {
      yield boiled(1);
      yield boiled(2);
      await decisions.update((decided) => ({ ...decided, consent: { value: 'off', at: '2026-01-01T00:00:00.000Z' } }));
      yield boiled(3);
    }
    const off = /^Telemetry is off, because the operator/;
    const replayed = await telemetry.replay(events(), { sinks: [sink] }, options);
    expect(replayed).toMatchObject({ events: 1, problem: expect.stringMatching(off) });
    expect(sink.accepted).toEqual([boiled(1)]);
    const again = await telemetry.replay([boiled(2)], { sinks: [sink] }, options);
    expect(again).toMatchObject({ events: 0, problem: expect.stringMatching(off) });
    await writeFile(path, '{ half written');
    const unreadable = await telemetry.replay([boiled(2)], { sinks: [sink] }, options);
    expect(unreadable).toMatchObject({ events: 0, problem: expect.stringMatching(/cannot be read/) });
    expect(sink.batches).toHaveLength(1);
  });

  it('is held by what its own handle was started with', async () => {
    const { telemetry, start } = await installation({ env: { DO_NOT_TRACK: '1' } });
    await start();
    const sink = memorySink();
    expect(await telemetry.replay([boiled(1)], { sinks: [sink] })).toMatchObject({ events: 0 });
    expect(sink.batches).toEqual([]);
  });

  const secret = 'jane.doe@example.org';

  it.each<[string, unknown, RegExp]>([
    ['is of another service', boiled(1, { service: 'teapot' }), /is not of the service kettle/],
    ['has no service', { ...boiled(1), properties: { litres: 1 } }, /is not of the service kettle/],
    ['has a name that the plan does not', { ...boiled(1), name: 'poured' }, /is no event of the plan/],
    ['has an e-mail address in the place of a number', boiled(1, { litres: secret }), /litres must be number/],
    ['has a property that the plan does not', boiled(1, { owner: secret }), /owner is not in the plan/],
    ['lacks a property', { ...boiled(1), properties: { service: 'kettle', serviceVersion: '1' } }, /litres/],
    [
      'has an e-mail address where text is free',
      boiled(1, { serviceVersion: secret }),
      /serviceVersion holds an e-mail/,
    ],
    ['has one as its id', { ...boiled(1), distinctId: secret }, /distinctId holds an e-mail/],
    ['has one as its name', { ...boiled(1), name: secret }, /is no event of the plan/],
    ['has one as its uuid', { ...boiled(1), uuid: secret }, /uuid is no UUID/],
    ['has one as its time', { ...boiled(1), timestamp: secret }, /timestamp is no time/],
    ['is too large', boiled(1, { serviceVersion: 'x'.repeat(70_000) }), /bytes, and may be/],
    ['is no event', { [secret]: secret }, /is no telemetry event/],
    ['is nothing', null, /is no telemetry event/],
  ])('leaves out an event that %s, and shows why without a value', async (_, event, why) => {
    const { telemetry, options } = await installation();
    const sink = memorySink();
    // An export is read from a file: it may hold anything.
    const given: TelemetryEvent[] = JSON.parse(JSON.stringify([boiled(1), event, boiled(2)]));
    const replayed = await telemetry.replay(given, { sinks: [sink] }, options);
    expect(replayed).toMatchObject({ events: 2, problem: null, quarantined: { count: 1 } });
    expect(replayed.quarantined?.first[0]?.reasons.join()).toMatch(why);
    expect(sink.accepted).toEqual([boiled(1), boiled(2)]);
    expect(JSON.stringify(replayed)).not.toContain(secret);
  });

  it('sends nothing that stands beside an event', async () => {
    const { telemetry, options } = await installation();
    const sink = memorySink();
    await telemetry.replay([Object.assign(boiled(1), { owner: secret })], { sinks: [sink] }, options);
    expect(sink.accepted).toEqual([boiled(1)]);
  });

  it('shows a few of many that fail, and counts them all', async () => {
    const { telemetry, options } = await installation();
    const sink = memorySink();
    const events = Array.from({ length: 500 }, (_, litres) => boiled(litres, { service: 'teapot' }));
    const replayed = await telemetry.replay(events, { sinks: [sink] }, options);
    expect(replayed).toMatchObject({ events: 0, problem: null, quarantined: { count: 500 } });
    expect(replayed.quarantined?.first).toHaveLength(10);
    expect(sink.batches).toEqual([]);
  });

  it('sends what an earlier version of the plan made, and not what none did', async () => {
    const telemetry = createTelemetry(grown, { env: {}, machine: manualMachine() });
    const sink = memorySink();
    const old = boiled(1);
    const present = boiled(2, { hard: true });
    const mixed = { ...boiled(3, { hard: 'yes' }) };
    const replayed = await telemetry.replay([old, present, mixed], { sinks: [sink] });
    expect(replayed).toMatchObject({ events: 2, quarantined: { count: 1 } });
    expect(sink.accepted).toEqual([old, present]);
  });

  it('sends what a version made that the plan no longer tells of, where that is given, and guards it', async () => {
    const { telemetry, options } = await installation();
    const sink = memorySink();
    const common = { service: { const: 'kettle' }, serviceVersion: { type: 'string' } };
    const earlier = {
      type: 'object',
      properties: { ...common, litres: { type: 'number' }, tune: { type: 'string', maxLength: 40 } },
      required: ['service', 'serviceVersion', 'litres', 'tune'],
      additionalProperties: false,
    };
    const given = [boiled(1, { tune: 'low' }), boiled(2, { tune: secret }), boiled(3)];
    const broken = { boiled: { type: 'no such type' } };
    const replayed = await telemetry.replay(given, { sinks: [sink], earlier: [broken, { boiled: earlier }] }, options);
    expect(replayed).toMatchObject({
      events: 2,
      quarantined: { first: [{ uuid: sampleUuid(2), reasons: ['tune holds an e-mail address'] }] },
    });
    expect(sink.accepted).toEqual([given[0], given[2]]);
  });
});

/** A plan with a property that came later. */
const grown = definePlan({
  service: 'kettle',
  version: 20_260_101,
  maintainer: { name: 'Kettle makers', contact: 'privacy@example.org' },
  why: 'To know which kettles are in use.',
  never: ['what is boiled'],
  consent: { default: 'on' },
  events: {
    boiled: {
      kind: 'each',
      why: 'How kettles are used.',
      properties: { litres: { type: 'number', minimum: 0 }, hard: { type: 'boolean', since: 3 } },
    },
  },
});
