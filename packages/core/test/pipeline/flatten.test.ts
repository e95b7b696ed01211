import { describe, it } from 'vitest';
import type { Draft } from '../../src/pipeline/derive.ts';
import { flatten } from '../../src/pipeline/flatten.ts';
import { emptyState as state } from '../../src/pipeline/state.ts';
import { definePlan } from '../../src/plan/define-plan.ts';
import { describeFeatures } from '../../src/plan/describe.ts';
import { flag } from '../../src/plan/features.ts';
import type { ReportPlan } from '../../src/plan/plan.ts';
import { marbles } from './marbles.ts';

const planWith = (shape: ReportPlan['shape']) =>
  definePlan({
    service: 'kettle',
    version: 1,
    maintainer: { name: 'Kettle makers', contact: 'privacy@example.org' },
    why: 'To know which kettles are in use.',
    never: [],
    consent: { default: 'on' },
    identity: { kind: 'machine', host: 'kettle.host' },
    system: { why: 'Which platforms matter.', fields: ['platform'] },
    features: { spout: { filter: flag({ why: 'Whether it is used.' }), secret: flag({ why: 'Same.', only: 'flat' }) } },
    report: { name: 'kettle report', everyHours: 12, ...(shape === undefined ? {} : { shape }) },
  });

const draft: Draft = {
  kind: 'report',
  uuid: 'u',
  name: 'kettle report',
  at: 0,
  of: {
    serviceVersion: '1',
    installation: 'i',
    distinctId: 'd',
    instanceId: null,
    context: {},
    features: { feature_spoutFilter: true },
    system: { platform: 'linux' },
  },
  values: {},
};

const flat = { system_id: 'd', system_platform: 'linux', feature_spoutFilter: true, feature_spoutSecret: null };
const nested = {
  telemetry_json: {
    enabledFeatures: { feature: { spout: { filter: true } } },
    system: { id: 'd', platform: 'linux' },
  },
};

describe('flatten', () => {
  it.each<[ReportPlan['shape'], object]>([
    [undefined, { ...flat, ...nested }],
    ['both', { ...flat, ...nested }],
    ['flat', flat],
    ['nested', nested],
  ])('gives a report the shape %s', (shape, properties) => {
    const plan = planWith(shape);
    marbles(({ cold, expectObservable }) => {
      const drafts = cold('-a-b|', { a: { state, drafts: [] }, b: { state, drafts: [draft] } });
      const common = { service: 'kettle', serviceVersion: '1' };
      expectObservable(drafts.pipe(flatten(plan, describeFeatures(plan)))).toBe('-a-b|', {
        a: { state, events: [] },
        b: {
          state,
          events: [
            {
              uuid: 'u',
              name: 'kettle report',
              timestamp: '1970-01-01T00:00:00.000Z',
              distinctId: 'd',
              properties: { ...common, ...properties },
            },
          ],
        },
      });
    });
  });
});
