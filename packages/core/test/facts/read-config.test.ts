import { describe, expect, it } from 'vitest';
import { configSource, type GivenConfig } from '../../src/facts/read-config.ts';
import { manualClock } from '../../src/testing/manual-clock.ts';

const reading = (given: GivenConfig) => configSource(given, manualClock()).read();

/** As a host without types would. */
const untyped = (given: unknown): GivenConfig => given as GivenConfig;

describe('the config of a host', () => {
  it('may be nothing', async () => {
    expect(await reading(undefined)).toEqual({ config: null, problem: null });
  });

  it('may be an object, read as it is at the time', async () => {
    const config = { Butler: { on: true } };
    const source = configSource(config, manualClock());
    expect(await source.read()).toEqual({ config: { Butler: { on: true } }, problem: null });
    config.Butler.on = false;
    expect((await source.read()).config).toEqual({ Butler: { on: false } });
  });

  it('may be a function, asked at each reading', async () => {
    let count = 0;
    const source = configSource(() => ({ count: (count += 1) }), manualClock());
    expect(await source.read()).toEqual({ config: { count: 1 }, problem: null });
    expect(await source.read()).toEqual({ config: { count: 2 }, problem: null });
  });

  it('may be a function that gives a promise', async () => {
    expect(await reading(async () => ({ a: 1 }))).toEqual({ config: { a: 1 }, problem: null });
  });

  it('may be a source, asked at each reading', async () => {
    const answers = [
      { config: { a: 1 }, problem: null },
      { config: { a: 1 }, problem: 'half-written' },
    ];
    const given = {
      kind: 'config source',
      place: '/etc/butler.yaml',
      read: async () => answers.shift() ?? never(),
    } as const;
    const source = configSource(given, manualClock());
    expect(source.place).toBe('/etc/butler.yaml');
    expect(await source.read()).toEqual({ config: { a: 1 }, problem: null });
    expect(await source.read()).toEqual({ config: { a: 1 }, problem: 'half-written' });
  });

  it.each([
    ['a list', []],
    ['a number', 42],
  ])('is a problem when it is %s', async (kind, given) => {
    const { config, problem } = await reading(untyped(given));
    expect(config).toBeNull();
    expect(problem).toMatch(`it holds ${kind} where a config is expected. Give a plain object of keys and values.`);
  });

  it('is a problem when it is a text, which may be meant for the path of a file', async () => {
    const { config, problem } = await reading(untyped('a: 1'));
    expect(config).toBeNull();
    expect(problem).toMatch(
      'it holds a text where a config is expected. Give a plain object of keys and values, or yamlFile(path) for the path of a file.',
    );
  });

  it.each([
    ['a list', () => []],
    ['nothing', () => undefined],
    ['a text', async () => 'a: 1'],
  ])('is a problem when it is a function that gives %s', async (kind, given) => {
    const { config, problem } = await reading(untyped(given));
    expect(config).toBeNull();
    expect(problem).toMatch(
      `it holds ${kind} where a config is expected. Let it give a plain object of keys and values.`,
    );
  });
});

