import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createTelemetry,
  definePlan,
  memoryStore,
  type Commit,
  type Journal,
  type TelemetryOptions,
} from '../../src/index.ts';
import { recordedOf } from '../../src/lifecycle/recorded.ts';
import { manualClock, memorySink } from '../../src/testing/index.ts';
import { epoch, plan } from './host.ts';

const { report: _report, system: _system, gauges: _gauges, ...small } = plan;
const notes = definePlan({
  ...small,
  events: {
    noted: {
      kind: 'each',
      why: 'To know.',
      properties: { text: { type: 'string', maxLength: 32_768, freeText: 'so', optional: true } },
    },
  },
});
const text = (length: number): string => 'x'.repeat(length);

/** A host without types, whose store takes something only where `takes` says so. */
const host = (options: TelemetryOptions = {}, takes = (): boolean => true) => {
  const clock = manualClock(epoch);
  const sink = memorySink();
  const warnings: string[] = [];
  const store = memoryStore({ maxBytes: 1e9 });
  const commit = (since: number, build: (journal: Journal) => Commit) =>
    takes() ? store.commit(since, build) : Promise.reject(new Error('disk full'));
  const telemetry = createTelemetry(notes, { clock, env: {}, ...options });
  const start = () =>
    telemetry.start({
      serviceVersion: '1.2.3',
      config: { kettle: { telemetry: true } },
      store: { ...store, commit },
      sinks: [sink],
      ephemeral: true,
      logger: { warn: (message) => void warnings.push(message) },
    });
  /** What was set aside, as it is shown. */
  const setAside = async () => {
    await telemetry.flush();
    const { entries } = await telemetry.records({ state: 'quarantined', order: 'oldest' });
    return entries.flatMap((entry) => (entry.kind === 'quarantined' ? [entry.quarantined] : []));
  };
  return {
    telemetry,
    clock,
    sink,
    warnings,
    start,
    setAside,
    record: telemetry.record as (name: unknown, given?: unknown) => void,
  };
};

const keys = (count: number): string[] => Array.from({ length: count }, (_, index) => `k${index}`);
const many = (count: number): object => Object.fromEntries(keys(count).map((key) => [key, 1]));

/** An object of so many keys that counts how often it is looked into. */
const watched = (count: number) => {
  const seen = { looks: 0 };
  const look = <T>(value: T): T => {
    seen.looks += 1;
    return value;
  };
  const names = keys(count);
  const object = new Proxy(
    {},
    {
      ownKeys: () => look(names),
      getOwnPropertyDescriptor: () => look({ configurable: true, enumerable: true, value: 1 }),
      get: () => look(1),
      has: () => look(true),
      getPrototypeOf: () => look(null),
    },
  );
  return { seen, object };
};

