import { classify, openConnection, type Outcome, type Sink } from '@plainsight/core';
import { added, keys } from './added.ts';
import { asError, deliverHere, type Deliverer } from './deliver-here.ts';
import { deliverInThread, isLarge } from './deliver-in-thread.ts';
import { receiptOf } from './receipt.ts';
import { targetOf } from './target.ts';

/** Which project of PostHog takes the events. */
export interface PosthogSinkOptions {
  /** Project API key, `phc_…`. It can only write, and is no secret. */
  readonly key: string;
  /** HTTPS URL, or HTTP on loopback. @default 'https://eu.i.posthog.com' */
  readonly host?: string;
  /** @default 'posthog' */
  readonly name?: string;
}

/** A host that had so many large batches has more of them: they are worth a thread. */
const largeBatchesHere = 3;

/**
 * Delivers to PostHog through posthog-node, which is imported at the first delivery. Never throws: what is wrong with
 * key or host is its `problem`. Says `accepted` only of events whose batch PostHog itself acknowledged. Large batches are
 * delivered in a thread of their own, so that the host's is not held up.
 *
 * @example
 * posthogSink({ key: 'phc_…' })
 */
export function posthogSink({ key, host = 'https://eu.i.posthog.com', name = 'posthog' }: PosthogSinkOptions): Sink {
  const { url, host: shown, region, problem } = targetOf(key, host);
  const project = { key, url: url ?? '', host: shown };
  const misconfigured: Outcome = { status: 'retry', why: problem ?? 'no host', fault: 'configuration' };
  const isUsable = url !== null && problem === null;
  const here = deliverHere(project);
  let large = 0;
  let starting: Promise<void> | null = null;
  let thread: Deliverer | null = null;

  /** Nothing waits for it: until it is there, batches are delivered here. */
  async function startThread(): Promise<void> {
    thread = await deliverInThread(project, () => {
      [thread, starting, large] = [null, null, 0];
    });
  }

  return {
    name,
    receiver: { company: 'PostHog', url, region },
    limits: { events: 1000, bytes: 4 * 1024 * 1024 },
    adds: added,
    keys,
    ...(problem === null ? {} : { problem }),
    deliver: async (batch, signal) => {
      if (!isUsable) return batch.map(() => misconfigured);
      if (!isLarge(batch)) return here.deliver(batch, signal);
      large += 1;
      if (large > largeBatchesHere) starting ??= startThread();
      return (thread ?? here).deliver(batch, signal);
    },
    message: async (batch) => (await import('./message.ts')).messageOf(batch, project),
    probe: async (signal) => {
      if (!isUsable) return misconfigured;
      const connection = openConnection();
      const body = emptyBatch(key);
      const request = { headers: { 'Content-Type': 'application/json' }, body, signal };
      const kept = await connection.post(`${url}/batch/`, request).catch(asError);
      connection.close();
      // PostHog answers 400 to a batch without an event, and 401 where it does not know the key.
      if (!(kept instanceof Error) && kept.status === 400) return { status: 'accepted' };
      return classify(kept, { host: shown, now: Date.now(), receiptOf });
    },
    ...(url === null ? {} : { probeRequest: { method: 'POST', url: `${url}/batch/`, body: emptyBatch('phc_…') } }),
    close: async () => {
      await Promise.all([here.close(), starting]);
      await thread?.close();
    },
  };
}

/** What PostHog answers to without taking an event. */
const emptyBatch = (key: string): string => JSON.stringify({ api_key: key, batch: [] });
