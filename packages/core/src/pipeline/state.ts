import type { Properties } from '../facts/fact.ts';

/** The fold of facts so far. Plain JSON, kept by stores as one row. */
export interface State {
  /** Version of the fold that made it. */
  readonly fold: 1;
  readonly instances: { readonly [instance: string]: InstanceState };
  /** The last slot of each report scope. */
  readonly slots: { readonly [scope: string]: SlotState };
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

/** A slot that was begun, and the fact that did. */
export interface SlotState {
  /** Start of the slot, in milliseconds since the epoch. */
  readonly start: number;
  /** Id of the tick that made its report; `null` when the slot was only marked. */
  readonly reportedBy: string | null;
}

/** No fact yet. */
export const emptyState: State = { fold: 1, instances: {}, slots: {} };
