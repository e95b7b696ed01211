import type { AddedProperty, Json, MessageKey, PlanDescription, ProbeRequest, Receiver } from '@plainsight/core';
import type { PastChange } from './lock.ts';

/** What a page tells. */
export interface PageAbout {
  readonly description: PlanDescription;
  /** `null` where they are not known. */
  readonly receivers: readonly ShownReceiver[] | null;
  /** How the operator calls the command line: `plainsight`, `butler telemetry`. */
  readonly called: string;
  /** What was removed or changed, by the lock file; the oldest first. */
  readonly history: readonly PastChange[];
}

/** A sink, as far as a page tells of it. */
export interface ShownReceiver {
  readonly receiver: Receiver;
  readonly dryRun: boolean;
  readonly adds: readonly AddedProperty[];
  /** Keys of its message around the properties; `null` where it does not say. */
  readonly keys: readonly MessageKey[] | null;
  /** Whether doctor can ask it for an answer, and with which request, where the sink says. */
  readonly probe: ProbeRequest | 'not described' | null;
  /** Names of fields that it leaves out. */
  readonly unsent: readonly string[];
  /** What it would send of the sample; `null` where it does not show it. */
  readonly message: Json;
}
