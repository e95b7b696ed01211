import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { gunzipSync } from 'node:zlib';

/** What arrived at a counting server. */
export interface Arrived {
  readonly requests: number;
  /** Bytes of all bodies as they came. */
  readonly bytes: number;
  readonly events: number;
  /** Events with a uuid of their own, all and by the name of the event. */
  readonly distinct: number;
  readonly distinctByName: Readonly<Record<string, number>>;
}

/** A server that answers as PostHog's `/batch/` does, keeps what it is sent, and looks into it only when it is asked. */
export interface CountingServer {
  readonly server: Server;
  /** Says what arrived, and forgets it. Throws where a body is no batch. */
  take(): Arrived;
}

/** `POST …/batch/` is acknowledged, below `/deaf/` it is never answered, all else is 404. */
export function countingServer(): CountingServer {
  let bodies: { readonly gzipped: boolean; readonly bytes: Buffer }[] = [];

  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (request.url?.startsWith('/deaf/') === true) return;
      const isBatch = request.method === 'POST' && request.url === '/batch/';
      if (isBatch) {
        bodies.push({ gzipped: request.headers['content-encoding'] === 'gzip', bytes: Buffer.concat(chunks) });
      }
      response.writeHead(isBatch ? 200 : 404, { 'Content-Type': 'application/json' });
      response.end(isBatch ? '{"status":"Ok"}' : '{}');
    });
  };

  return {
    server: createServer({ keepAliveTimeout: 60_000 }, answer),
    take: () => {
      const taken = bodies;
      bodies = [];
      const names = new Map<string, string>();
      let events = 0;
      for (const { gzipped, bytes } of taken) {
        for (const { uuid, event } of batchOf(gzipped ? gunzipSync(bytes) : bytes)) {
          events += 1;
          names.set(uuid, event);
        }
      }
      const distinctByName: Record<string, number> = {};
      for (const name of names.values()) distinctByName[name] = (distinctByName[name] ?? 0) + 1;
      const bytes = taken.reduce((sum, body) => sum + body.bytes.length, 0);
      return { requests: taken.length, bytes, events, distinct: names.size, distinctByName };
    },
  };
}

interface Sent {
  readonly uuid: string;
  readonly event: string;
}

function batchOf(body: Buffer): readonly Sent[] {
  const parsed: unknown = JSON.parse(body.toString('utf8'));
  const batch: unknown = typeof parsed === 'object' && parsed !== null ? Reflect.get(parsed, 'batch') : undefined;
  if (!Array.isArray(batch) || !batch.every(isSent))
    throw new TypeError('Failed to count: a body is no batch of events.');
  return batch;
}

const isSent = (event: unknown): event is Sent =>
  typeof event === 'object' &&
  event !== null &&
  'uuid' in event &&
  typeof event.uuid === 'string' &&
  'event' in event &&
  typeof event.event === 'string';
