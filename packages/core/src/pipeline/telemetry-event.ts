import type { Json } from '../surroundings/json.ts';

/** What would leave the machine. Out of a store, `properties` is a getter: enumerable, and read at the first look. */
export interface TelemetryEvent {
  /** The same at every delivery: UUIDv7 of the fact, or UUIDv5 of the slot for a report. */
  readonly uuid: string;
  readonly name: string;
  /** When it happened: ISO 8601, UTC, milliseconds. */
  readonly timestamp: string;
  /** Who it is of: a pseudonymous id, or an id for one slot only. */
  readonly distinctId: string;
  readonly properties: { readonly [name: string]: Json };
}
