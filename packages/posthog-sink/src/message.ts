import { gunzipSync } from 'node:zlib';
import type { Answer, Connection, TelemetryEvent } from '@plainsight/core';
import { capturable } from './capturable.ts';
import { loadCourier } from './courier.ts';
import type { Project } from './deliver-here.ts';
import { sendable } from './sendable.ts';

/**
 * The body of the request that posthog-node makes of a batch, which goes nowhere. The time that it was sent at is the one of
 * the first event, so that the same batch always has the same message.
 */
export async function messageOf(batch: readonly TelemetryEvent[], { key, url }: Project): Promise<unknown> {
  let body: unknown = null;
  const connection: Connection = {
    post: async (_url, request) => {
      body = readBody(request.body, request.headers['Content-Encoding']);
      return thanks;
    },
    close: () => {},
  };
  const events = batch
    .map(sendable)
    .filter((one) => 'uuid' in one)
    .map(capturable);
  await (
    await loadCourier()
  )(events, { key, url, connection, signal: new AbortController().signal });
  return withTime(body, batch[0]?.timestamp ?? '');
}

const thanks: Answer = { status: 200, contentType: 'application/json', retryAfter: null, body: '{"status":1}' };

function readBody(body: string | Uint8Array, encoding: string | undefined): unknown {
  const text = encoding === 'gzip' ? gunzipSync(body).toString() : body.toString();
  return JSON.parse(text);
}

const withTime = (body: unknown, time: string): unknown =>
  typeof body === 'object' && body !== null && 'sent_at' in body ? { ...body, sent_at: time } : body;
