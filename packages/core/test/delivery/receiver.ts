import {
  createServer as createHttpServer,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A server on loopback that lets go of everything when it is disposed of. */
export interface Receiver extends AsyncDisposable {
  readonly port: number;
  readonly url: string;
  /** Sockets that were ever opened to it. */
  readonly sockets: readonly Socket[];
}

/** Speaks HTTP as `answer` does, after it has read the whole request. */
export const httpReceiver = (
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<Receiver> => {
  const listener: RequestListener = (request, response) => {
    request.resume().on('end', () => answer(request, response));
  };
  const server = createHttpServer(listener);
  server.keepAliveTimeout = 0;
  return listening(server, 'http');
};

/** Does with each socket what it is told. */
export const socketReceiver = (take: (socket: Socket) => void, scheme = 'http'): Promise<Receiver> =>
  listening(createServer(take), scheme);

async function listening(server: Server, scheme: string): Promise<Receiver> {
  const sockets: Socket[] = [];
  server.on('connection', (socket) => {
    sockets.push(socket.on('error', () => {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `${scheme}://127.0.0.1:${port}/batch/`,
    sockets,
    [Symbol.asyncDispose]: () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      return closed;
    },
  };
}
