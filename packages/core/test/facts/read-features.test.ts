import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readFeatures, valueAt, type FeaturesRead } from '../../src/facts/read-features.ts';
import { definePlan } from '../../src/plan/define-plan.ts';
import { describeFeatures } from '../../src/plan/describe.ts';
import { anyOf, flag, group, lengthOf, notEmpty, number, oneOf, type FeatureTree } from '../../src/plan/features.ts';
import { soundPlan } from '../plan/sound-plan.ts';

const read = (features: FeatureTree, config: unknown): FeaturesRead =>
  readFeatures(describeFeatures(definePlan({ ...soundPlan, features: group({ why: 'Why.', features }) })), config);
const one = (features: FeatureTree, config: unknown): unknown => Object.values(read(features, config).values)[0];

const thrower = (): never => {
  throw new Error('no');
};
const hostile = new Proxy({}, { get: thrower, has: thrower, ownKeys: thrower, getOwnPropertyDescriptor: thrower });

/** What each key may hold, and what is then known of it. */
const known = { true: true, false: false, absent: null, null: null, wrong: null } as const;
const held = { true: true, false: false, absent: undefined, null: null, wrong: 'true' } as const;
type Held = keyof typeof held;
const everyHeld: readonly Held[] = ['true', 'false', 'absent', 'null', 'wrong'];
const pairs = everyHeld.flatMap((a) => everyHeld.map((b) => [a, b] as const));

const everything: FeatureTree = {
  flag: flag('a.b'),
  number: number('a.c'),
  oneOf: oneOf(['x', 1], 'a.d'),
  anyOf: anyOf(['a.e', 'a.f']),
  notEmpty: notEmpty('a.g', { when: 'a.h' }),
  lengthOf: lengthOf('a.i'),
};

describe('a feature of a config', () => {
  test.each<[string, FeatureTree, unknown, unknown]>([
    ['a flag that is on', { a: flag() }, true, true],
    ['a flag that is off', { a: flag() }, false, false],
    ['a flag of text', { a: flag() }, 'true', null],
    ['a flag of a number', { a: flag() }, 1, null],
    ['a number', { a: number() }, 1.5, 1.5],
    ['a number of text', { a: number() }, '1', null],
    ['a number without end', { a: number() }, Number.POSITIVE_INFINITY, null],
    ['a number that is none', { a: number() }, Number.NaN, null],
    ['a negative zero', { a: number() }, -0, 0],
    ['a word of the list', { a: oneOf(['x', 1]) }, 'x', 'x'],
    ['a number of the list', { a: oneOf(['x', 1]) }, 1, 1],
    ['a word of no list', { a: oneOf(['x', 1]) }, 'y', null],
    ['a number of the list as text', { a: oneOf(['x', 1]) }, '1', null],
    ['the length of a list', { a: lengthOf('a') }, [1, 2], 2],
    ['the length of an empty list', { a: lengthOf('a') }, [], 0],
    ['the length of no list', { a: lengthOf('a') }, 'ab', null],
    ['a list with something', { a: notEmpty('a') }, [0], true],
    ['a list with nothing', { a: notEmpty('a') }, [], false],
    ['no list', { a: notEmpty('a') }, { 0: 'a', length: 1 }, null],
  ])('%s', (_, features, value, expected) => {
    expect(one(features, { a: value })).toBe(expected);
  });

  test.each(pairs)('anyOf over %s and %s', (a, b) => {
    const values = new Set<boolean | null>([known[a], known[b]]);
    const expected = values.has(true) ? true : values.has(null) ? null : false;
    expect(one({ any: anyOf(['a', 'b']) }, { a: held[a], b: held[b] })).toBe(expected);
  });

  const lists = { filled: [1], empty: [], absent: undefined, null: null, wrong: 'list' } as const;
  const filled = { filled: true, empty: false, absent: null, null: null, wrong: null } as const;
  type List = keyof typeof lists;
  const everyList: readonly List[] = ['filled', 'empty', 'absent', 'null', 'wrong'];
  test.each(everyList.flatMap((list) => everyHeld.map((when) => [list, when] as const)))(
    'notEmpty over a list that is %s, when %s',
    (list, when) => {
      const values = new Set<boolean | null>([filled[list], known[when]]);
      const expected = values.has(false) ? false : values.has(null) ? null : true;
      expect(one({ any: notEmpty('list', { when: 'when' }) }, { list: lists[list], when: held[when] })).toBe(expected);
    },
  );
});

