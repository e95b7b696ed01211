import {
  beforeAbort,
  classify,
  openConnection,
  reasonOf,
  type Answer,
  type Connection,
  type Outcome,
  type TelemetryEvent,
} from '@plainsight/core';
import { capturable, type Capturable } from './capturable.ts';
import { loadCourier, type Courier } from './courier.ts';
import { receiptOf } from './receipt.ts';

/** A project of PostHog that can be delivered to. */
export interface Project {
  readonly key: string;
  /** Without a slash at its end. */
  readonly url: string;
  /** Host name and port, for people. */
  readonly host: string;
}

/** Delivers batches, one after the other. */
export interface Deliverer {
  /** One outcome an event, in order. Resolves soon after `signal` aborts. Never rejects. */
  deliver(batch: readonly TelemetryEvent[], signal: AbortSignal): Promise<readonly Outcome[]>;
  /** Lets go of connections; a delivery after it opens them again. */
  close(): Promise<void>;
}

/** Delivers in the thread that it is called in. posthog-node is imported at the first delivery. */
export function deliverHere({ key, url, host }: Project): Deliverer {
  let connection: Connection | null = null;
  let courier: Promise<Courier> | null = null;
  let turn: Promise<unknown> = Promise.resolve();

  const outcomeOf = (kept: Answer | Error): Outcome => classify(kept, { host, now: Date.now(), receiptOf });

  async function send(events: readonly Capturable[], signal: AbortSignal): Promise<readonly Outcome[]> {
    courier ??= loadCourier();
    connection ??= openConnection();
    const { kept, uuids } = await (await courier)(events, { key, url, connection, signal });
    if (kept === null) return events.map(() => notAsked);
    const outcome = outcomeOf(kept);
    return events.map(({ uuid }) => (outcome.status === 'accepted' && !uuids.has(uuid) ? notSent : outcome));
  }

  return {
    deliver: async (batch, signal) => {
      // Before anything is awaited: what the caller does with the events from now on changes nothing of what is sent.
      const prepared = batch.map(capturable);
      const events = prepared.filter((one) => 'uuid' in one);
      const mine = turn.then(() => (signal.aborted || events.length === 0 ? [] : send(events, signal)));
      turn = mine.catch(() => {});
      const late: Outcome = { status: 'retry', why: `${host} did not answer in time` };
      const outcomes = await beforeAbort(signal, mine).catch((error: unknown) => batch.map(() => failed(error)));
      let sent = 0;
      return prepared.map((one) =>
        'refused' in one ? { status: 'rejected', why: one.refused } : (outcomes?.[sent++] ?? late),
      );
    },
    close: async () => {
      connection?.close();
      // Telemetry that is switched off and on again uses the same sink.
      connection = null;
    },
  };
}

const notSent: Outcome = { status: 'retry', why: 'posthog-node left it out of its request' };

const notAsked: Outcome = { status: 'retry', why: 'posthog-node did not make the request that was expected of it' };

const failed = (error: unknown): Outcome => ({
  status: 'retry',
  why: `posthog-node failed: ${reasonOf(error)}`,
});

export const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(reasonOf(error)));
