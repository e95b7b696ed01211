import type { Json } from '../surroundings/json.ts';

/** Values of declared properties. */
export type Properties = { readonly [name: string]: Json };

interface FactBase {
  /** UUIDv7, of the injected clock and random. */
  readonly id: string;
  /** When it happened, in milliseconds since the epoch. */
  readonly at: number;
  /** The instance that it happened in. */
  readonly instance: string;
}

/** An instance started. */
export interface StartFact extends FactBase {
  readonly kind: 'start';
  readonly serviceVersion: string;
  /** What the uuids of reports are derived from; never sent as such. */
  readonly installation: string;
  readonly distinctId: string;
  /** Random id of the instance, where the plan's identity sends one. */
  readonly instanceId: string | null;
  readonly context: Properties;
}

/** The config was read. Holds the declared features only, by flat name. */
export interface ConfigFact extends FactBase {
  readonly kind: 'config';
  readonly features: Properties;
}

/** The system was read. Holds the declared fields only. */
export interface SystemFact extends FactBase {
  readonly kind: 'system';
  readonly system: Properties;
}

/** The host recorded a usage event. */
export interface UsageFact extends FactBase {
  readonly kind: 'usage';
  readonly name: string;
  readonly properties: Properties;
  /** Where not every occurrence counts: by what it is known again. `null` where each is an event. */
  readonly mark: UsageMark | null;
  /** Why it is no event that can be sent; its properties are then names without values. @default it may be one */
  readonly refused?: string;
}

/** By what a usage event of kind `once` or `recurring` is known again. */
export interface UsageMark {
  /** Keyed hash of its name and values: it says nothing of them to whoever has not the key. */
  readonly hash: string;
  /** Days after which the same value is an event again; `null` for never. */
  readonly everyDays: number | null;
}

/** The host counted something, so many times since the fact before. */
export interface CountFact extends FactBase {
  readonly kind: 'count';
  readonly name: string;
  readonly by: number;
  /** The report that tells it: the scope of its slots. */
  readonly scope: string;
}

/** A slot may be due. */
export interface TickFact extends FactBase {
  readonly kind: 'tick';
  /** What the slot is of: a report's name, with the instance where the plan reports for each. */
  readonly scope: string;
  /** Start of the slot, in milliseconds since the epoch. */
  readonly slot: number;
  /** False when the slot is only to be marked, as the first one is where the plan wants no report at start. */
  readonly report: boolean;
  /** The id of this slot, where the plan's identity makes one for each. */
  readonly distinctId: string | null;
  readonly gauges: Properties;
  /** Events that the store has lost so far. */
  readonly dropped: number;
}

/** The operator had what was collected deleted: all of it, or what was not sent. */
export interface EraseFact extends FactBase {
  readonly kind: 'erase';
  readonly what: 'all' | 'unsent';
}

/** The operator accepted a plan version. It changes no state: what was accepted is kept with decisions. */
export interface AcknowledgeFact extends FactBase {
  readonly kind: 'acknowledge';
  readonly version: number;
}

/** A source event: immutable, timestamped, with an id of its own, holding declared values only. */
export type Fact = StartFact | ConfigFact | SystemFact | UsageFact | CountFact | TickFact | EraseFact | AcknowledgeFact;
