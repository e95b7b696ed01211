import { definePlan } from '@plainsight/core';

/** A report every twelve hours, and a usage event with a number of its own. */
export const plan = definePlan({
  service: 'kettle',
  version: 1,
  maintainer: { name: 'Kettle makers', contact: 'privacy@example.org' },
  why: 'To know which kettles are in use.',
  never: ['what is boiled'],
  consent: { default: 'on', env: 'KETTLE_TELEMETRY' },
  notice: { graceHours: 0 },
  system: { why: 'Which platforms matter.', fields: ['platform'] },
  events: { boiled: { kind: 'each', why: 'How kettles are used.', properties: { number: { type: 'integer' } } } },
  report: { name: 'kettle report', everyHours: 12 },
});
