import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { describe, expect, it, onTestFinished } from 'vitest';
import { definePlan, flag, yamlFile, type StartOptions } from '../../src/index.ts';
import { temporaryDirectory } from '../store/temporary-directory.ts';
import { config, kettle, plan } from './host.ts';

/** As a host without types would. */
const untyped = (given: unknown): NonNullable<StartOptions['config']> => given as object;
const off = { kettle: { telemetry: false, systemInfo: true, whistle: true } };
/** As Node has it: a test runner's own `import()` gives a proxy. */
async function moduleOf(text: string): Promise<unknown> {
  const path = join(await temporaryDirectory(), 'config.mjs');
  await writeFile(path, text);
  return createRequire(path)(path);
}

class Settings {
  get kettle() {
    return { telemetry: false };
  }
}
class Service {
  get(key: string): unknown {
    return key === 'kettle.telemetry' ? false : undefined;
  }
}
const answering: ProxyHandler<object> = { get: (_, name) => (name === 'kettle' ? { telemetry: false } : undefined) };

const hostile = new Proxy<ProxyHandler<object>>({}, { get: () => () => JSON.parse('{') });

/** What was sent, said and decided in a process with this config. */
async function outcomeOf(given: unknown) {
  const { telemetry, sink, lines, start } = kettle({ config: untyped(given) });
  await start();
  telemetry.record('boiled', { litres: 1 });
  await telemetry.flush();
  const { consent, problems, state } = await telemetry.status();
  await telemetry.close();
  return {
    sent: sink.accepted.length,
    said: lines.filter((line) => /^(?:warn|error) /.test(line)),
    on: consent.on,
    state,
    problems,
  };
}

