import { createServer, type RequestListener, type Server } from 'node:http';
import { reasonOf } from '@plainsight/core';
import { CliError } from '../cli-error.ts';

/** A server on loopback. */
export interface Listening {
  readonly port: number;
  /** Answers with this from now on. */
  answerWith(listener: RequestListener): void;
  /** Ends it, and what is open. */
  close(): Promise<void>;
}

/** Listens on 127.0.0.1 alone, on a port that is free where none is given. Rejects with a `CliError`. */
export async function listen(port: number): Promise<Listening> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(refused(port, error)));
    server.listen({ host: '127.0.0.1', port, exclusive: true }, resolve);
  });
  return {
    port: portOf(server),
    answerWith: (listener) => void server.on('request', listener),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const refused = (port: number, error: Error): CliError => {
  const why = 'code' in error && error.code === 'EADDRINUSE' ? 'something else listens there' : reasonOf(error);
  return new CliError(1, `Failed to serve on port ${port}: ${why}. Name another with --port, or leave it out.`, {
    cause: error,
  });
};

const portOf = (server: Server): number => {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
};
