import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { gunzipSync } from 'node:zlib';
import type { Certificate } from './certificate.ts';

/** A server on loopback that lets go of everything when it is disposed of. */
export interface Receiver extends AsyncDisposable {
  readonly port: number;
  readonly url: string;
  /** Sockets that were ever opened to it. */
  readonly sockets: readonly Socket[];
}

/** One request as it came over the wire. */
export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  /** Unzipped and parsed. */
  readonly body: unknown;
}

export type Answer = (response: ServerResponse, received: Received) => void;

/** What PostHog answers to a batch that it takes. */
export const thanks: Answer = (response) => {
  response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"status":"Ok"}');
};

/** Speaks HTTP, or HTTPS where it has a certificate, and keeps what it was sent. */
export async function httpReceiver(
  answer: Answer = thanks,
  certificate?: Certificate,
): Promise<Receiver & { readonly received: readonly Received[] }> {
  const received: Received[] = [];
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const bytes = Buffer.concat(chunks);
      const text = headers['content-encoding'] === 'gzip' ? gunzipSync(bytes).toString() : bytes.toString();
      const one = { method, path: url, headers, body: text === '' ? null : JSON.parse(text) };
      received.push(one);
      answer(response, one);
    });
  };
  const server = certificate === undefined ? createHttpServer(listener) : createHttpsServer(certificate, listener);
  server.keepAliveTimeout = 0;
  return { received, ...(await listening(server, certificate === undefined ? 'http' : 'https')) };
}

/** Does with each socket what it is told. */
export const socketReceiver = (take: (socket: Socket) => void, scheme = 'http'): Promise<Receiver> =>
  listening(createServer(take), scheme);

/** The events of the batches that were received, in order. */
export const eventsIn = (received: readonly Received[]): readonly Record<string, unknown>[] =>
  received.flatMap(({ body }) => (body as { batch: Record<string, unknown>[] }).batch);

async function listening(server: Server, scheme: string): Promise<Receiver> {
  const sockets: Socket[] = [];
  server.on('connection', (socket) => {
    sockets.push(socket.on('error', () => {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `${scheme}://127.0.0.1:${port}`,
    sockets,
    [Symbol.asyncDispose]: () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      return closed;
    },
  };
}
