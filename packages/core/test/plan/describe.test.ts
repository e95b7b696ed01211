import { describe, expect, test } from 'vitest';
import { definePlan } from '../../src/plan/define-plan.ts';
import { describeFeatures, type DescribedFeature } from '../../src/plan/describe.ts';
import {
  anyOf,
  flag,
  group,
  lengthOf,
  notEmpty,
  number,
  oneOf,
  type FeatureTree,
  type Group,
} from '../../src/plan/features.ts';
import { soundPlan } from './sound-plan.ts';

const described = (features: Group | FeatureTree): readonly DescribedFeature[] =>
  describeFeatures(definePlan({ ...soundPlan, features }));
const only = (features: FeatureTree): DescribedFeature | undefined => described(group({ why: 'Why.', features }))[0];

describe('a flat name', () => {
  test.each<[string, FeatureTree, string]>([
    ['is the name of a feature that stands alone', { mqtt: flag() }, 'feature_mqtt'],
    ['joins the path in camel case', { a: { bCd: { e: flag() } } }, 'feature_aBCdE'],
    ['changes nothing but first letters', { Uptime_monitor: { store_In: flag() } }, 'feature_Uptime_monitorStore_In'],
    ['leaves the first segment as it is', { API: { x: flag() } }, 'feature_APIX'],
    [
      'has the name of its group for the path to it',
      { a: group({ name: 'api', features: { b: flag() } }) },
      'feature_apiB',
    ],
    [
      'has the name of the nearest group',
      { a: group({ name: 'x', features: { b: group({ name: 'y', features: { c: flag() } }) } }) },
      'feature_yC',
    ],
    ['loses the path where the name is empty', { a: group({ name: '', features: { b: flag() } }) }, 'feature_b'],
    [
      'is its own name where it has one',
      { a: group({ name: 'api', features: { b: flag({ name: 'misspellt' }) } }) },
      'feature_misspellt',
    ],
  ])('%s', (_, features, flat) => {
    expect(only(features)?.flat).toBe(flat);
  });

  test('starts with the name of the outermost group where it has one', () => {
    expect(described(group({ name: 'x', why: 'Why.', features: { a: flag() } }))).toMatchObject([
      { flat: 'feature_xA' },
    ]);
  });
});

describe('a config key', () => {
  test.each<[string, FeatureTree, readonly string[]]>([
    ['is the name where none is given', { a: { b: flag() } }, ['a.b']],
    ['is relative to the path', { a: { b: flag('c.d') } }, ['a.c.d']],
    ['is relative to the key of the group', { a: group({ config: 'x.y', features: { b: flag('c') } }) }, ['x.y.c']],
    ['has no part of a group that has none', { a: group({ config: '', features: { b: flag('c') } }) }, ['c']],
    ['is each of several', { a: anyOf(['b', 'c']) }, ['b', 'c']],
    ['is the name where an empty one is given', { a: anyOf(['', 'c']) }, ['a', 'c']],
  ])('%s', (_, features, keys) => {
    expect(only(features)?.keys).toEqual(keys);
  });

  test('is relative for a condition too', () => {
    expect(only({ a: { b: notEmpty('c', { when: 'd' }) } })).toMatchObject({ keys: ['a.c'], when: 'a.d' });
  });

  test('starts with the key of the outermost group, which has no name of its own', () => {
    expect(described(group({ config: 'Butler', why: 'Why.', features: { a: flag() } }))[0]?.keys).toEqual(['Butler.a']);
    expect(described(group({ why: 'Why.', features: { a: flag() } }))[0]?.keys).toEqual(['a']);
    expect(described({ a: flag({ why: 'Why.' }) })[0]?.keys).toEqual(['a']);
  });
});

describe('a described feature', () => {
  test('has the reason and version of the nearest group that gives one', () => {
    const features = group({
      why: 'Outer.',
      since: 2,
      features: {
        a: { b: flag() },
        c: group({ why: 'Inner.', since: 1, features: { d: flag(), e: flag({ why: 'Own.', since: 2 }) } }),
      },
    });
    expect(described(features).map(({ path, why, since }) => [path.join('.'), why, since])).toEqual([
      ['a.b', 'Outer.', 2],
      ['c.d', 'Inner.', 1],
      ['c.e', 'Own.', 2],
    ]);
  });

  test('came with version 1 where nothing else is said', () => {
    expect(only({ a: flag() })?.since).toBe(1);
  });

  test.each<[FeatureTree, Partial<DescribedFeature>]>([
    [{ a: flag() }, { type: 'boolean', rule: 'value', values: [], when: null, only: null }],
    [{ a: number('n', { only: 'nested' }) }, { type: 'number', rule: 'value', values: [], only: 'nested' }],
    [{ a: oneOf(['x', 2]) }, { type: 'enum', rule: 'value', values: ['x', 2] }],
    [{ a: oneOf([1], 'k') }, { type: 'enum', keys: ['k'] }],
    [{ a: oneOf([1], { only: 'flat' }) }, { keys: ['a'], only: 'flat' }],
    [{ a: anyOf(['x']) }, { type: 'boolean', rule: 'anyOf' }],
    [{ a: notEmpty('x') }, { type: 'boolean', rule: 'notEmpty', when: null }],
    [{ a: lengthOf('x') }, { type: 'number', rule: 'lengthOf' }],
  ])('says what it may be and how it is made (%#)', (features, expected) => {
    expect(only(features)).toMatchObject(expected);
  });

  test('is there for each feature, in the order of the plan', () => {
    const features = { z: flag(), a: { y: flag(), b: flag() }, m: flag() };
    expect(described(group({ why: 'Why.', features })).map(({ path }) => path)).toEqual([
      ['z'],
      ['a', 'y'],
      ['a', 'b'],
      ['m'],
    ]);
  });

  test('is not there in a plan without features', () => {
    const { features: _, ...rest } = soundPlan;
    expect(describeFeatures(definePlan(rest))).toEqual([]);
  });
});
