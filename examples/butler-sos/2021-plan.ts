import { definePlan, flag, group, machineIdentity } from '@plainsight/core';

/** What Butler SOS 5.6 collected in 2021, under its own names: nested only, every six hours. */
export default definePlan({
  service: 'butler-sos',
  version: 1,
  maintainer: { name: 'Ptarmigan Labs', contact: 'info@ptarmiganlabs.com' },
  why: 'To know which features, operating systems and Node.js versions are in use.',
  never: [
    'anything that identifies your Sense environment or server: addresses, names, users',
    'metrics, log events and user events that Butler SOS handles',
    'certificates or credentials',
  ],
  consent: { default: 'on', config: 'Butler-SOS.anonTelemetry', env: 'BUTLER_SOS_TELEMETRY' },
  notice: { graceHours: 0 },
  identity: machineIdentity({ host: 'Butler-SOS.logdb.host' }),
  system: {
    why: 'Old platforms that are still in use must stay supported.',
    fields: ['arch', 'platform', 'release', 'distro', 'codename', 'virtual', 'nodeVersion'],
  },
  report: { name: 'telemetry sent', everyHours: 6, atStart: true, shape: 'nested' },
  features: group({
    config: 'Butler-SOS',
    why: 'Which features are used decides where work goes.',
    features: {
      heartbeat: flag('heartbeat.enable'),
      dockerHealthCheck: flag('dockerHealthCheck.enable'),
      uptimeMonitor: flag('uptimeMonitor.enable'),
      uptimeMonitor_storeInInfluxdb: flag('uptimeMonitor.storeInInfluxdb.butlerSOSMemoryUsage'),
      // The UDP server runs where user events do.
      udpServer: flag('userEvents.enable'),
      logdb: flag('logdb.enable'),
      mqtt: flag('mqttConfig.enable'),
      influxdb: flag('influxdbConfig.enable'),
      prometheus: flag('prometheus.enable'),
      appNames: flag('appNames.enableAppNameExtract'),
      userSessions: flag('userSessions.enableSessionExtract'),
    },
  }),
});
