import { classify, openConnection, reasonOf, type Outcome, type Sink, type TelemetryEvent } from '@plainsight/core';

/** Where it is, and what lets us in. */
export interface ElasticsearchSinkOptions {
  /** `https://search.example.org`. */
  readonly url: string;
  readonly index: string;
  readonly apiKey: string;
}

/** Indexes events with the bulk API of Elasticsearch or OpenSearch, under their uuid. */
export function elasticsearchSink({ url, index, apiKey }: ElasticsearchSinkOptions): Sink {
  const headers = { 'Content-Type': 'application/x-ndjson', Authorization: `ApiKey ${apiKey}` };
  let connection = openConnection();
  return {
    name: 'elasticsearch',
    receiver: { company: 'Example', url, region: 'EU' },
    limits: { events: 500, bytes: 1024 * 1024 },
    adds: [],
    deliver: async (batch, signal) => {
      if (batch.length === 0) return [];
      const request = { headers, body: batch.map(linesOf).join(''), signal };
      // Of its answer only the statuses: an answer is kept up to 64 KB.
      const answer = await connection
        .post(`${url}/${index}/_bulk?filter_path=items.*.status`, request)
        .catch((error: unknown) => (error instanceof Error ? error : new Error(reasonOf(error))));
      let statuses: readonly number[] = [];
      const outcome = classify(answer, {
        host: new URL(url).host,
        now: Date.now(),
        receiptOf: (body) => {
          statuses = statusesIn(body);
          return statuses.length === batch.length ? { status: 'accepted' } : null;
        },
      });
      return outcome.status === 'accepted' ? statuses.map(outcomeOf) : batch.map(() => outcome);
    },
    close: async () => {
      connection.close();
      connection = openConnection();
    },
  };
}

/** `create` refuses an id that is there already: what is sent again is there once. */
const linesOf = ({ uuid, timestamp, ...event }: TelemetryEvent): string =>
  `${JSON.stringify({ create: { _id: uuid } })}\n${JSON.stringify({ '@timestamp': timestamp, ...event })}\n`;

/** One a document, in order; empty where these are not the words of a bulk API. */
const statusesIn = (body: string): readonly number[] =>
  body.startsWith('{"items":[')
    ? [...body.matchAll(/\{"create":\{"status":(\d{3})\}\}/g)].map(([, status]) => Number(status))
    : [];

function outcomeOf(status: number): Outcome {
  // 409: it came with a request whose answer was lost.
  if (status === 200 || status === 201 || status === 409) return { status: 'accepted' };
  if (status === 429 || status >= 500) return { status: 'retry', why: `the index answered ${status}` };
  return { status: 'rejected', why: `the index answered ${status}` };
}
