import { propertiesJson, type TelemetryEvent } from '@plainsight/core';

/** An event as it was when it was handed over: what the caller does with it from then on changes nothing of it. */
export interface Sendable {
  readonly uuid: string;
  readonly name: string;
  readonly distinctId: string;
  /** ISO 8601, UTC, milliseconds. */
  readonly timestamp: string;
  /** JSON, as UTF-8. */
  readonly properties: Buffer;
}

/** Why an event cannot be sent: it would be sent as another event than it is. */
export interface Unsendable {
  readonly refused: string;
}

/** An event that is ready to be sent, or must not be. */
export type Prepared = Sendable | Unsendable;

/** posthog-node silently makes up a uuid, a distinct id or a time where it is given none that it can use. */
export function sendable(event: TelemetryEvent): Prepared {
  const { uuid, name, timestamp, distinctId } = event;
  const time = new Date(timestamp);
  if (!uuidForm.test(uuid)) return { refused: 'its uuid is none, and PostHog would get it under another' };
  if (Number.isNaN(time.getTime())) return { refused: 'its timestamp is none' };
  if (!isFilled(distinctId)) return { refused: 'its distinct id is empty' };
  if (!isFilled(name)) return { refused: 'its name is empty' };
  const properties = jsonOf(event);
  if (properties?.[0] !== brace) return { refused: 'its properties have no form in JSON' };
  return { uuid, name, distinctId, timestamp: time.toISOString(), properties };
}

/** What posthog-node takes for a uuid. */
const uuidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** What another hand wrote into a store may be anything. */
const isFilled = (text: unknown): boolean => typeof text === 'string' && text !== '';

const brace = '{'.charCodeAt(0);

function jsonOf(event: TelemetryEvent): Buffer | null {
  try {
    return propertiesJson(event);
  } catch {
    return null;
  }
}