describe('a config that cannot be read', () => {
  it.each<[string, string, () => unknown]>([
    ['the config', 'an instance of Map', () => new Map([['kettle', off.kettle]])],
    ['the config', 'an instance of Settings', () => new Settings()],
    ['the config', 'an instance of Service', () => new Service()],
    ['the config', 'a proxy', () => new Proxy({}, answering)],
    ['the config', 'an object that inherits from another', () => Object.create(off)],
    ['the config', 'an object that inherits from another', () => Object.create(new Proxy(off, {}))],
    ['the config', 'an instance of Date', () => new Date(0)],
    ['the config', 'a list', () => [off]],
    ['the config', 'a module with a default export', () => moduleOf('export default { kettle: { telemetry: false } }')],
    ['the config', 'a module with a default export', () => ({ __esModule: true, default: off })],
    ['the config', 'a module with a default export', () => ({ default: off })],
    ['the config', 'an object with a function named get', () => ({ file: 'a.yaml', get: () => false })],
    ['the config', 'an object of functions', () => ({ read: () => off, all: () => off })],
    ['the config', 'a text', () => './config.yaml'],
    ['the config', 'a text', () => ''],
    ['the config', 'a text', () => '{"kettle":{"telemetry":true}}'],
    ['the config', 'a number', () => 1],
    ['the config', 'a number', () => Number.NaN],
    ['the config', 'a number', () => 0n],
    ['the config', 'a boolean', () => true],
    ['the config', 'a boolean', () => false],
    ['the config', 'a symbol', () => Symbol('on')],
    ['the config', 'a list', () => []],
    ['the config', 'an instance of Buffer', () => Buffer.from('kettle: { telemetry: true }')],
    ['the config', 'an instance of URL', () => new URL('file:///config.yaml')],
    ['the config', 'an instance of Error', () => new Error('no config')],
    ['the config', 'an instance of RegExp', () => /kettle/],
    ['the config', 'an instance of String', () => Object('./config.yaml')],
    ['kettle', 'an instance of Map', () => ({ kettle: new Map([['telemetry', false]]) })],
    ['kettle', 'an instance of Set', () => ({ kettle: new Set(['telemetry']) })],
    ['kettle', 'an instance of Service', () => ({ kettle: new Service() })],
    ['kettle', 'an object that inherits from another', () => ({ kettle: Object.create({ telemetry: false }) })],
    ['kettle', 'a promise', () => ({ kettle: Promise.resolve({ telemetry: false }) })],
    ['kettle', 'a proxy', () => ({ kettle: new Proxy({}, { get: () => false }) })],
    ['kettle', 'a function', () => ({ kettle: () => ({ telemetry: false }) })],
    ['kettle', 'a list', () => ({ kettle: [{ telemetry: false }] })],
    ['kettle', 'a text', () => ({ kettle: 'telemetry=false' })],
    ['kettle', 'a boolean', () => ({ kettle: false })],
    ['kettle', 'a symbol', () => ({ kettle: Symbol('off') })],
    ['kettle', 'a config source', () => ({ kettle: yamlFile('kettle.yaml') })],
    ['kettle', 'an instance of Boolean', () => ({ kettle: Object(false) })],
    ['kettle.telemetry', 'an instance of Boolean', () => ({ kettle: { telemetry: Object(true) } })],
    ['kettle.telemetry', 'a promise', () => ({ kettle: { telemetry: Promise.resolve(true) } })],
    ['kettle.telemetry', 'a function', () => ({ kettle: { telemetry: () => true } })],
    ['kettle.telemetry', 'a list', () => ({ kettle: { telemetry: [true] } })],
    ['kettle.telemetry', 'a section', () => ({ kettle: { telemetry: { enable: true } } })],
    ['kettle.telemetry', 'a proxy', () => ({ kettle: { telemetry: new Proxy({}, {}) } })],
  ])('says off where %s is %s, in status and in one line of the log', async (place, kind, make) => {
    const given = await make();
    const directly = await outcomeOf(given);
    expect(directly).toMatchObject({ sent: 0, on: false, state: 'off', problems: [expect.any(String)] });
    expect(directly.said).toEqual([`warn Telemetry: ${directly.problems[0]}`]);
    const words = directly.problems[0]?.replace('it holds', 'the config holds') ?? '';
    expect(words).toContain(`${place} holds ${kind}`);
    expect(words).toContain('kettle.telemetry');
    expect(words).toMatch(/plain object|Set it to true/);
    for (const giving of [() => given, async () => given, Promise.resolve(given)]) {
      expect(await outcomeOf(giving)).toMatchObject({ sent: 0, on: false, state: 'off', said: [expect.any(String)] });
    }
  });

  it.each<[string, () => unknown]>([
    ['a proxy that throws whatever is asked', () => new Proxy({}, hostile)],
    ['a section that throws whatever is asked', () => ({ kettle: new Proxy({}, hostile) })],
    ['a promise that rejects', () => Promise.reject(new Error('ENOENT'))],
    ['a function that throws', () => untyped(() => JSON.parse('{'))],
    [
      'a getter that throws',
      () => ({ kettle: Object.defineProperty({}, 'telemetry', { get: () => JSON.parse('{') }) }),
    ],
    ['a key that can only be written', () => ({ kettle: Object.defineProperty({}, 'telemetry', { set: () => {} }) })],
    ['a key that stands there twice, with two values', () => ({ ...config, 'kettle.telemetry': false })],
    ['a dotted key beside what is no section', () => ({ kettle: 5, 'kettle.telemetry': true })],
    ['nothing', () => null],
    ['a class', () => Settings],
  ])('says off where it is %s', async (_, make) => {
    const given = make();
    expect(await outcomeOf(given)).toMatchObject({ sent: 0, on: false, said: [expect.any(String)] });
  });

  it('says off of a system switch that cannot be seen, and does not stop the host for it', async () => {
    for (const consent of [plan.consent, { default: 'on' as const }]) {
      const seen = definePlan({
        ...plan,
        consent,
        system: { ...plan.system, why: 'Why.', fields: ['platform'], config: 'machine.info' },
      });
      for (const machine of [new Map([['info', false]]), Object.create({ info: false }), 'info: false']) {
        const { telemetry, start, sink } = kettle({ plan: seen, config: { kettle: { telemetry: true }, machine } });
        await start();
        await telemetry.flush();
        expect(sink.batches).toEqual([]);
        expect((await telemetry.status()).problems).toEqual([expect.stringMatching(/^machine holds .*machine\.info/)]);
      }
    }
  });

  it('leaves what the plan does not read alone, and tells features as unknown that it does', async () => {
    const { consent: _, system: __, ...rest } = plan;
    const featuresOnly = definePlan({ ...rest, consent: { default: 'on' } });
    for (const given of [new Map(), async () => JSON.parse('{'), new Proxy({}, answering), { kettle: [] }]) {
      const { telemetry, start, sink } = kettle({ plan: featuresOnly, config: given });
      await start();
      await telemetry.flush();
      expect(sink.accepted[0]?.properties).toMatchObject({ feature_whistle: null });
      await telemetry.close();
    }
  });

  it('gives no feature from a place that consent would not trust', async () => {
    const two = definePlan({
      ...plan,
      consent: { default: 'on', config: 'telemetry' },
      features: { whistle: flag('kettle.whistle', { why: 'Why.' }), lamp: flag('lamp', { why: 'Why.' }) },
    });
    for (const section of [
      new Map([['whistle', true]]),
      Object.create({ whistle: true }),
      new Proxy({ whistle: true }, {}),
    ]) {
      const { telemetry, start, sink } = kettle({
        plan: two,
        config: { telemetry: true, lamp: true, kettle: section },
      });
      await start();
      await telemetry.flush();
      expect((await telemetry.status()).state).toBe('off');
      expect((await telemetry.preview()).events[0]?.properties).toMatchObject({
        feature_whistle: null,
        feature_lamp: true,
      });
      expect(sink.batches).toEqual([]);
    }
  });
});

