import type { TelemetryEvent } from '@plainsight/core';

/** A report of a made-up service, with a property of every kind. */
export const report: TelemetryEvent = {
  uuid: '0f9d3a9e-5b0c-5c52-8f3e-2d9a4f6b7c81',
  name: 'telemetry sent',
  timestamp: '2026-03-04T05:06:07.089Z',
  distinctId: '5b1c0ad9f1f9c0d7f6b0e4a9c6d1a5b37e2f4c8d9a0b1c2d3e4f5a6b7c8d9e0f',
  properties: {
    service: 'larder',
    serviceVersion: '4.5.6',
    appEnv: 'production',
    system_id: '5b1c0ad9f1f9c0d7f6b0e4a9c6d1a5b37e2f4c8d9a0b1c2d3e4f5a6b7c8d9e0f',
    system_arch: 'x64',
    system_isRunningInDocker: false,
    system_distro: null,
    feature_apiShelves: true,
    feature_apiJars: false,
    feature_heartbeat: null,
    feature_logLevel: 'info',
    feature_shelfCount: 12,
    gauge_users: 7,
    count_jarsOpened: 31,
    telemetry_json: {
      enabledFeatures: {
        feature: { api: { shelves: true, jars: false }, heartbeat: null, logLevel: 'info', shelfCount: 12 },
      },
      system: {
        id: '5b1c0ad9f1f9c0d7f6b0e4a9c6d1a5b37e2f4c8d9a0b1c2d3e4f5a6b7c8d9e0f',
        arch: 'x64',
        isRunningInDocker: false,
        distro: null,
      },
    },
  },
};

/** A usage event. */
export const jarOpened: TelemetryEvent = {
  uuid: '019cb5a1-2d31-7c4e-9a55-6b7c8d9e0f1a',
  name: 'jarOpened',
  timestamp: '2026-03-04T05:06:08.000Z',
  distinctId: report.distinctId,
  properties: { service: 'larder', serviceVersion: '4.5.6', appEnv: 'production', size: 'large', pickles: 3 },
};
