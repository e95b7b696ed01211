import type { Json, TelemetryEvent } from '@plainsight/core';
import { ownProperties } from './added.ts';

/** A JSON value as posthog-node's types want it. */
type Writable = null | boolean | number | string | Writable[] | { [name: string]: Writable };

/** An event as it is handed to the client. Shares nothing with the telemetry event that it was made of. */
export interface Capturable {
  readonly uuid: string;
  readonly event: string;
  readonly distinctId: string;
  readonly timestamp: Date;
  readonly properties: { [name: string]: Writable };
}

/** Why an event must not be handed to the client: it would be sent as another event than it is. */
export interface Uncapturable {
  readonly refused: string;
}

/** posthog-node silently makes up a uuid, a distinct id or a time where it is given none that it can use. */
export function capturable({
  uuid,
  name,
  timestamp,
  distinctId,
  properties,
}: TelemetryEvent): Capturable | Uncapturable {
  const time = new Date(timestamp);
  if (!uuidForm.test(uuid)) return { refused: 'its uuid is none, and PostHog would get it under another' };
  if (Number.isNaN(time.getTime())) return { refused: 'its timestamp is none' };
  if (distinctId === '') return { refused: 'its distinct id is empty' };
  if (name === '') return { refused: 'its name is empty' };
  return {
    uuid,
    event: name,
    distinctId,
    timestamp: time,
    properties: { ...copyOfAll(properties), ...ownProperties },
  };
}

/** What posthog-node takes for a uuid. */
const uuidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The client copies the first level only. */
function copyOfAll(properties: { readonly [name: string]: Json }): { [name: string]: Writable } {
  const plain: { [name: string]: Json } = { ...properties };
  if (isFlat(plain)) return plain;
  return Object.fromEntries(Object.entries(plain).map(([name, value]) => [name, copyOf(value)]));
}

function isFlat(properties: {
  [name: string]: Json;
}): properties is { [name: string]: null | boolean | number | string } {
  for (const name in properties) {
    const value = properties[name];
    if (typeof value === 'object' && value !== null) return false;
  }
  return true;
}

function copyOf(value: Json): Writable {
  if (typeof value !== 'object' || value === null) return value;
  if (isList(value)) return value.map(copyOf);
  return copyOfAll(value);
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