describe('what a host records', () => {
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  const trap = {
    text: 'a secret',
    get more(): never {
      throw new Error('a secret');
    },
  };

  it.each<[string, unknown, string, readonly string[]]>([
    ['has many properties', many(257), 'has more than 256 properties', []],
    ['has a long string', { text: text(65_537) }, 'has strings of more than 65536 characters', ['text']],
    [
      'has long strings together',
      { one: text(40_000), other: text(40_000), last: 1 },
      'has strings of more than 65536 characters',
      ['other'],
    ],
    ['has a long name', { [text(201)]: 1 }, 'has a property whose name is over 200 characters long', []],
    ['is an instance with many', Object.assign(Object.create({}), many(257)), 'has more than 256 properties', []],
    ['is a map of names', Object.assign(Object.create(null), many(257)), 'has more than 256 properties', []],
    ['was a string', new String(text(1000)), 'has more than 256 properties', []],
    ['has numbers for names', Object.fromEntries(keys(257).entries()), 'has more than 256 properties', []],
    [
      'has a name of the language',
      JSON.parse('{"__proto__":{"text":"a secret"}}'),
      '__proto__ is not in the plan',
      ['__proto__'],
    ],
    ['throws when it is read', trap, 'has a property that cannot be read', []],
    ['is a proxy that was revoked', revoked.proxy, 'has a property that cannot be read', []],
    ['is a string', text(1_000_000), 'properties must be an object', []],
    ['is a list', keys(1000), 'properties must be an object', []],
    ['is a typed array', new Uint8Array(1000), 'properties must be an object', []],
    ['is a buffer', Buffer.alloc(1000), 'properties must be an object', []],
    ['is a function', () => 1, 'properties must be an object', []],
  ])('is set aside with the reason and without a value where it %s', async (_what, given, reason, fields) => {
    const { record, start, setAside } = host();
    record('noted', given);
    await start();
    record('noted', given);
    record('noted', { text: 'sound' });
    const all = await setAside();
    expect(all).toHaveLength(2);
    for (const one of all) {
      expect(one).toMatchObject({ name: 'noted', reasons: [reason] });
      expect(one.fields.filter((field) => !field.startsWith('service'))).toEqual(fields);
    }
  });

  it.each([
    ['an object', { deep: 1 }],
    ['a list', [1]],
    ['a typed array', new Float64Array(1000)],
    ['a date', new Date(0)],
    ['a map', new Map([[1, 1]])],
    ['a bigint', 10n ** 1000n],
    ['a symbol', Symbol('a secret')],
    ['a function', () => 1],
  ])('fails its check where a value is %s', async (_what, value) => {
    const { record, start, setAside } = host();
    await start();
    record('noted', { text: value });
    expect(await setAside()).toMatchObject([{ name: 'noted', reasons: ['text must be string'] }]);
  });

  it('is looked into no further than its bounds', async () => {
    const wide = watched(100_000);
    const deep = watched(100_000);
    const { record, start, setAside } = host();
    await start();
    record('noted', wide.object);
    record('noted', { text: deep.object });
    expect(await setAside()).toHaveLength(2);
    expect(wide.seen.looks).toBeLessThan(4 * 257);
    expect(deep.seen.looks).toBe(0);
  });

  it('is asked for its names once, and not at all where its first 257 are places of an array', async () => {
    const gathered = (names: readonly string[], prototype: object) => {
      const seen = { times: 0 };
      const ownKeys = () => {
        seen.times += 1;
        return names;
      };
      return {
        seen,
        object: new Proxy(Object.assign(Object.create(prototype), Object.fromEntries(names.map((name) => [name, 1]))), {
          ownKeys,
        }),
      };
    };
    const instance = gathered(keys(300), { inherited: 1 });
    const list = gathered(Object.keys(keys(300)), Object.prototype);
    const { record, start, setAside } = host();
    await start();
    record('noted', instance.object);
    record('noted', list.object);
    expect((await setAside()).map(({ reasons }) => reasons)).toEqual(
      Array.from({ length: 2 }, () => ['has more than 256 properties']),
    );
    expect(instance.seen.times).toBe(1);
    expect(list.seen.times).toBe(0);
  });

  it('is set aside under the beginning of its name where that is long, counted or recorded', async () => {
    const { telemetry, record, start, setAside } = host();
    const count = telemetry.count as (name: unknown) => void;
    record(text(1_000_000), {});
    count(text(1_000_000));
    await start();
    record(text(1_000_000), {});
    count(text(1_000_000));
    const all = await setAside();
    expect(new Set(all.map(({ name }) => name))).toEqual(new Set([`${text(199)}…`]));
    expect(all).toHaveLength(4);
  });

  it('may be nothing at all, and 256 properties, and 64 KB', async () => {
    const { sink, record, start, setAside } = host();
    await start();
    for (const given of [undefined, null, {}, Object.create(many(300))]) record('noted', given);
    record('noted', many(256));
    record('noted', { text: text(65_536) });
    expect((await setAside()).map(({ reasons }) => reasons[0])).toEqual([
      'k0 is not in the plan',
      expect.stringMatching(/^is \d+ bytes, and may be 65536$/),
    ]);
    expect(sink.accepted).toHaveLength(4);
  });

  it('is copied as it is otherwise', () => {
    const flat = fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.constantFrom(null, undefined));
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ maxLength: 20 }), flat, { maxKeys: 20, noNullPrototype: false }),
        (given) => {
          expect(recordedOf('noted', given, 1)).toMatchObject({ name: 'noted', at: 1, refused: null });
          expect(Object.entries(recordedOf('noted', given, 1).properties)).toEqual(Object.entries(given));
        },
      ),
    );
  });
});

