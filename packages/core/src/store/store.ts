import type { Fact } from '../facts/fact.ts';
import type { Quarantined } from '../pipeline/quarantined.ts';
import type { State } from '../pipeline/state.ts';
import type { TelemetryEvent } from '../pipeline/telemetry-event.ts';
import type { Decisions } from './decisions.ts';

/** What a store can do, as data. */
export interface StoreSupports {
  /** What was committed is there after a crash of the process. */
  readonly durable: boolean;
  /** Several processes may use it at once. */
  readonly shared: boolean;
}

/**
 * Where facts, state and records live. Before `open` and after `close` every method rejects, but for `open`, `close`
 * and `onCommit`. What was committed stays over `close` and `open` of the same object, whatever `supports` says.
 */
export interface Store {
  /** What and where, for people: `memory`, a path. */
  readonly place: string;
  readonly supports: StoreSupports;
  /** Usable before `open`, so that telemetry that is off opens nothing. `null` when it has no place for them. */
  readonly decisions: Decisions | null;
  /**
   * Opens it, or joins those who have it open: handles that share one object open and close it each for itself.
   * A closed store may be opened again.
   */
  open(): Promise<void>;
  /**
   * Under the write lock, hands `build` what was committed after position `since` and commits what it returns,
   * whole or not at all: where `build` throws, it rejects with that. `build` is pure and synchronous and may run
   * again; it never runs within another. A fact whose id the store has is not stored twice, nor a record or a
   * quarantined event whose uuid it has. A commit that holds nothing changes nothing.
   */
  commit(since: number, build: (journal: Journal) => Commit): Promise<Committed>;
  /**
   * Calls `listener` after every commit of something that it can tell of, by whomever; what it throws is passed over.
   * Lasts over `close` and `open`. Gives a function that ends it.
   */
  onCommit(listener: () => void): () => void;
  /**
   * Names the sinks that records wait for, in place of those named before. A sink that was never named before starts
   * at the present; one that is named again goes on where it was.
   */
  attach(sinks: readonly string[]): Promise<void>;
  /**
   * The oldest records that wait for a sink: at least one where there is one, else within the limits.
   * Rejects for a sink that was never attached.
   */
  waiting(sink: string, limits: BatchLimits): Promise<readonly StoredRecord[]>;
  /**
   * Says what became of records, in any order, and how the sink is doing, in one step. A record that is gone, or does
   * not wait for this sink, is passed over. Rejects for a sink that was never attached.
   */
  settle(sink: string, settlements: readonly Settlement[], health: SinkHealth): Promise<void>;
  /** How a sink was doing when it was last settled; `healthy` when it never was. */
  health(sink: string): Promise<SinkHealth>;
  counts(): Promise<Counts>;
  /**
   * Deletes all that was not sent, facts and quarantined events included: no record waits any longer, and those that
   * no sink accepted are gone. What `state` knows stays. What goes so is not counted as dropped.
   */
  purge(): Promise<void>;
  /**
   * The exclusive right to deliver; `null` while another holds it, another handle on this object included.
   * It ends with `release`, and with the process of its holder. Release it before `close`.
   */
  lockDelivery(): Promise<DeliveryLock | null>;
  /** Ends what one `open` began; the store is closed when each has been ended. One too many does nothing. */
  close(): Promise<void>;
}

/** What `build` gets. */
export interface Journal {
  /**
   * The state as far as the store has folded it, given where the facts after `since` are no longer all there, or where
   * the store knows no such position (it was begun anew); else `null`: the caller's own is the one to go on from.
   */
  readonly state: State | null;
  /** Facts that come after that state, or after the caller's own; oldest first, others' included. */
  readonly facts: readonly Fact[];
}

/** What `build` returns. */
export interface Commit {
  readonly facts: readonly Fact[];
  /** The fold of all facts, these included. */
  readonly state: State;
  readonly records: readonly NewRecord[];
  readonly quarantined: readonly Quarantined[];
  /** Events that were dropped before they could be committed. */
  readonly dropped: number;
}

/** What a commit gives back. */
export interface Committed {
  /** Position of the last fact: the next `since`. */
  readonly position: number;
}

/** A telemetry event with what allowed it. */
export interface NewRecord {
  readonly event: TelemetryEvent;
  /** Bytes of the event as JSON. */
  readonly bytes: number;
  readonly receipt: ConsentReceipt;
}

/** Which plan and which place allowed an event. */
export interface ConsentReceipt {
  readonly planVersion: number;
  /** SHA-256 of the plan, in hex. */
  readonly planHash: string;
  /** The place that decided that telemetry is on. */
  readonly allowedBy: string;
}

/** A telemetry event in the store. */
export interface StoredRecord extends NewRecord {
  /** Its place in the order of records, from 1. */
  readonly position: number;
}

/** What became of one record at one sink. */
export interface Settlement {
  readonly position: number;
  readonly status: 'accepted' | 'rejected' | 'retry';
  readonly why?: string;
  readonly receipt?: string;
}

/** How a sink is doing. Kept, so that a restart does not forget a back-off. */
export interface SinkHealth {
  readonly state: 'healthy' | 'failing' | 'misconfigured';
  /** When it began to fail, in milliseconds since the epoch; `null` while healthy. */
  readonly failingSince: number | null;
  /** Attempts that failed, one after another. */
  readonly failures: number;
  /** Times that an event alone in the store was refused, one after another. */
  readonly refusals: number;
  /** Not to be tried before this time, in milliseconds since the epoch. */
  readonly notBefore: number;
  /** The receiver itself asked not to be called before this time, in milliseconds since the epoch. */
  readonly askedToWaitUntil: number;
  /** The last answer, or why there was none, in words. */
  readonly lastAnswer: string | null;
  /** When that was, in milliseconds since the epoch. */
  readonly lastAnswerAt: number | null;
}

/** A sink that has not failed. */
export const healthy: SinkHealth = {
  state: 'healthy',
  failingSince: null,
  failures: 0,
  refusals: 0,
  notBefore: 0,
  askedToWaitUntil: 0,
  lastAnswer: null,
  lastAnswerAt: null,
};

/** Numbers of telemetry events, for `status`. */
export interface Counts {
  /** By sink, for each that was ever attached. */
  readonly sinks: { readonly [sink: string]: SinkCounts };
  /** That are in the store now, settled ones included. */
  readonly records: number;
  /** That are in the store now. */
  readonly quarantined: number;
  /** Gone before every sink that waited for them had them, or from quarantine: a buffer or the quota was full. */
  readonly dropped: number;
}

/** Numbers of telemetry events at one sink. */
export interface SinkCounts {
  /** That wait now. */
  readonly waiting: number;
  /** Since the sink was first attached, as is the next. */
  readonly accepted: number;
  readonly rejected: number;
}

/** The right to deliver. */
export interface DeliveryLock {
  release(): Promise<void>;
}

/** How much one batch may hold. */
export interface BatchLimits {
  readonly events: number;
  /** Bytes of the events as JSON. */
  readonly bytes: number;
}
