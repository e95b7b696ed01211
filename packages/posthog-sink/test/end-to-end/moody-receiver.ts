import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { gunzipSync } from 'node:zlib';
import type { Certificate } from '../certificate.ts';
import { thanks, type Answer, type Received } from '../receiver.ts';

/** How a receiver behaves. */
export interface Mood {
  /** What it does with a connection, before it reads anything of it. @default nothing */
  readonly connected?: (socket: Socket) => void;
  /** What it answers to a request that it has read. @default what PostHog answers */
  readonly answer?: Answer;
  /** Whether it then has the events of the request. @default only where it has no answer of its own */
  readonly takes?: (received: Received) => boolean;
}

/** A loopback server whose mood changes, on one port all the time. */
export interface MoodyReceiver extends AsyncDisposable {
  readonly port: number;
  /** All that it ever read, whatever it answered. */
  readonly received: readonly Received[];
  /** Those whose events it has, and said so. */
  readonly taken: readonly Received[];
  /** Connections and requests that it ever got. */
  readonly contacts: number;
  mood: Mood;
  /** Listens no longer, and lets go of every socket. */
  shut(): Promise<void>;
  /** Listens again, on the same port. */
  open(): Promise<void>;
}

/** What PostHog does when it is well. */
export const well: Mood = {};

export async function moodyReceiver(certificate?: Certificate): Promise<MoodyReceiver> {
  const received: Received[] = [];
  const taken: Received[] = [];
  const sockets = new Set<Socket>();
  let contacts = 0;
  let port = 0;

  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const one = { method, path: url, headers, body: JSON.parse(gunzipSync(Buffer.concat(chunks)).toString()) };
      received.push(one);
      contacts += 1;
      const { answer, takes } = receiver.mood;
      if (takes?.(one) ?? answer === undefined) taken.push(one);
      (answer ?? thanks)(response, one);
    });
  };
  const server = certificate === undefined ? createHttpServer(listener) : createHttpsServer(certificate, listener);
  server.keepAliveTimeout = 0;
  server.on('connection', (socket: Socket) => {
    contacts += 1;
    sockets.add(socket.on('error', () => {}).on('close', () => sockets.delete(socket)));
    receiver.mood.connected?.(socket);
  });

  const receiver: MoodyReceiver = {
    received,
    taken,
    mood: well,
    get port() {
      return port;
    },
    get contacts() {
      return contacts;
    },
    open: async () => {
      await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
      ({ port } = server.address() as AddressInfo);
    },
    shut: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
    [Symbol.asyncDispose]: () => receiver.shut(),
  };
  await receiver.open();
  return receiver;
}
