import { definePlan, flag, group, lengthOf, oneOf } from '@plainsight/core';

export default definePlan({
  service: 'kettle',
  version: 2,
  maintainer: {
    name: 'The kettle makers',
    contact: 'privacy@kettle.example',
    policyUrl: 'https://kettle.example/privacy',
    retention: 'one year',
  },
  why: 'To know which features are in use, and on which systems they have to work.',
  never: ['what is boiled, and for whom', 'names of kettles'],
  consent: { default: 'on', config: 'kettle.telemetry', env: 'KETTLE_TELEMETRY' },
  system: { why: 'Which platforms must be supported.', fields: ['platform', 'arch', 'nodeVersion'] },
  features: group({
    config: 'kettle',
    why: 'Which features are used decides where work goes.',
    features: {
      whistle: flag('whistle.enable'),
      water: oneOf(['tap', 'spring'], { why: 'Which filters are worth making.', since: 2 }),
      timers: lengthOf('timers'),
    },
  }),
  gauges: {
    cups: { type: 'integer', minimum: 0, maximum: 1000, example: 12, why: 'How large a household a kettle serves.' },
  },
  events: {
    boiled: {
      kind: 'each',
      why: 'How often kettles are used, and how full they are.',
      properties: { litres: { type: 'number', minimum: 0, maximum: 5 }, keptWarm: { type: 'boolean', since: 2 } },
    },
    descaled: { kind: 'count', why: 'Whether descaling is used at all.' },
  },
  report: { name: 'kettle report', everyHours: 24 },
  notice: { graceHours: 24 },
});