describe('what waits', () => {
  it.each<[string, number, TelemetryOptions]>([
    ['8 MB', 8 * 1024 * 1024, {}],
    ['as many bytes as it is told', 100_000, { maxWaitingBytes: 100_000 }],
  ])('for start holds events of %s, and the rest is counted', async (_what, bytes, options) => {
    const { telemetry, sink, record, start } = host(options);
    for (let count = 0; count < 1000; count += 1) record('noted', { text: text(10_000) });
    await start();
    await telemetry.flush();
    expect(sink.accepted.length * 10_000).toBeLessThanOrEqual(bytes);
    expect(sink.accepted.length * 10_000).toBeGreaterThan(bytes * 0.9 - 10_000);
    expect(sink.accepted.length + (await telemetry.status()).dropped).toBe(1000);
  });

  it('for a store that takes nothing holds as much, and more when that takes it', async () => {
    let takes = true;
    const { telemetry, sink, record, start } = host({ maxWaitingBytes: 1_000_000 }, () => takes);
    await start();
    await telemetry.flush();
    takes = false;
    for (let round = 0; round < 3; round += 1) {
      for (let count = 0; count < 100; count += 1) record('noted', { text: text(10_000) });
      await telemetry.flush();
    }
    takes = true;
    await telemetry.flush();
    const held = sink.accepted.length;
    expect(held * 10_000).toBeLessThanOrEqual(1_000_000);
    expect(held * 10_000).toBeGreaterThan(900_000);
    for (let count = 0; count < 50; count += 1) record('noted', { text: text(10_000) });
    await telemetry.flush();
    expect(sink.accepted).toHaveLength(held + 50);
    expect((await telemetry.status()).dropped).toBe(300 - held);
  });

  it.each<[string, (record: (name: unknown, given?: unknown) => void) => void]>([
    ['too long', (record) => record('noted', { text: text(65_537) })],
    ['of no plan', (record) => record('no such event', {})],
    ['too wide', (record) => record('noted', many(257))],
  ])(
    'for start gives the place of what is %s to what may be sent, and says once that something is lost',
    async (_what, refused) => {
      const { telemetry, sink, warnings, record, start } = host();
      for (let number = 0; number < 1100; number += 1) refused(record);
      for (let number = 0; number < 900; number += 1) record('noted', { text: `${number}` });
      await start();
      await telemetry.flush();
      expect(sink.accepted.map(({ properties }) => properties['text'])).toEqual(
        Array.from({ length: 900 }, (_, number) => `${number}`),
      );
      expect(await telemetry.status()).toMatchObject({ quarantined: 100, dropped: 1000 });
      expect(warnings.filter((warning) => warning.includes('lost'))).toEqual([
        'Telemetry: events are lost and counted: more were recorded than may wait in memory. ' +
          'Start telemetry earlier, or give createTelemetry a larger maxWaitingBytes.',
      ]);
    },
  );

  it('for a store that takes nothing is what may be sent first, and what is lost is said once', async () => {
    let takes = true;
    const { telemetry, sink, warnings, record, start } = host({ maxWaitingBytes: 100_000 }, () => takes);
    await start();
    await telemetry.flush();
    takes = false;
    for (let number = 0; number < 1000; number += 1) record('noted', { text: text(65_537) });
    for (let number = 0; number < 9; number += 1) record('noted', { text: text(10_000) });
    await telemetry.flush();
    takes = true;
    await telemetry.flush();
    expect(sink.accepted).toHaveLength(9);
    expect(warnings.filter((warning) => warning.includes('lost'))).toHaveLength(1);
  });

  it('is counted under the names of the plan, however many others are counted', async () => {
    const { telemetry, sink, start } = host();
    const count = telemetry.count as (name: string) => void;
    for (let number = 0; number < 1100; number += 1) count(`no such ${number}`);
    count('noted');
    await start();
    await telemetry.flush();
    expect(sink.accepted.map(({ name }) => name)).toEqual(['noted']);
  });

  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('may not be bounded by %d bytes', (maxWaitingBytes) => {
    expect(() => createTelemetry(notes, { maxWaitingBytes })).toThrow(
      new RangeError(`Failed to create telemetry: maxWaitingBytes is ${maxWaitingBytes}. Give a whole number from 1.`),
    );
  });

  it('takes no host with a small heap down', { timeout: 60_000 }, async () => {
    const child = fileURLToPath(new URL('small-heap-child.ts', import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, ['--max-old-space-size=64', child]);
    const { recorded, accounted } = JSON.parse(stdout) as { recorded: number; accounted: number };
    expect(recorded).toBe(3600);
    expect(accounted).toBe(recorded);
  });
});