describe('a diagnostic', () => {
  test('names the key, what it holds and what it may hold', () => {
    const config = { a: { b: 'yes', c: [], d: 'secret', e: 1, g: 'none', i: {} } };
    expect(read(everything, config).diagnostics.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'wrong-type: a.b holds a text. It may hold true or false.',
      'wrong-type: a.c holds a list. It may hold a number.',
      "wrong-type: a.d holds a text. It may hold one of 'x', 1.",
      'wrong-type: a.e holds a number. It may hold true or false.',
      'wrong-type: a.g holds a text. It may hold a list.',
      'wrong-type: a.i holds a section. It may hold a list.',
    ]);
  });

  test.each([null, undefined, {}, { a: null }, { a: undefined }, { a: {} }, { a: { b: null, g: null } }])(
    'is not there for what is absent or null: %j',
    (config) => {
      const { values, diagnostics } = read(everything, config);
      expect(diagnostics).toEqual([]);
      expect(new Set(Object.values(values))).toEqual(new Set([null]));
    },
  );

  test.each<[unknown, string]>([
    [{ a: true }, 'a holds a boolean. It may hold a section: keys with values.'],
    [{ a: [{ b: true }] }, 'a holds a list. It may hold a section: keys with values.'],
    [[], 'the config holds a list. It may hold a section: keys with values.'],
    ['a: b', 'the config holds a text. It may hold a section: keys with values.'],
    [new Proxy({}, {}), 'the config holds a proxy. It may hold a section: keys with values.'],
    [{ a: new Proxy({}, {}) }, 'a holds a proxy. It may hold a section: keys with values.'],
    [{ a: new Map([['b', true]]) }, 'a holds an instance of Map. It may hold a section: keys with values.'],
    [
      { a: Object.create({ b: true }) },
      'a holds an object that inherits from another. It may hold a section: keys with values.',
    ],
    [{ a: Promise.resolve({ b: true }) }, 'a holds a promise. It may hold a section: keys with values.'],
    [{ a: 5, 'a.b': true, 'a.c': 1 }, 'a holds a number. It may hold a section: keys with values.'],
  ])('is there once for what is no section: %j', (config, message) => {
    const { values, diagnostics } = read(everything, config);
    expect(diagnostics.map((problem) => problem.message)).toEqual([message]);
    expect(new Set(Object.values(values))).toEqual(new Set([null]));
  });

  test('never holds a value of the config', () => {
    const marked = fc.string({ minLength: 1 }).map((text) => `hunter2${text}`);
    const value = fc.oneof(marked, fc.array(marked), fc.dictionary(fc.constantFrom('b', 'x'), marked));
    const section = fc.dictionary(fc.constantFrom('b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'), value);
    fc.assert(
      fc.property(
        fc.oneof(
          section.map((a) => ({ a })),
          fc.record({ a: value }),
          value,
        ),
        (config) => {
          const { values, diagnostics } = read(everything, config);
          expect(JSON.stringify([values, diagnostics])).not.toContain('hunter2');
        },
      ),
    );
  });
});

