import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { createTelemetry, definePlan, memoryStore, yamlFile, type LookOptions } from '../../src/index.ts';
import { manualClock, manualMachine, memorySink, seededRandom } from '../../src/testing/index.ts';
import { temporaryDirectory } from '../store/temporary-directory.ts';

/** What stands at the key, or at a section above it; `plain` where it can be read. */
interface Standing {
  readonly kind: 'section' | 'value' | 'nothing' | 'strange';
  readonly says: 'on' | 'off' | null;
}

type Default = 'on' | 'off';
const key = ['app', 'kettle', 'telemetry'] as const;
const anyDefault = fc.constantFrom<Default>('on', 'off');

/** Whether telemetry is on by this config, and nothing else, and what an operator is told. */
async function consentOf(preset: Default, config: unknown) {
  const plan = definePlan({
    service: 'kettle',
    version: 1,
    maintainer: { name: 'Kettle makers', contact: 'privacy@example.org' },
    why: 'To know which kettles are in use.',
    never: ['what is boiled'],
    consent: { default: preset, config: key.join('.') },
    report: { name: 'kettle report', everyHours: 12 },
  });
  const surroundings = { clock: manualClock(), env: {}, random: seededRandom(1), machine: manualMachine() };
  const options = { config: config as LookOptions['config'], store: memoryStore(), sinks: [memorySink()] };
  const { consent, problems } = await createTelemetry(plan, surroundings).status(options as LookOptions);
  return { on: consent.on, problems };
}

const isOn = ({ kind, says }: Standing, preset: Default): boolean =>
  kind === 'nothing' ? preset === 'on' : kind !== 'strange' && says === 'on';

const section: Standing = { kind: 'section', says: null };
const strange: Standing = { kind: 'strange', says: null };
const nothing: Standing = { kind: 'nothing', says: null };
const value = (says: 'on' | 'off'): Standing => ({ kind: 'value', says });

/** Leaves by what stands there. */
const onWords = fc.constantFrom<unknown>(true, 1, 'true', 'on', 'YES', ' 1 ');
const offWords = fc.constantFrom<unknown>(false, 0, -0, 'false', 'off', 'No', '0');
const others = fc.oneof(
  fc.constantFrom<unknown>(
    Number.NaN,
    2,
    1n,
    0n,
    'perhaps',
    Symbol('on'),
    Object(true),
    Object('on'),
    new Date(1),
    [],
    [true],
  ),
  fc.constantFrom<unknown>(
    {},
    { on: true },
    new Map(),
    new Set([true]),
    () => true,
    Promise.resolve(true),
    new Proxy({}, {}),
  ),
  fc.string({ minLength: 2 }).filter((text) => !/^\s*(?:|true|1|on|yes)\s*$/i.test(text)),
);
const leaf = fc.oneof(
  onWords.map((held) => ({ held, at: value('on') })),
  offWords.map((held) => ({ held, at: value('off') })),
  fc.constantFrom<unknown>(undefined, null, '', ' ').map((held) => ({ held, at: nothing })),
  others.map((held) => ({ held, at: strange })),
);

type Put = (name: string, held: unknown) => unknown;
class Holder {
  [name: string]: unknown;
}
const defined = (object: object, name: string, how: PropertyDescriptor): object =>
  Object.defineProperty(object, name, how);

/** Ways to hold something under a name that can be seen through. */
const seen: readonly Put[] = [
  (name, held) => ({ [name]: held }),
  (name, held) => ({ port: 80, hooks: { onBoiled: () => {} }, [name]: held, [name.toUpperCase()]: true }),
  (name, held) => Object.freeze(Object.assign(Object.create(null), { [name]: held })),
  (name, held) => Object.assign(runInNewContext('({})'), { [name]: held }),
  (name, held) => defined({}, name, { enumerable: true, get: () => held }),
  (name, held) => defined({ port: 80 }, name, { value: held }),
];

