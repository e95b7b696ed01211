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

/** What is in the way of using a store, for people. */
export interface StoreObstacle {
  /** What it is, and where. */
  readonly seen: string;
  readonly todo: string;
}

/**
 * Where facts, state and records live. Before `open` and after `close` every method rejects, but for `open`, `close`,
 * `exists` and `onCommit`. What was committed stays over `close` and `open` of the same object, whatever `supports` says.
 */
export interface Store {
  /** What and where, for people: `memory`, a path. */
  readonly place: string;
  readonly supports: StoreSupports;
  /** What happened to what was kept, for people, with the way out: a damaged file that was set aside. @default nothing */
  readonly troubles?: readonly string[];
  /** Usable before `open`, so that telemetry that is off opens nothing. `null` when it has no place for them. */
  readonly decisions: Decisions | null;
  /** Whether there is anything to open. Usable before `open`; opens and makes nothing. */
  exists(): Promise<boolean>;
  /**
   * What is in the way of using it now: a folder that cannot be made, a disk that is full. `null` where nothing is. Usable before
   * `open`; opens and makes nothing, and never rejects. @default nothing is ever in its way
   */
  obstacle?(): Promise<StoreObstacle | null>;
  /**
   * Opens it, or joins those who have it open: handles that share one object open and close it each for itself.
   * A closed store may be opened again. Rejects with a {@link StoreError} where another place must not be used instead.
   */
  open(): Promise<void>;
  /**
   * Under the write lock, hands `build` what was committed after position `since` and commits what it returns,
   * whole or not at all: where `build` throws, it rejects with that. `build` is pure and synchronous and may run
   * again; it never runs within another. Where the store has a fact already that made no event, `build` runs again and is
   * told its id. A record or a quarantined event whose uuid the store has is not stored twice. A commit that holds nothing
   * changes nothing.
   */
  commit(since: number, build: (journal: Journal) => Commit): Promise<Committed>;
  /**
   * The same, at once, at the end of the process, when nothing asynchronous runs any more. Where a store cannot, it is
   * absent. Never called but from a listener of the process's `exit`.
   */
  commitAtExit?(since: number, build: (journal: Journal) => Commit): void;
  /**
   * Calls `listener` after every commit of something that it can tell of, by whomever: through this object, or by another
   * one or another process, whose erasures and requests are told of as well. What it throws is passed over. Lasts over
   * `close` and `open`. Gives a function that ends it.
   */
  onCommit(listener: (by: 'self' | 'other') => void): () => void;
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
  /** Records and quarantined events, as an operator sees them. What a page costs does not depend on how many there are. */
  records(query: RecordQuery): Promise<RecordPage>;
  /**
   * How many records and quarantined events the store has of a time, the oldest first; where it has none there is no bucket.
   * What it costs depends on the hours asked for, and not on how many records there are.
   */
  activity(query: ActivityQuery): Promise<readonly ActivityBucket[]>;
  /**
   * Deletes, and what goes so is not counted as dropped. What `state` knows stays: it is the caller's to change.
   * - `unsent`: no record waits any longer, and those that no sink accepted are gone, as are facts and quarantined events.
   * - `submitted`: records that wait for no sink, and what is known of their deliveries.
   * - `all`: records, quarantined events, facts, deliveries and all that is counted. Sinks start at the present again.
   * Resolves when nothing of it is left in any file of the store; rejects where it could not be made so.
   */
  erase(what: Erasure): Promise<void>;
  /** Asks whoever has the right to deliver to do so now, whatever it waits for. */
  requestDelivery(): Promise<void>;
  /** How often that was asked. */
  deliveryRequests(): Promise<number>;
  /**
   * The exclusive right to deliver; `null` while another holds it, another handle on this object included. Rejects, with
   * the reason and the way out, where no process can have it.
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
  /** Ids of facts that `build` gave when it ran before, and that the store has: they are not to be given again. */
  readonly known: ReadonlySet<string>;
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

/** Facts that made no event under their id: it is by the id alone that a store knows them again. */
export function bareFacts({ facts, records, quarantined }: Commit): readonly Fact[] {
  if (facts.length === 0) return facts;
  const made = new Set([...records.map(({ event }) => event.uuid), ...quarantined.map(({ uuid }) => uuid)]);
  return facts.filter(({ id }) => !made.has(id));
}

/** What a commit gives back. */
export interface Committed {
  /** Position of the last fact: the next `since`. */
  readonly position: number;
}

/** A telemetry event with what allowed it. */
export interface NewRecord {
  readonly event: TelemetryEvent;
  /** The event as JSON. */
  readonly json: string;
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
export interface StoredRecord extends Omit<NewRecord, 'json'> {
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

/** What becomes of a record at one sink. `withdrawn`: it was deleted before it was sent. */
export type RecordState = 'waiting' | 'accepted' | 'rejected' | 'withdrawn';

/** What is asked of {@link Store.records}. All that is given must hold. */
export interface RecordQuery {
  /** That some sink, or `sink`, has it in this state; `quarantined` for events that failed their checks. */
  readonly state?: RecordState | 'quarantined';
  /** That it is, or was, meant for this sink. */
  readonly sink?: string;
  /** That it has this name. */
  readonly name?: string;
  /** That its time is this or later, in milliseconds since the epoch. */
  readonly from?: number;
  /** That its time is earlier, in milliseconds since the epoch. */
  readonly to?: number;
  /** Which come first. */
  readonly order: 'newest' | 'oldest';
  /** Where the page before ended: its `next`. */
  readonly after?: number;
  /** Most entries of a page. */
  readonly limit: number;
}

/** Some of what was asked for. */
export interface RecordPage {
  readonly entries: readonly RecordEntry[];
  /** Where the next page begins; `null` where there is no more. */
  readonly next: number | null;
}

/** A record with what became of it, or what is left of an event that failed its checks. */
export type RecordEntry =
  | (StoredRecord & {
      readonly kind: 'record';
      /** By sink, for each that it is, or was, meant for. */
      readonly sinks: { readonly [sink: string]: RecordDelivery };
    })
  | { readonly kind: 'quarantined'; readonly position: number; readonly quarantined: Quarantined };

/** What became of a record at one sink. */
export interface RecordDelivery {
  readonly state: RecordState;
  /** Why it was rejected, or is tried again; `null` where nothing is known. */
  readonly why: string | null;
  /** What the receiver gave for it. */
  readonly receipt: string | null;
  /** When it was accepted or rejected, in milliseconds since the epoch. */
  readonly at: number | null;
}

/** What is asked of {@link Store.activity}, in whole hours. */
export interface ActivityQuery {
  /** From the hour on that this time lies in, in milliseconds since the epoch. */
  readonly from: number;
  /** The hours that begin before this time, in milliseconds since the epoch. */
  readonly to: number;
  /** Hours of a bucket, from 1. Buckets are counted from the epoch: those of 24 hours are days in UTC. */
  readonly bucketHours: number;
}

/** How many events are of one time. */
export interface ActivityBucket {
  /** When it begins, in milliseconds since the epoch. */
  readonly at: number;
  /** Records that are kept, by the name of the event. */
  readonly names: { readonly [name: string]: number };
  /** Events that failed their checks, and are kept. */
  readonly quarantined: number;
}

/** What is deleted. */
export type Erasure = 'all' | 'submitted' | 'unsent';

/**
 * Why a store is not to be used, where telemetry must not go on elsewhere either: a later version wrote it. Telemetry
 * is then off.
 */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly code = 'newer-store';
}

/** By its code, since a store may come with a copy of this package of its own. */
export const isStoreError = (error: unknown): error is StoreError =>
  error instanceof Error && 'code' in error && error.code === 'newer-store';

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
  /** What the store takes, in bytes of memory or of disk. */
  readonly bytes: number;
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
