import { definePlan, flag, group, installationIdentity } from '@plainsight/core';

export default definePlan({
  service: 'install-check',
  version: 1,
  maintainer: { name: 'plainsight', contact: 'nobody@example.org' },
  why: 'to see that the packages work where they are installed',
  never: ['anything about a person'],
  consent: { default: 'on', env: 'INSTALL_CHECK_TELEMETRY' },
  notice: { graceHours: 0 },
  identity: installationIdentity(),
  system: { why: 'to know where it runs', fields: ['platform', 'distro', 'nodeVersion', 'isRunningInDocker'] },
  features: { web: group({ why: 'to know whether it is used', features: { enabled: flag() } }) },
  events: {
    opened: { kind: 'each', why: 'to know what is opened', properties: { page: { enum: ['home', 'help'] } } },
  },
  report: { name: 'install report', everyHours: 12, atStart: true },
});
