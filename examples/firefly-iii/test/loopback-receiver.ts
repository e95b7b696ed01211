import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { Row } from '../rows.ts';

/** A request as it came over the wire. */
export interface Received {
  readonly request: string;
  readonly headers: IncomingHttpHeaders;
  readonly rows: readonly Row[];
  /** What the answer named it. */
  readonly uuid: string;
}

/** The maintainer's receiver on loopback, with the requests that it got. */
export interface LoopbackReceiver extends AsyncDisposable {
  readonly url: string;
  readonly received: readonly Received[];
  /** Rows of all requests. */
  readonly rows: readonly Row[];
  /** How many sockets were ever opened to it. */
  readonly sockets: number;
}

/** Answers with a UUID, of each request another one, under this status. */
export async function loopbackReceiver({ status = 200, html = false } = {}): Promise<LoopbackReceiver> {
  const received: Received[] = [];
  let sockets = 0;
  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (part: string) => (text += part));
    request.on('end', () => {
      const uuid = `1ebfb9f0-6c0b-11ea-9aac-${String(received.length).padStart(12, '0')}`;
      const { method, url, headers } = request;
      received.push({ request: `${method} ${url}`, headers, rows: JSON.parse(text), uuid });
      response.writeHead(status).end(html ? '<h1>\nPlease\u001B[31m log in\n</h1>' : JSON.stringify({ uuid }));
    });
  });
  server.on('connection', () => (sockets += 1));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : ''}/submit`,
    received,
    get rows() {
      return received.flatMap(({ rows }) => rows);
    },
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
