import { describe, expect, test } from 'vitest';
import { definePlan } from '../../src/plan/define-plan.ts';
import { flag, group, type FeatureTree, type Group } from '../../src/plan/features.ts';
import { planHash } from '../../src/plan/plan-hash.ts';
import { soundPlan } from './sound-plan.ts';

const hash = planHash(definePlan(soundPlan));

describe('the hash of a plan', () => {
  test('is a SHA-256 in hex', () => {
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
  });

  test('is the same for the same plan in another order', () => {
    const reversed = Object.fromEntries(Object.entries(soundPlan).toReversed());
    expect(planHash(definePlan({ ...soundPlan, ...reversed }))).toBe(hash);
    expect(Reflect.apply(planHash, null, [reversed])).toBe(hash);
  });

  test.each<[string, object]>([
    ['its version', { version: 3 }],
    ['a reason', { why: 'To know more.' }],
    ['a feature', { features: group({ config: 'kettle', why: 'Which features matter.', features: { lid: flag() } }) }],
    ['a list', { never: ['what is boiled', 'when'] }],
  ])('is another one when %s changes', (_, change) => {
    expect(planHash(definePlan({ ...soundPlan, ...change }))).not.toBe(hash);
  });

  test('tells a group from an object of features with the same names', () => {
    const why = 'Why.';
    const tree = { features: { a: flag({ why }) } };
    const hashOf = (features: FeatureTree | Group): string =>
      planHash(definePlan({ ...soundPlan, features: { x: features } }));
    expect(hashOf(tree)).not.toBe(hashOf(group(tree)));
  });

  test('of a plan that is known is known: whoever changes the hash makes every receipt look as if the plan had changed', () => {
    expect(planHash(definePlan({ ...minimal, features: { a: flag('b', { why: 'Why.' }) } }))).toBe(
      'c0eb5fc6872764539662717535b2253810743d420baed44e3eb5fc2030541902',
    );
  });

  const minimal = {
    service: 'kettle',
    version: 1,
    maintainer: { name: 'Kettle makers', contact: 'privacy@example.org' },
    why: 'To know which kettles are in use.',
    never: [],
    consent: { default: 'off' },
  } as const;
});
