import type { TelemetryEvent } from '@plainsight/core';

const hex = (number: number): string => number.toString(16).padStart(12, '0');

/** The n-th of many events that differ. */
export const eventOf = (number: number): TelemetryEvent => ({
  uuid: `01890a5d-ac96-774b-bcce-${hex(number)}`,
  name: 'telemetry sent',
  timestamp: new Date(Date.UTC(2026, 2, 1, 12, 0, 0, number)).toISOString(),
  distinctId: 'b'.repeat(64),
  properties: {
    service: 'butler',
    serviceVersion: '13.0.0',
    feature_api: true,
    feature_uptimeMonitor: null,
    system_cpuCount: number,
    telemetry_json: { enabledFeatures: { feature: { api: true, list: [1, null, 'x'] } } },
  },
});

export const eventsOf = (count: number): readonly TelemetryEvent[] =>
  Array.from({ length: count }, (_, number) => eventOf(number));
