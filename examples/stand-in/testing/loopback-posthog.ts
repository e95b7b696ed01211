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

/** A PostHog on loopback, with the events that it took. */
export async function loopbackPosthog(): Promise<
  AsyncDisposable & { readonly url: string; readonly sent: readonly Sent[] }
> {
  const sent: Sent[] = [];
  const server = createServer((request, response) => {
    void textOf(request).then((text) => {
      sent.push(...(JSON.parse(text) as { batch: Sent[] }).batch);
      response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"status":"Ok"}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent,
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
