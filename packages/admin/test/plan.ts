import { definePlan, flag } from '@plainsight/core';

/** A plan with a report, held usage events, and a text that may be anything. */
export const plan = definePlan({
  service: 'kettle',
  version: 2,
  maintainer: { name: 'Kettle makers', contact: 'privacy@kettle.example' },
  why: 'To know which kettles are in use.',
  never: ['what is boiled'],
  consent: { default: 'on', config: 'telemetry', env: 'KETTLE_TELEMETRY' },
  notice: { graceHours: 0 },
  submit: { everyHours: 168 },
  features: { whistle: flag('whistle', { why: 'Whether it is used.' }) },
  events: {
    boiled: { kind: 'each', why: 'How kettles are used.', properties: { litres: { type: 'number', minimum: 0 } } },
    remarked: {
      kind: 'each',
      why: 'What people say of them.',
      properties: { text: { type: 'string', maxLength: 32_768, freeText: 'people say what they like' } },
    },
  },
  report: { name: 'kettle report', everyHours: 12, atStart: false },
});
