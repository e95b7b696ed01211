import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';

/** An event as PostHog gets it. */
export interface Sent {
  readonly event: string;
  readonly distinct_id: string;
  readonly uuid: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** What there is to know of a PostHog on loopback. */
export interface LoopbackPosthog extends AsyncDisposable {
  readonly url: string;
  /** The events that it took. */
  readonly sent: readonly Sent[];
  /** How many connections were made to it. */
  readonly sockets: number;
}

/** A PostHog on loopback, which takes events where `isUp` says so. */
export async function loopbackPosthog(isUp: () => boolean = () => true): Promise<LoopbackPosthog> {
  const sent: Sent[] = [];
  let sockets = 0;
  const server = createServer((request, response) => {
    void textOf(request).then((text) => {
      if (!isUp()) {
        response.writeHead(503).end();
        return;
      }
      sent.push(...(JSON.parse(text) as { batch: Sent[] }).batch);
      response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"status":"Ok"}');
    });
  });
  server.on('connection', () => (sockets += 1));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent,
    get sockets() {
      return sockets;
    },
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return gunzipSync(Buffer.concat(chunks)).toString();
}
