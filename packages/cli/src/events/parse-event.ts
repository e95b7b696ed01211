import type { Json, TelemetryEvent } from '@plainsight/core';

/** A telemetry event as a line of an export holds it, or what is wrong with the line. */
export const parseEvent = (line: string): TelemetryEvent | { readonly problem: string } => {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { problem: 'it is no JSON' };
  }
  if (!isObject(value)) return { problem: 'it is no object' };
  const { uuid, name, timestamp, distinctId, properties, ...others } = value;
  if (typeof uuid !== 'string' || !uuidForm.test(uuid)) return { problem: 'uuid is no UUID' };
  if (typeof name !== 'string' || name === '') return { problem: 'name is no text' };
  if (typeof timestamp !== 'string' || !timeForm.test(timestamp) || Number.isNaN(Date.parse(timestamp))) {
    return { problem: 'timestamp is no time in ISO 8601' };
  }
  if (typeof distinctId !== 'string' || distinctId === '') return { problem: 'distinctId is no text' };
  if (!isProperties(properties)) return { problem: 'properties is no object' };
  const [other] = Object.keys(others);
  if (other !== undefined) return { problem: `${JSON.stringify(other)} is nothing that a telemetry event has` };
  return { uuid, name, timestamp, distinctId, properties };
};

const uuidForm = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/iu;
const timeForm = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/u;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What was parsed from JSON holds nothing but JSON. */
const isProperties = (value: unknown): value is { readonly [name: string]: Json } => isObject(value);