/** Ways that cannot: whatever they hold, nobody knows it. */
const unseen: readonly Put[] = [
  (name, held) => new Map([[name, held]]),
  (name, held) => new Set([name, held]),
  (name, held) => Object.create({ [name]: held }),
  (name, held) => Object.create(Object.assign(Object.create(null), { [name]: held })),
  (name, held) => Object.assign(new Holder(), { [name]: held }),
  (name, held) => Object.create(Object.create(Holder.prototype, { [name]: { get: () => held } })),
  (name, held) => new Proxy({ [name]: held }, {}),
  (name, held) => new Proxy({}, { get: (_, asked) => (asked === name ? held : undefined) }),
  (name, held) => [{ [name]: held }],
  (name, held) => Object.assign([], { [name]: held }),
  (name, held) => Object.assign(() => held, { [name]: held }),
  (_, held) => ({ get: () => held }),
  (name, held) => ({ all: () => ({ [name]: held }), read: () => held }),
  (name, held) => ({ __esModule: true, default: { [name]: held } }),
  (name) => new Date(name.length),
  (name, held) => `${name}=${typeof held}`,
  (name, held) => defined({}, name, { get: () => JSON.parse('{'), set: () => held }),
  (name, held) => defined({}, name, { set: () => held }),
  () => 42,
  () => true,
  () => Symbol('section'),
  () => Object(false),
];

const anyPut = fc.oneof(
  { arbitrary: fc.constantFrom(...seen).map((put) => ({ put, at: section })), weight: 4 },
  { arbitrary: fc.constantFrom(...unseen).map((put) => ({ put, at: strange })), weight: 1 },
  {
    arbitrary: fc
      .constantFrom<Put>(
        () => ({}),
        () => ({ port: 80 }),
        () => null,
        () => undefined,
      )
      .map((put) => ({ put, at: nothing })),
    weight: 1,
  },
);

/** A config that was given is there, and a function is asked for one. */
const anyRoot = anyPut.filter(({ put }) => !['function', 'undefined'].includes(typeof (put('app', true) ?? undefined)));

/** What stands first on the way down decides: nothing below a map is known, and nothing below nothing is there. */
const tree = fc.tuple(anyRoot, anyPut, anyPut, leaf).map(([root, app, kettle, { held, at }]) => {
  const config = root.put(key[0], app.put(key[1], kettle.put(key[2], held)));
  return { config, at: [root, app, kettle].find((put) => put.at !== section)?.at ?? at };
});

const givings: readonly ((config: unknown) => unknown)[] = [
  (config) => config,
  (config) => Promise.resolve(config),
  (config) => () => config,
  (config) => async () => config,
];

describe('telemetry is on only where a plain value of the config says on, or nothing stands there and that is the default:', () => {
  it('of whatever JavaScript puts at the key or above it', async () => {
    await fc.assert(
      fc.asyncProperty(tree, anyDefault, fc.constantFrom(...givings), async ({ config, at }, preset, give) => {
        const { on, problems } = await consentOf(preset, give(config));
        return on === isOn(at, preset) && (at !== strange || problems.length > 0);
      }),
      { numRuns: 300 },
    );
  });

  it('of whatever JavaScript can hold', async () => {
    const anything = fc.anything({
      withBoxedValues: true,
      withMap: true,
      withSet: true,
      withDate: true,
      withNullPrototype: true,
      withBigInt: true,
      withSparseArray: true,
      withTypedArray: true,
    });
    const below = (held: unknown, names: readonly string[]): unknown =>
      names.reduceRight<unknown>((inner, name) => ({ [name]: inner }), held);
    await fc.assert(
      fc.asyncProperty(anything, fc.nat(3), async (held, depth) => {
        const { on } = await consentOf('off', below(held, key.slice(0, depth)));
        const isWord = depth === 3 && ['string', 'number', 'boolean'].includes(typeof held);
        return on === (isWord && /^(?:true|1|on|yes)$/i.test(String(held).trim()));
      }),
      { numRuns: 300 },
    );
  });
});

/** Texts of a value in YAML and in JSON, and what stands there. */
interface Written {
  readonly yaml: string;
  readonly json: string | null;
  readonly at: Standing;
}
const both = (text: string, at: Standing): Written => ({ yaml: text, json: text, at });
const yamlOnly = (text: string, at: Standing): Written => ({ yaml: text, json: null, at });

