import type { TelemetryEvent } from '../pipeline/telemetry-event.ts';
import type { BatchLimits } from '../store/store.ts';

/** Who receives what a sink delivers. Shown by `status` and in the documentation. */
export interface Receiver {
  /** Company or party, as an operator would name it: `PostHog`, `this terminal`. */
  readonly company: string;
  /** Where it is sent to; `null` when nothing leaves the machine. */
  readonly url: string | null;
  /** Where the data are kept: `EU`, `US`; `null` when unknown or when nothing leaves the machine. */
  readonly region: string | null;
}

/** What a sink says of one telemetry event. Its words are cut to 300 characters, and control characters are escaped. */
export type Outcome =
  /** The receiver itself said that it has the event. */
  | { readonly status: 'accepted'; readonly receipt?: string }
  /**
   * Not delivered, to be tried again: after `afterMillis` where the receiver named a time, else after a back-off; `byDate`
   * where it named a date, which it may have named to all who asked: they come back one by one, and not at once.
   * `fault: 'configuration'` when trying again soon is of no use: a wrong key, a wrong address, a certificate.
   */
  | {
      readonly status: 'retry';
      readonly why: string;
      readonly afterMillis?: number;
      readonly byDate?: boolean;
      readonly fault?: 'configuration';
    }
  /** The receiver refused this event, or the batch that it came in. Delivery finds out which. */
  | { readonly status: 'rejected'; readonly why: string };

/** A property that a sink itself adds to every event; it is in the generated documentation. */
export interface AddedProperty {
  readonly name: string;
  readonly value: string;
  readonly why: string;
}

/** A key of what a sink sends that is no property of an event; it is in the generated documentation. */
export interface MessageKey {
  /** Where it stands, from the outermost inwards, `[]` for each of a list: `api_key`, `batch[].uuid`. */
  readonly name: string;
  /** What it holds, in words. */
  readonly value: string;
}

/** The request that {@link Sink.probe} makes. It holds no event. */
export interface ProbeRequest {
  readonly method: 'POST' | 'GET' | 'HEAD';
  /** Without what is secret. */
  readonly url: string;
  /** As it is sent, but for what is secret; `null` where the sink does not say. */
  readonly body: string | null;
}

/** Where telemetry events go. Stateless but for its connection: no queue, no timer, no retry of its own. */
export interface Sink {
  /** Unique among the sinks of an installation: the store keeps the place reached under this name. */
  readonly name: string;
  readonly receiver: Receiver;
  /** True when nothing leaves the machine. */
  readonly dryRun?: boolean;
  /** The largest batch that it takes. @default 500 events, 1 MB */
  readonly limits?: BatchLimits;
  /** What it adds to each event. @default nothing */
  readonly adds?: readonly AddedProperty[];
  /** Keys of what it sends around the properties of the events, the one that these stand at included. @default not said */
  readonly keys?: readonly MessageKey[];
  /** What it would send of a batch as JSON, to be shown in the documentation. Sends nothing. @default not shown */
  message?(batch: readonly TelemetryEvent[]): Promise<unknown>;
  /** What is wrong with its own configuration, with the way out. Such a sink is not asked to deliver. */
  readonly problem?: string;
  /**
   * Delivers a batch and gives one outcome an event, in the same order. Resolves soon after `signal` aborts.
   * Never called twice at the same time. Properties of an event are read when they are asked for: a sink that only passes them on
   * takes `eventJson` or `propertiesJson`.
   */
  deliver(batch: readonly TelemetryEvent[], signal: AbortSignal): Promise<readonly Outcome[]>;
  /**
   * Asks the receiver for its answer to a batch of no event, so that nothing is sent but what is needed to be answered.
   * `accepted` where it answered itself and took no offence at anything but the emptiness. For `doctor`.
   */
  probe?(signal: AbortSignal): Promise<Outcome>;
  /** What `probe` sends, for the documentation. @default not said */
  readonly probeRequest?: ProbeRequest;
  /** Lets go of connections. Idempotent; a delivery after it opens them again. */
  close(): Promise<void>;
}