describe('reading a config', () => {
  /** The generator looks into what it gives, so that what throws is put in afterwards. */
  const withHostile = (node: unknown): unknown => {
    if (node === 'hostile') return hostile;
    if (typeof node !== 'object' || node === null || Array.isArray(node)) return node;
    return Object.fromEntries(Object.entries(node).map(([name, inner]) => [name, withHostile(inner)]));
  };
  const revoked = Proxy.revocable([], {});
  revoked.revoke();

  test('never throws, and gives every feature a value of its type or null', () => {
    const key = fc.constantFrom('a', 'a.b', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', '__proto__', 'constructor');
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof({ depthSize: 'small' }, fc.anything(), fc.dictionary(key, tie('tree')), fc.constant('hostile')),
    }));
    fc.assert(
      fc.property(tree, (generated) => {
        const { values } = read(everything, withHostile(generated));
        expect(values).toEqual({
          feature_flag: expect.toSatisfy((value) => value === null || typeof value === 'boolean'),
          feature_number: expect.toSatisfy((value) => value === null || Number.isFinite(value)),
          feature_oneOf: expect.toSatisfy((value) => [null, 'x', 1].includes(value)),
          feature_anyOf: expect.toSatisfy((value) => value === null || typeof value === 'boolean'),
          feature_notEmpty: expect.toSatisfy((value) => value === null || typeof value === 'boolean'),
          feature_lengthOf: expect.toSatisfy((value) => value === null || Number.isInteger(value)),
        });
      }),
    );
  });

  test.each<[string, unknown]>([
    [
      'a getter that throws',
      {
        a: {
          get b() {
            return thrower();
          },
          c: 1,
        },
      },
    ],
    [
      'a section that throws',
      {
        get a() {
          return thrower();
        },
      },
    ],
    [
      'what can only be written',
      {
        a: {
          set b(_: unknown) {
            thrower();
          },
        },
      },
    ],
  ])('says of %s that it cannot be read', (_, config) => {
    const { values, diagnostics } = read({ flag: flag('a.b'), other: number('a.c') }, config);
    expect(values['feature_flag']).toBeNull();
    expect(diagnostics).toContainEqual({
      code: 'unreadable',
      at: 'a.b',
      message: 'a.b cannot be read. It may hold true or false.',
    });
  });

  test('loses no other feature for one that throws', () => {
    const config = {
      a: {
        get b() {
          return thrower();
        },
        c: 1,
      },
    };
    expect(read({ flag: flag('a.b'), other: number('a.c') }, config).values).toEqual({
      feature_flag: null,
      feature_other: 1,
    });
  });

  test('knows no list behind a revoked proxy', () => {
    const { values, diagnostics } = read({ x: lengthOf('x') }, { x: revoked.proxy });
    expect(values).toEqual({ feature_x: null });
    expect(diagnostics).toHaveLength(1);
  });

  test('sees own properties only', () => {
    const inherits: unknown = Object.create({ a: true });
    expect(read({ a: flag(), x: flag('constructor.x'), l: number('f.length') }, inherits).values).toEqual({
      feature_a: null,
      feature_x: null,
      feature_l: null,
    });
  });

  test('takes __proto__ and constructor for keys like any other', () => {
    const config: unknown = JSON.parse('{"__proto__": {"a": true}, "constructor": {"x": true}}');
    expect(read({ a: flag(), x: flag('constructor.x'), p: flag('__proto__.a') }, config).values).toEqual({
      feature_a: null,
      feature_x: true,
      feature_p: true,
    });
  });

  test('reads getters, as a config library has them', () => {
    const config = {
      get a() {
        return {
          get b() {
            return true;
          },
        };
      },
    };
    expect(one({ flag: flag('a.b') }, config)).toBe(true);
  });

  test.each([
    { 'a.b.c': true },
    { a: { 'b.c': true } },
    { 'a.b': { c: true } },
    { a: {}, 'a.b': { c: true } },
    { a: null, 'a.b.c': true },
    { a: { 'b.c': true, b: { c: true } } },
  ])('finds a key whose name has dots in it: %j', (config) => {
    expect(one({ flag: flag('a.b.c') }, config)).toBe(true);
  });

  test('knows nothing of a key that stands there twice with two values', () => {
    const { values, diagnostics } = read({ flag: flag('a.b') }, { a: { b: true }, 'a.b': false });
    expect(values).toEqual({ feature_flag: null });
    expect(diagnostics).toEqual([
      { code: 'twice', at: 'a.b', message: 'a.b stands there twice, and the two differ. Leave one of them.' },
    ]);
  });
});

describe('the value at a key', () => {
  test.each<[unknown, unknown]>([
    [{ a: { b: 0 } }, 0],
    [{ a: { b: null } }, null],
    [{ a: {} }, undefined],
    [{ a: 5 }, undefined],
    [null, undefined],
    ['text', undefined],
  ])('in %j', (config, value) => {
    expect(valueAt(config, 'a.b')).toBe(value);
  });
});
