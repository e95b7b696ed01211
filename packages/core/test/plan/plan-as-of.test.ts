import { describe, expect, it } from 'vitest';
import { definePlan, flag, group, type Plan } from '../../src/index.ts';
import { eventSchemas } from '../../src/pipeline/event-schemas.ts';
import { describeFeatures } from '../../src/plan/describe.ts';
import { newSince } from '../../src/plan/new-since.ts';
import { planAsOf } from '../../src/plan/plan-as-of.ts';
import { soundPlan } from './sound-plan.ts';

const text = { type: 'string', format: 'date' } as const;
const grown: Plan = definePlan({
  ...soundPlan,
  version: 3,
  system: { why: 'Why.', fields: ['arch', 'platform', 'distro'], since: 1, fieldsSince: { distro: 2 } },
  context: { appEnv: { enum: ['a', 'b'] }, region: { enum: ['eu'], since: 3 } },
  gauges: { users: { type: 'integer' }, flows: { type: 'integer', since: 2, why: 'How many.' } },
  features: group({
    why: 'Why.',
    features: {
      old: flag(),
      renewed: group({ since: 2, features: { one: flag(), two: flag({ since: 3 }) } }),
      later: { deep: { three: flag({ since: 3 }) } },
    },
  }),
  events: {
    made: { kind: 'each', why: 'Why.', properties: { on: text, by: { enum: ['hand'], since: 2 } } },
    marked: { kind: 'once', why: 'Why.', since: 3, properties: { on: text } },
    counted: { kind: 'count', why: 'Why.' },
    recounted: { kind: 'count', why: 'Why.', since: 2 },
  },
  report: { name: 'a report', everyHours: 12 },
});

const namesIn = (plan: Plan) =>
  Object.fromEntries(
    Object.entries(eventSchemas(plan, describeFeatures(plan))).map(([name, { properties }]) => [
      name,
      Object.keys(properties ?? {}),
    ]),
  );

describe('a plan as it was at an earlier version', () => {
  it('has no feature, field, gauge, context, count, event and property that is newer', () => {
    expect(namesIn(planAsOf(grown, 1))).toEqual({
      made: ['service', 'serviceVersion', 'appEnv', 'on'],
      'a report': [
        'service',
        'serviceVersion',
        'appEnv',
        'system_id',
        'system_arch',
        'system_platform',
        'feature_old',
        'gauge_users',
        'count_counted',
        'telemetry_dropped',
        'telemetry_json',
      ],
    });
  });

  it('has what came up to that version', () => {
    const names = namesIn(planAsOf(grown, 2));
    expect(names['made']).toContain('by');
    expect(names['a report']).toEqual(
      expect.arrayContaining(['system_distro', 'feature_renewedOne', 'gauge_flows', 'count_recounted']),
    );
    expect(names['a report']).not.toContain('feature_renewedTwo');
    expect(names).not.toHaveProperty('marked');
  });

  it('is the plan itself at its own version', () => {
    expect(planAsOf(grown, 3)).toBe(grown);
  });

  it('has no system, features and report where all of them are newer, and then no counts', () => {
    const late = definePlan({
      ...soundPlan,
      version: 2,
      system: { why: 'Why.', since: 2, fields: ['arch'] },
      features: { one: flag({ why: 'Why.', since: 2 }) },
      events: { counted: { kind: 'count', why: 'Why.' } },
      report: { name: 'a report', everyHours: 12, since: 2 },
    });
    const before = planAsOf(late, 1);
    expect(before).not.toHaveProperty('system');
    expect(before).not.toHaveProperty('features');
    expect(before).not.toHaveProperty('report');
    expect(before.events).toEqual({});
  });
});

describe('what is new', () => {
  it('is listed by wire name, with why and since', () => {
    expect(newSince(grown, 2).map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'feature feature_renewedTwo',
      'feature feature_laterDeepThree',
      'context region',
      'event marked',
    ]);
    expect(newSince(grown, 1)).toContainEqual({ kind: 'gauge', name: 'gauge_flows', since: 2, why: 'How many.' });
    expect(newSince(grown, 1).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['system_distro', 'made.by', 'count_recounted']),
    );
  });

  it('is exactly what the earlier plan has not', () => {
    for (const version of [1, 2, 3]) {
      const [before, now] = [namesIn(planAsOf(grown, version)), namesIn(grown)];
      const missing = Object.entries(now).flatMap(([event, names]) =>
        before[event] === undefined
          ? [event]
          : names
              .filter((name) => !before[event]?.includes(name))
              .map((name) => (event === 'made' ? `made.${name}` : name)),
      );
      // A value of the context is missing from each event, and listed once.
      const listed = newSince(grown, version).map(({ name }) => name);
      expect(new Set(missing.map((name) => name.replace('made.region', 'region')))).toEqual(new Set(listed));
    }
  });
});
