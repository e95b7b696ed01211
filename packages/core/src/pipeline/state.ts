import type { Properties } from '../facts/fact.ts';

/** The fold of facts so far. Plain JSON, kept by stores as one row. */
export interface State {
  /** Version of the fold that made it. */
  readonly fold: typeof foldVersion;
  readonly instances: { readonly [instance: string]: InstanceState };
  /** The last slot of each report scope. */
  readonly slots: { readonly [scope: string]: SlotState };
  /** What was counted since the last report, by its scope. */
  readonly counts: { readonly [scope: string]: Tally };
  /** What is known again of the events of kind `once`: the hashes of values seen, by event. */
  readonly once: { readonly [event: string]: { readonly [hash: string]: true } };
  /** The last value of each event of kind `recurring`. */
  readonly recurring: { readonly [event: string]: { readonly hash: string; readonly at: number } };
}

/** What is known of one instance. */
export interface InstanceState {
  readonly serviceVersion: string;
  readonly installation: string;
  readonly distinctId: string;
  readonly instanceId: string | null;
  readonly context: Properties;
  readonly features: Properties;
  readonly system: Properties;
}

/** How often something happened, by name. */
export type Tally = { readonly [name: string]: number };

/** A slot that was begun. */
export interface SlotState {
  /** Start of the slot, in milliseconds since the epoch. */
  readonly start: number;
  /** What was counted up to its report. */
  readonly counted: Tally;
  /** Starts of the slots before it, the last few: a clock that is set may come back to one. */
  readonly before: readonly number[];
}

/** Raised with each change of what a state is made of. A store refuses a later one than it knows. */
export const foldVersion = 1;

/** No fact yet. */
export const emptyState: State = { fold: foldVersion, instances: {}, slots: {}, counts: {}, once: {}, recurring: {} };
