import {
  beforeAbort,
  openConnection,
  reasonOf,
  type Answer,
  type BatchLimits,
  type Connection,
  type MessageKey,
  type Outcome,
  type Sink,
  type TelemetryEvent,
} from '@plainsight/core';
import { messageOf, type Message, type MessageOptions, type RequestHeaders } from './message.ts';
import { outcomeOf } from './outcome.ts';
import { isJsonAnswer } from './receipt.ts';
import { targetOf } from './target.ts';
import { tell, type HttpAnswer } from './tell.ts';

/** Who takes the events, in which form, and what it answers. */
export interface HttpSinkOptions {
  /**
   * HTTPS URL, or HTTP on loopback, without credentials. Host and path are shown to the operator and kept with what was
   * delivered. A query is sent and never shown; a secret is better off in a header.
   */
  readonly url: string;
  /** Who receives, as an operator would name them: `Ptarmigan Labs`. */
  readonly company: string;
  /** Where the data are kept: `EU`, `US`. @default unknown */
  readonly region?: string;
  /** @default 'http' */
  readonly name?: string;
  /**
   * Sent with each request, beside `Content-Type: application/json`, `Accept: application/json` and
   * `User-Agent: plainsight`, and instead of these where it has one of their names. A function is called for each
   * request. Values are never shown. @default none
   */
  readonly headers?: RequestHeaders | (() => RequestHeaders);
  /**
   * What is sent as JSON for a batch; called at once, and must not change the events. A format that has room for one event
   * only needs `limits: { events: 1 }`. @default the list of events as they are
   */
  readonly body?: (events: readonly TelemetryEvent[]) => unknown;
  /**
   * What `body` makes, key by key, for the documentation, which then shows the message that `body` makes of example events as
   * well: it must hold no secret. @default with a `body` of your own, the documentation can say nothing of it
   */
  readonly keys?: readonly MessageKey[];
  /**
   * What the receiver itself says in the text (its first 64 KB) of an answer of class 2xx: `accepted`, with a receipt
   * where it gives one; another outcome where it says that it did not take the batch; `null` when these are not its words.
   * Not asked about 204 and 205, which have no text. @default accepted where the text is a JSON object or array
   */
  readonly receiptOf?: (body: string, status: number) => Outcome | null;
  /**
   * True where this receiver answers 204 to what it took. Whatever stands between can answer so too: events that it
   * swallows are then lost. @default false: delivered again until the receiver says something
   */
  readonly noContentIsReceipt?: boolean;
  /**
   * Told of each answer, whatever its status and whoever gave it, before anything is made of it: for a line in the log. The
   * text (its first 64 KB) comes from outside. What this gives or throws changes nothing. @default nobody is told
   */
  readonly onAnswer?: (answer: HttpAnswer) => void;
  /** The largest batch that it takes. @default 500 events, 1 MB */
  readonly limits?: Partial<BatchLimits>;
}

/**
 * Posts batches as JSON to a URL of the maintainer's own, and adds nothing to the events. Never throws: what is wrong with
 * the options is its `problem`, and where `headers`, `body` or `receiptOf` throws, the events are kept and tried again as
 * after any fault of the configuration. Says `accepted` only of what the receiver itself answered to.
 *
 * @example
 * httpSink({ url: 'https://telemetry.example.org/events', company: 'Example', region: 'EU' })
 */
export function httpSink(options: HttpSinkOptions): Sink {
  const { company, region = null, name = 'http', headers = {}, body = null } = options;
  const keys = options.keys ?? (body === null ? usualKeys : null);
  const { receiptOf = isJsonAnswer, noContentIsReceipt = false, onAnswer = () => {} } = options;
  const limits: BatchLimits = { events: 500, bytes: 1024 * 1024, ...options.limits };
  const { url, problem } = targetOf({ url: options.url, company, limits });
  let connection: Connection | null = null;
  let turn: Promise<unknown> = Promise.resolve();

  async function post(to: URL, { headers: all, text }: Message, signal: AbortSignal): Promise<Outcome> {
    const request = { headers: all, body: text, signal };
    connection ??= openConnection();
    const kept: Answer | Error = await connection.post(to.href, request).catch(asError);
    if (!(kept instanceof Error)) tell(onAnswer, kept);
    return outcomeOf(kept, { host: to.host, now: Date.now(), receiptOf, noContentIsReceipt });
  }

  return {
    name,
    receiver: { company, url: url === null ? null : `${url.origin}${url.pathname}`, region },
    limits,
    adds: [],
    ...(keys === null ? {} : { keys, message: async (batch) => (body === null ? batch : body(batch)) }),
    ...(problem === null ? {} : { problem }),
    get probeRequest() {
      return {
        method: 'POST' as const,
        url: `${url?.origin ?? ''}${url?.pathname ?? ''}`,
        body: keys === null ? null : emptyBody(body),
      };
    },
    deliver: async (batch, signal) => {
      const all = (outcome: Outcome): readonly Outcome[] => batch.map(() => outcome);
      if (url === null || problem !== null) {
        return all({ status: 'retry', why: problem ?? 'no URL', fault: 'configuration' });
      }
      if (batch.length === 0) return [];
      // Before anything is awaited: what the caller does with the events from now on changes nothing of what is sent.
      const message = messageOf(batch, { headers, body });
      if ('fault' in message) return all({ status: 'retry', why: message.fault, fault: 'configuration' });
      const mine = turn.then(() => post(url, message, signal));
      turn = mine;
      const late: Outcome = { status: 'retry', why: `${url.host} did not answer in time` };
      return all((await beforeAbort(signal, mine)) ?? late);
    },
    probe: async (signal) => {
      if (url === null || problem !== null)
        return { status: 'retry', why: problem ?? 'no URL', fault: 'configuration' };
      const message = messageOf([], { headers, body });
      // A body that is made of the first event has no form for none.
      if ('fault' in message) return { status: 'rejected', why: `not asked: ${message.fault}` };
      return post(url, message, signal);
    },
    close: async () => {
      connection?.close();
      // Telemetry that is switched off and on again uses the same sink.
      connection = null;
    },
  };
}

const usualKeys: readonly MessageKey[] = [
  { name: '[].uuid', value: 'the id of the event itself, the same however often it is sent' },
  { name: '[].name', value: 'the name of the event' },
  { name: '[].timestamp', value: 'when it happened' },
  { name: '[].distinctId', value: 'the id that the event is sent under' },
  { name: '[].properties', value: 'the properties of the event' },
];

/** Where `keys` are given, what `body` makes holds no secret. `null` where it makes nothing of no event. */
function emptyBody(body: MessageOptions['body']): string | null {
  const message = messageOf([], { headers: {}, body });
  return 'fault' in message ? null : message.text;
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(reasonOf(error)));