describe('a function of a host that gives its config', () => {
  const breaking = (broken: () => unknown) => {
    let good = true;
    const clock = manualClock();
    const source = configSource(
      untyped(() => (good ? { a: 1 } : broken())),
      clock,
    );
    return { clock, source, breakIt: () => (good = false), mend: () => (good = true) };
  };

  it.each([
    [
      'throws',
      () => {
        throw new Error('no file');
      },
      /no file/,
    ],
    [
      'throws what is no error',
      () => {
        throw Object.create(null);
      },
      /has no text/,
    ],
    ['rejects', () => Promise.reject(new Error('no\u001b[31m file')), /no\\u\{1b\}\[31m file/],
    ['gives nothing', () => undefined, /it holds nothing/],
    ['never had its answer', () => Promise.reject(new Error('ECONNRESET')), /ECONNRESET/],
  ])('keeps the last good one when it %s, and says so', async (_, broken, why) => {
    const { source, breakIt, mend } = breaking(broken);
    await source.read();
    breakIt();
    for (let time = 0; time < 2; time += 1) {
      const { config, problem } = await source.read();
      expect(config).toEqual({ a: 1 });
      expect(problem).toMatch(why);
    }
    mend();
    expect(await source.read()).toEqual({ config: { a: 1 }, problem: null });
  });

  it.each<[string, () => unknown]>([
    ['a list', () => []],
    ['a text', async () => 'a: 1'],
    ['an instance of Map', () => new Map([['a', 1]])],
    ['a proxy', () => new Proxy({}, {})],
  ])('does not keep the last good one when it gives %s: what that says is not known', async (kind, broken) => {
    const { source, breakIt } = breaking(broken);
    await source.read();
    breakIt();
    expect(await source.read()).toEqual({
      config: null,
      problem:
        `Failed to read the config from the function that the application gave: it holds ${kind} where a config is expected. ` +
        'Let it give a plain object of keys and values.',
      isOther: true,
    });
  });

  it('may give a source', async () => {
    const inner = { kind: 'config source', place: 'consul', read: async () => ({ config: { a: 1 }, problem: null }) };
    expect(await reading(() => inner)).toEqual({ config: { a: 1 }, problem: null });
    expect(await reading(async () => inner)).toEqual({ config: { a: 1 }, problem: null });
  });

  it('is given up after two seconds, and leaves no timer', async () => {
    const { clock, source, breakIt } = breaking(() => new Promise(() => {}));
    await source.read();
    expect(clock.timers).toEqual([]);
    breakIt();
    const hanging = source.read();
    await clock.advance(1999);
    expect(clock.timers).toEqual([1]);
    await clock.advance(1);
    expect(await hanging).toEqual({
      config: { a: 1 },
      problem: expect.stringContaining('it did not answer within 2 seconds'),
    });
    expect(clock.timers).toEqual([]);
  });

  it('may reject after it was given up', async () => {
    let reject = (_: Error): void => {};
    const clock = manualClock();
    const source = configSource(() => new Promise<object>((_, refuse) => (reject = refuse)), clock);
    const hanging = source.read();
    await clock.advance(2000);
    expect((await hanging).config).toBeNull();
    reject(new Error('late'));
    await clock.advance(0);
  });
});

describe('a promise of a host', () => {
  it('is awaited, and its object is read as it is at the time', async () => {
    const config = { a: 1 };
    const source = configSource(Promise.resolve(config), manualClock());
    expect(await source.read()).toEqual({ config: { a: 1 }, problem: null });
    config.a = 2;
    expect(await source.lookAgain()).toEqual({ config: { a: 2 }, problem: null });
  });

  it('is given up after two seconds, and heard when it comes', async () => {
    let resolve = (_: object): void => {};
    const clock = manualClock();
    const source = configSource(new Promise<object>((settle) => (resolve = settle)), clock);
    const hanging = source.read();
    await clock.advance(2000);
    expect(await hanging).toEqual({
      config: null,
      problem: expect.stringContaining('did not answer within 2 seconds'),
    });
    resolve({ a: 1 });
    expect(await source.read()).toEqual({ config: { a: 1 }, problem: null });
    expect(clock.timers).toEqual([]);
  });

  it.each<[string, unknown]>([
    ['an instance of Map', new Map()],
    ['a text', 'a: 1'],
    ['a function', () => ({ a: 1 })],
  ])('is a problem when it gives %s', async (kind, value) => {
    expect(await reading(Promise.resolve(value))).toEqual({
      config: null,
      problem: expect.stringContaining(`it holds ${kind} where a config is expected`),
      isOther: true,
    });
  });

  it('is a problem when it rejects', async () => {
    expect(await reading(Promise.reject(new Error('no file')))).toEqual({
      config: null,
      problem: expect.stringContaining('no file'),
    });
  });
});

describe('a second look at the config of a host', () => {
  it('asks a function at most once a minute, whenever it was last asked', async () => {
    const clock = manualClock();
    let count = 0;
    const source = configSource(() => ({ count: (count += 1) }), clock);
    const look = async () => (await source.lookAgain()).config;
    expect(await look()).toEqual({ count: 1 });
    expect(await look()).toEqual({ count: 1 });
    await clock.advance(59_999);
    expect(await look()).toEqual({ count: 1 });
    await clock.advance(1);
    expect(await Promise.all([look(), look()])).toEqual([{ count: 2 }, { count: 2 }]);
    await source.read();
    await clock.advance(59_999);
    expect(await look()).toEqual({ count: 3 });
    clock.set(0);
    expect(await look()).toEqual({ count: 4 });
  });

  it('asks a source in its own way where it has one, else as a function', async () => {
    const clock = manualClock();
    const asked: string[] = [];
    const answer = async (how: string) => {
      asked.push(how);
      return { config: { how }, problem: null };
    };
    const place = { kind: 'config source', place: 'consul', read: () => answer('read') } as const;
    const costly = configSource(place, clock);
    for (let time = 0; time < 3; time += 1) await costly.lookAgain();
    expect(asked).toEqual(['read']);
    const cheap = configSource({ ...place, lookAgain: () => answer('look') }, clock);
    for (let time = 0; time < 2; time += 1) await cheap.lookAgain();
    expect(asked).toEqual(['read', 'look', 'look']);
  });

  it('says when a change is seen', () => {
    const source = { kind: 'config source', place: 'x', read: async () => ({ config: null, problem: null }) } as const;
    const noticed = [undefined, {}, Promise.resolve({}), () => ({}), source, { ...source, lookAgain: source.read }].map(
      (given) => configSource(given, manualClock()).noticed,
    );
    expect(noticed).toEqual([null, 'start', 'start', 'minute', 'minute', 'delivery']);
  });
});

describe('a source of a host that breaks its promise', () => {
  it.each<[string, () => Promise<unknown>]>([
    ['a config in place of a reading', async () => ({ a: 1 })],
    ['nothing', async () => undefined],
  ])('is a problem when it gives %s', async (_, read) => {
    expect(await reading(untyped({ kind: 'config source', place: 'consul', read }))).toEqual({
      config: null,
      problem: expect.stringMatching(/^Failed to read consul: it gives no reading/),
    });
  });

  it('keeps the last good config when it rejects', async () => {
    let good = true;
    const read = async () => (good ? { config: { a: 1 }, problem: null } : never());
    const source = configSource({ kind: 'config source', place: 'consul', read }, manualClock());
    await source.read();
    good = false;
    expect(await source.read()).toEqual({
      config: { a: 1 },
      problem: expect.stringMatching(/^Failed to read consul: .*unreachable/),
    });
  });

  it('keeps the last good config, not one with a problem', async () => {
    const answers = [
      { config: { a: 1 }, problem: null },
      { config: { a: 2 }, problem: 'half-written' },
    ];
    const read = async () => answers.shift() ?? never();
    const source = configSource({ kind: 'config source', place: 'consul', read }, manualClock());
    await source.read();
    await source.read();
    expect((await source.read()).config).toEqual({ a: 1 });
  });
});

function never(): never {
  throw new Error('unreachable');
}
