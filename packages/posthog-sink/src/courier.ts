import { loadPackage, reasonOf, type Answer, type Connection } from '@plainsight/core';
import type { PostHogOptions } from 'posthog-node';
import type { Capturable } from './capturable.ts';

/** What became of one batch. */
export interface Delivery {
  /** What was answered, or why nothing was; `null` when the client did not make the request that it should. */
  readonly kept: Answer | Error | null;
  /** Uuids of the events that the client says were in the request. */
  readonly uuids: ReadonlySet<unknown>;
}

/** Where a batch goes. */
export interface Destination {
  readonly key: string;
  /** Without a slash at its end. */
  readonly url: string;
  readonly connection: Connection;
  readonly signal: AbortSignal;
}

/** Sends one batch in one request. Rejects only when the client itself fails. */
export type Courier = (events: readonly Capturable[], destination: Destination) => Promise<Delivery>;

type ClientFetch = NonNullable<PostHogOptions['fetch']>;

/**
 * Imports posthog-node, and uses it so that nothing of what it does on its own is left: each batch has a client of its
 * own, which is given one request to make and is always told that it went well. Its queue, its retries, its splitting
 * and its log have no occasion; what really was answered is kept for us to judge.
 */
export async function loadCourier(): Promise<Courier> {
  const { PostHog } = await loadPackage('posthog-node', import('posthog-node'), ['PostHog']);

  class BatchClient extends PostHog {
    /** Neither waits for other clients of this process nor adds what surrounds the call, as `capture` and `flush` do. */
    async send(events: readonly Capturable[]): Promise<ReadonlySet<unknown>> {
      const uuids = new Set<unknown>();
      this.on('flush', (messages: unknown) => {
        if (Array.isArray(messages)) for (const message of messages) uuids.add(uuidOf(message));
      });
      for (const { distinctId, event, properties, timestamp, uuid } of events) {
        this.captureStateless(distinctId, event, properties, { timestamp, uuid });
      }
      await this.flushWithPendingPromises();
      return uuids;
    }
  }

  return async (events, { key, url, connection, signal }) => {
    let kept: Answer | Error | null = null;
    const fetch: ClientFetch = async (address, { headers, body }) => {
      if (address === `${url}/batch/` && isBytes(body)) {
        kept = await connection.post(address, { headers, body, signal }).catch(asError);
      }
      return wentWell;
    };
    const client = new BatchClient(key, {
      host: url,
      fetch,
      // Larger than the batch: the client neither flushes by itself nor drops the oldest.
      flushAt: events.length + 1,
      flushInterval: 0,
      fetchRetryCount: 0,
      // Our signal bounds the request. A time-out of the client's would leave it running.
      requestTimeout: longestTimer,
      disableGeoip: true,
      enableExceptionAutocapture: false,
    });
    // POSTHOG_CAPTURE_MODE=v1 in the host's environment means another endpoint and another body.
    Reflect.set(client, 'captureMode', 'v0');
    return { uuids: await client.send(events), kept };
  };
}

const longestTimer = 2 ** 31 - 1;

const wentWell = { status: 200, text: async () => '', json: async () => ({}) };

const isBytes = (body: unknown): body is string | Uint8Array => typeof body === 'string' || body instanceof Uint8Array;

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(reasonOf(error)));

const uuidOf = (message: unknown): unknown =>
  typeof message === 'object' && message !== null && 'uuid' in message ? message.uuid : undefined;
