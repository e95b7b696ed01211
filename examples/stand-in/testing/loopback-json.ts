import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';

/** A server on loopback that takes JSON, with all that it was sent. */
export interface LoopbackJson extends AsyncDisposable {
  readonly url: string;
  /** The bodies of all requests. */
  readonly bodies: readonly unknown[];
}

/** Answers each request with this JSON. */
export async function loopbackJson(answer: unknown): Promise<LoopbackJson> {
  const bodies: unknown[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const bytes = Buffer.concat(chunks);
      const isZipped = request.headers['content-encoding'] === 'gzip';
      bodies.push(JSON.parse((isZipped ? gunzipSync(bytes) : bytes).toString()));
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    bodies,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
