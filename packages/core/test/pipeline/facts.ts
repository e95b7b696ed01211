import type { CountFact, EraseFact, Fact, StartFact, TickFact, UsageFact, UsageMark } from '../../src/facts/fact.ts';
import { definePlan } from '../../src/plan/define-plan.ts';
import { flag, group, number, oneOf } from '../../src/plan/features.ts';

/** A plan with one of everything, and facts of an installation that runs it. */
export const plan = definePlan({
  service: 'kettle',
  version: 3,
  maintainer: { name: 'Kettle makers', contact: 'privacy@example.org' },
  why: 'To know which kettles are in use.',
  never: ['what is boiled'],
  consent: { default: 'on', config: 'kettle.telemetry' },
  identity: { kind: 'installation', instance: 'instanceId' },
  system: { why: 'Which platforms matter.', fields: ['platform', 'cpuCount'] },
  features: group({
    config: 'kettle',
    why: 'Which features matter.',
    features: {
      whistle: flag('whistle.enable'),
      spout: { filter: flag(), length: number() },
      lid: oneOf(['flat', 'round'], 'lid.shape', { name: 'lidShape' }),
      secret: flag('secret', { only: 'flat' }),
      deep: flag('deep', { only: 'nested' }),
    },
  }),
  context: { appEnv: { enum: ['production', 'test'], why: 'To leave tests out.' } },
  gauges: { cups: { type: 'integer', minimum: 0, why: 'How big kettles are.' } },
  events: {
    boiled: {
      kind: 'each',
      why: 'How kettles are used.',
      properties: {
        litres: { type: 'number', minimum: 0 },
        at: { type: 'string', format: 'date-time', nullable: true },
      },
    },
    whistled: { kind: 'once', why: 'How kettles are used.', properties: { tune: { enum: ['low', 'high'] } } },
    mode: {
      kind: 'recurring',
      everyDays: 30,
      why: 'How kettles are used.',
      properties: { quiet: { type: 'boolean' } },
    },
    filled: { kind: 'count', why: 'How kettles are used.' },
    emptied: { kind: 'count', why: 'How kettles are used.' },
  },
  report: { name: 'kettle report', everyHours: 12 },
});

const id = (count: number): string => `0197f000-0000-7000-8000-${count.toString(16).padStart(12, '0')}`;
const noon = Date.UTC(2026, 5, 1, 12);
const hour = 3600 * 1000;

export const start = (count = 1, instance = 'main'): StartFact => ({
  kind: 'start',
  id: id(count),
  at: noon,
  instance,
  serviceVersion: '1.2.3',
  installation: 'ab'.repeat(32),
  distinctId: 'ab'.repeat(32),
  instanceId: '7f0f5b2e-58c5-4ec4-9a5c-9a34ff15b6d5',
  context: { appEnv: 'production' },
});
export const system = (count = 2): Fact => ({
  kind: 'system',
  id: id(count),
  at: noon,
  instance: 'main',
  system: { platform: 'linux', cpuCount: 2 },
});
export const config = (count = 3): Fact => ({
  kind: 'config',
  id: id(count),
  at: noon,
  instance: 'main',
  features: {
    feature_whistle: true,
    feature_spoutFilter: false,
    feature_spoutLength: 12,
    feature_lidShape: 'round',
    feature_secret: true,
    feature_deep: null,
  },
});
export const usage = (count: number, properties: UsageFact['properties'] = { litres: 1.5, at: null }): UsageFact => ({
  kind: 'usage',
  id: id(count),
  at: noon + count,
  instance: 'main',
  name: 'boiled',
  properties,
  mark: null,
});
const marked = (count: number, name: string, properties: UsageFact['properties'], mark: UsageMark): UsageFact => ({
  ...usage(count, properties),
  name,
  mark,
});
/** A usage event of kind `once`. */
export const whistled = (count: number, tune: string): UsageFact =>
  marked(count, 'whistled', { tune }, { hash: `of ${tune}`, everyDays: null });
/** A usage event of kind `recurring`, so many days after the others. */
export const mode = (count: number, quiet: boolean, days = 0): UsageFact => ({
  ...marked(count, 'mode', { quiet }, { hash: `of ${quiet}`, everyDays: 30 }),
  at: noon + days * 24 * hour,
});
export const counted = (count: number, by: number, more: Partial<CountFact> = {}): CountFact => ({
  kind: 'count',
  id: id(count),
  at: noon,
  instance: 'main',
  name: 'filled',
  by,
  scope: 'kettle report',
  ...more,
});
export const erased = (count: number, what: EraseFact['what']): EraseFact => ({
  kind: 'erase',
  id: id(count),
  at: noon,
  instance: 'main',
  what,
});
export const tick = (count: number, slot: number, more: Partial<TickFact> = {}): TickFact => ({
  kind: 'tick',
  id: id(count),
  at: noon + slot * 12 * hour,
  instance: 'main',
  scope: 'kettle report',
  slot: noon + slot * 12 * hour,
  report: true,
  distinctId: null,
  gauges: { cups: 4 },
  dropped: 0,
  ...more,
});
