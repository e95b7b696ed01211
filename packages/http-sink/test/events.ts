import type { TelemetryEvent } from '@plainsight/core';

/** The n-th of many events that differ. */
export const eventOf = (number: number): TelemetryEvent => ({
  uuid: `01890a5d-ac96-774b-bcce-${number.toString(16).padStart(12, '0')}`,
  name: 'telemetry sent',
  timestamp: new Date(Date.UTC(2026, 2, 1, 12, 0, 0, number)).toISOString(),
  distinctId: 'b'.repeat(64),
  properties: { service: 'butler-sos', feature_mqtt: true, telemetry_json: { list: [1, null, 'ö'] } },
});

/** What was never aborted. */
export const never = new AbortController().signal;
