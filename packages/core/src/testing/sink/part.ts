import type { Outcome, Sink } from '../../delivery/sink.ts';
import type { TelemetryEvent } from '../../pipeline/telemetry-event.ts';

/** What the receiver of a sink can be made to do in a test. */
export interface SinkSupports {
  /** It tells what arrived. */
  readonly received: boolean;
  /** It can be made to refuse, or to be out of reach. */
  readonly failing: boolean;
  /** It can be made to take what it is sent and never answer. */
  readonly hanging: boolean;
}

/** A sink and its receiver. */
export interface SinkPlace {
  readonly sink: Sink;
  /** Uuids of the events that the receiver has, in the order in which they came; one that came twice is there twice. */
  readonly received?: () => readonly string[] | Promise<readonly string[]>;
  /** From now on the receiver refuses, or is out of reach. */
  readonly fail?: () => void | Promise<void>;
  /** From now on the receiver never answers. */
  readonly hang?: () => void | Promise<void>;
  /** Lets go of the receiver. */
  readonly remove?: () => Promise<void>;
}

/** A sink under test. */
export interface TriedSink extends SinkPlace {
  /** As the sink does, and rejects with an `AssertionError` where it takes too long. */
  deliver(batch: readonly TelemetryEvent[], signal?: AbortSignal): Promise<readonly Outcome[]>;
}

/** Declares a test of a sink in some state. */
export type SinkTest = (title: string, body: (tried: TriedSink) => Promise<void>) => void;
