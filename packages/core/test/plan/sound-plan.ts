import { flag, group } from '../../src/plan/features.ts';

/** A plan with nothing wrong, as data that a test may spoil. */
export const soundPlan = {
  service: 'kettle',
  version: 2,
  maintainer: { name: 'Kettle makers', contact: 'privacy@example.org' },
  why: 'To know which kettles are in use.',
  never: ['what is boiled'],
  consent: { default: 'on', config: 'kettle.telemetry', env: 'KETTLE_TELEMETRY' },
  identity: { kind: 'machine', host: 'kettle.host' },
  system: { config: 'kettle.systemInfo', why: 'Which platforms matter.', fields: ['arch', 'platform'], since: 2 },
  features: group({ config: 'kettle', why: 'Which features matter.', features: { whistle: flag('whistle.enable') } }),
  context: { appEnv: { enum: ['production', 'test'], why: 'To leave tests out.' } },
  gauges: { cups: { type: 'integer', minimum: 0, why: 'How big kettles are.' } },
  events: {
    boiled: { kind: 'each', why: 'How kettles are used.', properties: { litres: { type: 'number' } } },
  },
  report: { name: 'kettle report', everyHours: 12, atStart: true, shape: 'both', per: 'installation' },
  notice: { graceHours: 0 },
} as const;
