import { definePlan, flag, group, installationIdentity, lengthOf } from '@plainsight/core';

export default definePlan({
  service: 'teahouse',
  version: 1,
  maintainer: { name: 'The teahouse team', contact: 'privacy@teahouse.example' },
  why: 'To know which parts of the teahouse are used, and to leave what nobody uses.',
  never: ['who drinks tea', 'what is ordered'],
  consent: { default: 'on', config: 'teahouse.telemetry', env: 'TEAHOUSE_TELEMETRY' },
  identity: installationIdentity({ instance: 'instanceId' }),
  system: { why: 'Which platforms must be supported.', fields: ['platform', 'arch', 'nodeVersion'] },
  context: { appEnv: { enum: ['production', 'development'], why: 'To leave development out of the numbers.' } },
  features: group({
    config: 'teahouse',
    why: 'Which features are used decides where work goes.',
    features: {
      menu: { seasonal: flag(), languages: lengthOf('languages') },
      orders: { online: flag() },
    },
  }),
  events: {
    teaBrewed: {
      kind: 'each',
      why: 'How busy teahouses are.',
      properties: { cups: { type: 'integer', minimum: 1, maximum: 100 }, kind: { enum: ['black', 'green', 'herbal'] } },
    },
  },
  report: { name: 'teahouse report', everyHours: 24, per: 'instance' },
  notice: { graceHours: 0 },
});
