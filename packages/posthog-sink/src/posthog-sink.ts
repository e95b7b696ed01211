import { classify, openConnection, type Answer, type Outcome, type Sink } from '@plainsight/core';
import { added } from './added.ts';
import { capturable, type Capturable } from './capturable.ts';
import { loadCourier, type Courier } from './courier.ts';
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

/**
 * Delivers to PostHog through posthog-node, which is imported at the first delivery. Never throws: what is wrong with
 * key or host is its `problem`. Says `accepted` only of events whose batch PostHog itself acknowledged.
 *
 * @example
 * posthogSink({ key: 'phc_…' })
 */
export function posthogSink({ key, host = 'https://eu.i.posthog.com', name = 'posthog' }: PosthogSinkOptions): Sink {
  const target = targetOf(key, host);
  let connection = openConnection();
  let courier: Promise<Courier> | null = null;
  let turn: Promise<unknown> = Promise.resolve();

  const outcomeOf = (kept: Answer | Error): Outcome =>
    classify(kept, { host: target.host, now: Date.now(), receiptOf });

  async function send(url: string, events: readonly Capturable[], signal: AbortSignal): Promise<readonly Outcome[]> {
    courier ??= loadCourier();
    const { kept, uuids } = await (await courier)(events, { key, url, connection, signal });
    if (kept === null) return events.map(() => notAsked);
    const outcome = outcomeOf(kept);
    return events.map(({ uuid }) => (outcome.status === 'accepted' && !uuids.has(uuid) ? notSent : outcome));
  }

  return {
    name,
    receiver: { company: 'PostHog', url: target.url, region: target.region },
    limits: { events: 1000, bytes: 4 * 1024 * 1024 },
    adds: added,
    ...(target.problem === null ? {} : { problem: target.problem }),
    deliver: async (batch, signal) => {
      const { url, problem } = target;
      const all = (outcome: Outcome): readonly Outcome[] => batch.map(() => outcome);
      if (url === null || problem !== null) {
        return all({ status: 'retry', why: problem ?? 'no host', fault: 'configuration' });
      }
      // Before anything is awaited: what the caller does with the events from now on changes nothing of what is sent.
      const prepared = batch.map(capturable);
      const events = prepared.filter((one) => 'uuid' in one);
      const mine = turn.then(() => (signal.aborted || events.length === 0 ? [] : send(url, events, signal)));
      turn = mine.catch(() => {});
      const late: Outcome = { status: 'retry', why: `${target.host} did not answer in time` };
      const outcomes = await before(signal, mine).catch((error: unknown) => all(failed(asError(error))));
      let sent = 0;
      return prepared.map((one) =>
        'refused' in one ? { status: 'rejected', why: one.refused } : (outcomes?.[sent++] ?? late),
      );
    },
    close: async () => {
      connection.close();
      // Telemetry that is switched off and on again uses the same sink. Nothing is opened before it delivers.
      connection = openConnection();
    },
  };
}

const notSent: Outcome = { status: 'retry', why: 'posthog-node left it out of its request' };

const notAsked: Outcome = { status: 'retry', why: 'posthog-node did not make the request that was expected of it' };

const failed = (error: Error): Outcome => ({
  status: 'retry',
  why: `posthog-node failed (${'code' in error ? String(error.code) : error.name})`,
});

/** What `work` gives, or `null` as soon as the signal aborts. */
function before<T>(signal: AbortSignal, work: Promise<T>): Promise<T | null> {
  return new Promise((resolve, reject) => {
    const stop = (): void => resolve(null);
    signal.addEventListener('abort', stop);
    if (signal.aborted) stop();
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