describe('a promise of a config that rejects', () => {
  it('ends no host, not even where telemetry is off and nobody awaits it', async () => {
    const unhandled: unknown[] = [];
    const hear = (reason: unknown): void => void unhandled.push(reason);
    process.on('unhandledRejection', hear);
    onTestFinished(() => void process.off('unhandledRejection', hear));
    const { telemetry, start } = kettle({ env: { DO_NOT_TRACK: '1' }, config: Promise.reject(new Error('ENOENT')) });
    await start();
    await new Promise((resolve) => void setImmediate(resolve));
    expect(unhandled).toEqual([]);
    expect((await telemetry.status()).state).toBe('off');
  });
});

describe('a config that can be read', () => {
  it.each<[string, () => unknown]>([
    ['a plain object', () => config],
    ['a frozen one', () => Object.freeze({ kettle: Object.freeze({ ...config.kettle }) })],
    ['one without a prototype', () => Object.assign(Object.create(null), config)],
    ['one of another realm, as in a test runner', () => runInNewContext(`(${JSON.stringify(config)})`)],
    [
      'one with getters',
      () => ({
        get kettle() {
          return {
            get telemetry() {
              return 'yes';
            },
          };
        },
      }),
    ],
    ['one with its keys dotted', () => ({ 'kettle.telemetry': true })],
    ['one with functions beside', () => ({ ...config, onBoiled: () => {} })],
    ['a promise of one', () => Promise.resolve(config)],
    ['a function that gives a promise of one', () => async () => config],
    [
      'a function that gives a source',
      () => () => ({ kind: 'config source', place: 'x', read: async () => ({ config, problem: null }) }),
    ],
  ])('says on where it is %s', async (_, make) => {
    const outcome = await outcomeOf(make());
    expect(outcome).toMatchObject({ on: true, state: 'on', said: [], problems: [] });
    expect(outcome.sent).toBe(2);
  });

  it('says on where it is a module without a default export', async () => {
    const given = await moduleOf('export const kettle = { telemetry: true, systemInfo: true, whistle: true };');
    expect(await outcomeOf(given)).toMatchObject({ on: true, said: [], problems: [] });
  });

  it.each<[string, object]>([
    ['Kettle.Telemetry', { Kettle: { Telemetry: false } }],
    ['kettle.Telemetry', { kettle: { port: 80, Telemetry: false } }],
    ['KETTLE.telemetry', { KETTLE: { telemetry: false } }],
    ['kettle.TELEMETRY', { 'kettle.TELEMETRY': false }],
    ['"kettle.telemetry "', { kettle: { 'telemetry ': false } }],
    ['"kettle.\\u{200b}telemetry"', { kettle: { '\u200Btelemetry': false } }],
    ['Kettle.Telemetry', { ...config, Kettle: { Telemetry: false } }],
    ['kettle.Telemetry', { kettle: { ...config.kettle, Telemetry: false } }],
  ])(
    'has a warning for %s, which differs from the key in nothing but case or what nobody sees',
    async (name, given) => {
      const { said, problems, on } = await outcomeOf(given);
      expect(on).toBe(true);
      expect(problems).toEqual([`the config has ${name}, which is not read: the key is kettle.telemetry. Rename it.`]);
      expect(said).toEqual([`warn Telemetry: ${problems[0]}`]);
    },
  );

  it('has none where nothing stands at the other, or another key is near', async () => {
    for (const given of [{ Kettle: { Telemetry: null } }, { kettle: {} }, { ...config, 'kettle.telemetries': false }]) {
      expect(await outcomeOf(given)).toMatchObject({ on: true, said: [], problems: [] });
    }
  });
});
