import type { Json, MessageKey, TelemetryEvent } from '@plainsight/core';

/** A message of Butler SOS 5.6: when, and what. */
export interface Message2021 {
  /** ISO 8601, UTC, milliseconds. */
  readonly ts: string;
  readonly data: {
    readonly service: Json;
    readonly serviceVersion: Json;
    readonly system: Json;
    readonly enabledFeatures: Json;
  };
}

/** What a message holds, for the documentation. */
export const keys2021: readonly MessageKey[] = [
  { name: 'ts', value: 'when the report was made' },
  { name: 'data.service', value: 'service' },
  { name: 'data.serviceVersion', value: 'serviceVersion' },
  { name: 'data.system', value: 'telemetry_json.system' },
  { name: 'data.enabledFeatures', value: 'telemetry_json.enabledFeatures' },
];

/** The message of a report. There is room for one in a request: `limits: { events: 1 }`. */
export function message2021([report, ...others]: readonly TelemetryEvent[]): Message2021 {
  if (report === undefined || others.length > 0) throw new RangeError('One report a message.');
  const { service = null, serviceVersion = null, telemetry_json: nested = null } = report.properties;
  const { system = null, enabledFeatures = null } = isNamed(nested) ? nested : {};
  return { ts: report.timestamp, data: { service, serviceVersion, system, enabledFeatures } };
}

const isNamed = (value: Json): value is { readonly [name: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
