import type { Outcome, Sink, TelemetryEvent } from '@plainsight/core';
import { added, keys } from './added.ts';
import type { Deliverer } from './deliver-here.ts';
import { sendable, type Prepared } from './sendable.ts';
import { targetOf } from './target.ts';

/** Which project of PostHog takes the events. */
export interface PosthogSinkOptions {
  /** Project API key, `phc_…`. It can only write, and is no secret. */
  readonly key: string;
  /** HTTPS URL, or HTTP on loopback. @default 'https://eu.i.posthog.com' */
  readonly host?: string;
  /** @default 'posthog' */
  readonly name?: string;
  /**
   * How hard what is sent is compressed, from 1 to 9. posthog-node compresses at 6, which takes three times as long as the
   * default for a sixth fewer bytes. @default 2
   */
  readonly gzipLevel?: number;
}

/** A smaller batch holds up the host for no longer than passing it on would. */
const largeBatch = 200;
/** A host that had so many large batches has more of them: they are worth a thread. */
const largeBatchesHere = 3;

/**
 * Delivers to PostHog as posthog-node would, which is imported at the first delivery. Never throws: what is wrong with
 * key or host is its `problem`. Says `accepted` only of events whose batch PostHog itself acknowledged. Large batches are
 * delivered in a thread of their own, so that the host's is not held up.
 *
 * @example
 * posthogSink({ key: 'phc_…' })
 */
export function posthogSink(options: PosthogSinkOptions): Sink {
  const { key, host = 'https://eu.i.posthog.com', name = 'posthog', gzipLevel = 2 } = options;
  const { url, host: shown, region, problem } = targetOf(key, host, gzipLevel);
  const project = { key, url: url ?? '', host: shown, gzipLevel };
  const misconfigured: Outcome = { status: 'retry', why: problem ?? 'no host', fault: 'configuration' };
  const isUsable = url !== null && problem === null;
  let here: Promise<Deliverer<Prepared>> | null = null;
  let large = 0;
  let starting: Promise<void> | null = null;
  let thread: Deliverer<TelemetryEvent> | null = null;

  const loadHere = async (): Promise<Deliverer<Prepared>> => (await import('./deliver-here.ts')).deliverHere(project);

  /** Nothing waits for it: until it is there, batches are delivered here. */
  async function startThread(): Promise<void> {
    const { deliverInThread } = await import('./deliver-in-thread.ts');
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
      if (batch.length >= largeBatch) {
        large += 1;
        if (large > largeBatchesHere) starting ??= startThread().catch(() => {});
        if (thread !== null) return thread.deliver(batch, signal);
      }
      // Before anything is awaited: what the caller does with the events from now on changes nothing of what is sent.
      const prepared = batch.map(sendable);
      here ??= loadHere();
      return (await here).deliver(prepared, signal);
    },
    message: async (batch) => (await import('./message.ts')).messageOf(batch, project),
    probe: async (signal) =>
      isUsable ? (await import('./probe.ts')).probe(project, emptyBatch(key), signal) : misconfigured,
    ...(url === null ? {} : { probeRequest: { method: 'POST', url: `${url}/batch/`, body: emptyBatch('phc_…') } }),
    close: async () => {
      await Promise.all([here?.then((one) => one.close()), starting]);
      await thread?.close();
    },
  };
}

/** What PostHog answers to without taking an event. */
const emptyBatch = (key: string): string => JSON.stringify({ api_key: key, batch: [] });
