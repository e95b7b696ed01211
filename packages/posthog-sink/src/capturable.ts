import { ownProperties } from './added.ts';
import type { Sendable } from './sendable.ts';

/** A JSON value as posthog-node's types want it. */
type Writable = null | boolean | number | string | Writable[] | { [name: string]: Writable };

/** An event as it is handed to the client. */
export interface Capturable {
  readonly uuid: string;
  readonly event: string;
  readonly distinctId: string;
  readonly timestamp: Date;
  readonly properties: { [name: string]: Writable };
}

/** Reads an event for the client. */
export const capturable = ({ uuid, name, distinctId, timestamp, properties }: Sendable): Capturable => ({
  uuid,
  event: name,
  distinctId,
  timestamp: new Date(timestamp),
  properties: { ...readProperties(properties), ...ownProperties },
});

/** Reads properties. Throws for what are none. */
export function readProperties(json: Buffer): { [name: string]: Writable } {
  const read: unknown = JSON.parse(json.toString());
  if (!isBag(read)) throw new TypeError('Failed to read the properties of an event: these are none.');
  return read;
}

/** What JSON.parse gives is of these types. */
const isBag = (read: unknown): read is { [name: string]: Writable } =>
  typeof read === 'object' && read !== null && !Array.isArray(read);