const writtenLeaf = fc.constantFrom<Written>(
  both('true', value('on')),
  both('"on"', value('on')),
  both('1', value('on')),
  both('false', value('off')),
  both('"off"', value('off')),
  both('0', value('off')),
  both('null', nothing),
  both('""', nothing),
  both('"perhaps"', strange),
  both('"true // on"', strange),
  both('[true]', strange),
  both('{"on": true}', strange),
  yamlOnly('yes', value('on')),
  yamlOnly('~', nothing),
  yamlOnly('!!bool true', value('on')),
  yamlOnly('!!str false', value('off')),
  yamlOnly('!env true', strange),
  yamlOnly('!env', strange),
  yamlOnly('!!set {true}', strange),
  yamlOnly('*word', value('off')),
);

/** Sections in the flow style, which JSON shares: a name, and what it holds. */
const writtenSection = fc.constantFrom<{
  readonly put: (name: string, held: string) => string;
  readonly inJson: boolean;
  readonly at: Standing;
}>(
  { put: (name, held) => `{"${name}": ${held}}`, inJson: true, at: section },
  {
    put: (name, held) => `{"port": 80, "url": "http://a.example/", "${name}": ${held}, "//": "x"}`,
    inJson: true,
    at: section,
  },
  { put: (name, held) => `[{"${name}": ${held}}]`, inJson: true, at: strange },
  { put: (name) => `"${name}=true"`, inJson: true, at: strange },
  { put: () => '{}', inJson: true, at: nothing },
  { put: () => 'null', inJson: true, at: nothing },
  { put: () => 'true', inJson: true, at: strange },
  { put: (name, held) => `{${name}: ${held} }`, inJson: false, at: section },
  { put: (name, held) => `{<<: {"${name}": ${held} } }`, inJson: false, at: section },
  { put: (name, held) => `!include {"${name}": ${held} }`, inJson: false, at: strange },
  { put: () => '!include kettle.yaml', inJson: false, at: strange },
);

/** What may stand between two tokens of JSON with comments. */
const gap = fc.constantFrom(
  '',
  ' ',
  '\n',
  '\t',
  ' // "telemetry": true\n',
  '/* } , "telemetry": false */',
  ' // {\r\n',
);

const file = fc
  .tuple(
    writtenSection,
    writtenSection,
    writtenLeaf,
    fc.boolean(),
    fc.array(gap, { minLength: 40, maxLength: 40 }),
    fc.boolean(),
  )
  .map(([app, kettle, { yaml, json, at }, wantsJson, gaps, trailing]) => {
    const first = [app, kettle].find((put) => put.at !== section)?.at ?? at;
    const isJson = wantsJson && json !== null && app.inJson && kettle.inJson;
    const held = app.put(key[1], kettle.put(key[2], isJson ? json : yaml));
    if (!isJson) return { text: `word: &word "off"\n${key[0]}: ${held}\n`, at: first };
    const tokens = `{"${key[0]}": ${held}${trailing ? ',' : ''}}`.match(/"[^"]*"|[{}[\],:]|[^\s"{}[\],:]+/g) ?? [];
    return { text: tokens.map((token, index) => `${gaps[index] ?? ''}${token}`).join(''), at: first };
  });

describe('telemetry is on only where a config file says on, or says nothing and that is the default:', () => {
  it('in YAML, and in JSON with comments', async () => {
    const path = join(await temporaryDirectory(), 'app.yaml');
    await fc.assert(
      fc.asyncProperty(file, anyDefault, async ({ text, at }, preset) => {
        await writeFile(path, text);
        const { on, problems } = await consentOf(preset, yamlFile(path));
        return on === isOn(at, preset) && (at !== strange || problems.length > 0);
      }),
      { numRuns: 300 },
    );
  });

  it('and never where no word in it says on, however it is cut off or misspelt', async () => {
    const path = join(await temporaryDirectory(), 'app.yaml');
    const slip = fc.constantFrom('', '{', '}', '"', ':', ',', '/', '*', '#', '!', '\n', ' ', '-', '&', '|', '%');
    const saysNotOn = file.filter(({ text }) => !/true|on\b|yes|1/i.test(text));
    await fc.assert(
      fc.asyncProperty(saysNotOn, fc.nat(), slip, fc.boolean(), async ({ text }, index, wrong, isCut) => {
        const where = index % (text.length + 1);
        await writeFile(path, `${text.slice(0, where)}${wrong}${isCut ? '' : text.slice(where + 1)}`);
        return !(await consentOf('off', yamlFile(path))).on;
      }),
      { numRuns: 200 },
    );
  });
});
