import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import {
  beforeAbort,
  classify,
  openConnection,
  reasonOf,
  type Answer,
  type Connection,
  type Outcome,
} from '@plainsight/core';
import { capturable } from './capturable.ts';
import { loadCourier, type Courier, type Delivery, type Destination } from './courier.ts';
import { receiptOf } from './receipt.ts';
import type { Prepared, Sendable } from './sendable.ts';
import { isSpliceable, splice } from './splice.ts';
import { learnForm, type WireForm } from './wire-form.ts';

/** A project of PostHog that can be delivered to. */
export interface Project {
  readonly key: string;
  /** Without a slash at its end. */
  readonly url: string;
  /** Host name and port, for people. */
  readonly host: string;
  /** Of what posthog-node does not write itself, from 1 to 9. */
  readonly gzipLevel: number;
}

/** Delivers batches, one after the other. */
export interface Deliverer<E> {
  /** One outcome an event, in order. Resolves soon after `signal` aborts. Never rejects. */
  deliver(batch: readonly E[], signal: AbortSignal): Promise<readonly Outcome[]>;
  /** Lets go of connections; a delivery after it opens them again. */
  close(): Promise<void>;
}

/** Compresses a body. */
export type Zip = (body: Buffer, level: number) => Buffer | Promise<Buffer>;

const later = promisify(gzip);
const zipLater: Zip = (body, level) => later(body, { level });

/** Delivers in the thread that it is called in. posthog-node is imported at the first delivery. */
export function deliverHere({ key, url, host, gzipLevel }: Project, zip: Zip = zipLater): Deliverer<Prepared> {
  let connection: Connection | null = null;
  let loading: Promise<Courier> | null = null;
  let form: Promise<WireForm | null> | null = null;
  let isFirst = true;
  let turn: Promise<unknown> = Promise.resolve();

  const outcomeOf = (kept: Answer | Error): Outcome => classify(kept, { host, now: Date.now(), receiptOf });

  async function send(events: readonly Sendable[], signal: AbortSignal): Promise<readonly Outcome[]> {
    loading ??= loadCourier();
    const courier = await loading;
    // The client writes the first itself: a process that delivers once has no time to lose, and nothing to learn for.
    const isOurs = !isFirst && events.every(isSpliceable);
    isFirst = false;
    if (isOurs) form ??= learnForm(courier, { key, url }).catch(() => null);
    const known = isOurs ? await form : null;
    connection ??= openConnection();
    const destination = { key, url, connection, signal };
    const { kept, uuids } =
      known === null
        ? await courier(events.map(capturable), destination)
        : await sendSpliced(known, events, destination, (body) => zip(body, gzipLevel));
    if (kept === null) return events.map(() => notAsked);
    const outcome = outcomeOf(kept);
    return events.map(({ uuid }) => (outcome.status === 'accepted' && !uuids.has(uuid) ? notSent : outcome));
  }

  return {
    deliver: async (batch, signal) => {
      const events = batch.filter((one) => 'uuid' in one);
      const mine = turn.then(() => (signal.aborted || events.length === 0 ? [] : send(events, signal)));
      turn = mine.catch(() => {});
      const late: Outcome = { status: 'retry', why: `${host} did not answer in time` };
      const outcomes = await beforeAbort(signal, mine).catch((error: unknown) => batch.map(() => failed(error)));
      let sent = 0;
      return batch.map((one) =>
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

/** The same as a courier, without the client. */
async function sendSpliced(
  form: WireForm,
  events: readonly Sendable[],
  { connection, signal }: Destination,
  zip: (body: Buffer) => Buffer | Promise<Buffer>,
): Promise<Delivery> {
  const { address, headers, isZipped } = form;
  const json = splice(form, events, new Date());
  const body = isZipped ? await zip(json) : json;
  const kept = await connection.post(address, { headers, body, signal }).catch(asError);
  return { kept, uuids: new Set(events.map(({ uuid }) => uuid)) };
}

const notSent: Outcome = { status: 'retry', why: 'posthog-node left it out of its request' };

const notAsked: Outcome = { status: 'retry', why: 'posthog-node did not make the request that was expected of it' };

const failed = (error: unknown): Outcome => ({
  status: 'retry',
  why: `posthog-node failed: ${reasonOf(error)}`,
});

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(reasonOf(error)));
