import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { createServer, type Server, type Socket } from 'node:net';
import type { SelfSigned } from './self-signed.ts';

/** A server on loopback that lets go of everything when it is disposed of. */
export interface Receiver extends AsyncDisposable {
  readonly host: string;
  readonly url: string;
  /** Sockets that were ever opened to it. */
  readonly sockets: readonly Socket[];
}

/** One request as it came over the wire. */
export interface Received {
  readonly request: string;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
}

export type Answer = (response: ServerResponse, received: Received) => void;

/** Answers so, whatever it is asked. */
export const answerOf =
  (status: number, headers: Readonly<Record<string, string>> = {}, body = ''): Answer =>
  (response) =>
    void response.writeHead(status, { ...headers }).end(body);

export const thanks = answerOf(200, { 'Content-Type': 'application/json' }, '{"received":true}');

/** Speaks HTTP, or HTTPS where it has a certificate, and keeps what it was sent. */
export async function httpReceiver(
  answer: Answer = thanks,
  certificate?: SelfSigned,
): Promise<Receiver & { readonly received: readonly Received[] }> {
  const received: Received[] = [];
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method, url, headers } = request;
      const one = { request: `${method} ${url}`, headers, text: Buffer.concat(chunks).toString() };
      received.push(one);
      answer(response, one);
    });
  };
  const server = certificate === undefined ? createHttpServer(listener) : createHttpsServer(certificate, listener);
  return { received, ...(await listening(server, certificate === undefined ? 'http' : 'https')) };
}

/** Does with each socket what it is told. */
export const socketReceiver = (take: (socket: Socket) => void): Promise<Receiver> =>
  listening(createServer(take), 'http');

async function listening(server: Server, scheme: string): Promise<Receiver> {
  const sockets: Socket[] = [];
  server.on('connection', (socket) => {
    sockets.push(socket.on('error', () => {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const host = `127.0.0.1:${typeof address === 'object' && address !== null ? address.port : ''}`;
  return {
    host,
    url: `${scheme}://${host}`,
    sockets,
    [Symbol.asyncDispose]: () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      return closed;
    },
  };
}
