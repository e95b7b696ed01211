import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

/** An Elasticsearch on loopback, as far as its bulk API goes. */
export interface LoopbackCluster extends AsyncDisposable {
  readonly url: string;
  /** Ids of the documents that came, whatever became of them. */
  readonly arrived: readonly string[];
  /** Of those that it indexed. */
  readonly indexed: readonly string[];
  /** From now on: `failing` refuses all, `hanging` never answers, `confused` answers what it does not say. */
  behave(how: 'failing' | 'hanging' | 'confused'): void;
}

/** `statusOf` says what becomes of a document that is not there yet; 201 indexes it. */
export async function loopbackCluster(statusOf: (id: string) => number = () => 201): Promise<LoopbackCluster> {
  const arrived: string[] = [];
  const indexed: string[] = [];
  let mood: Parameters<LoopbackCluster['behave']>[0] | 'well' = 'well';

  const index = (id: string): number => {
    arrived.push(id);
    if (indexed.includes(id)) return 409;
    const status = statusOf(id);
    if (status === 201) indexed.push(id);
    return status;
  };

  const server = createServer((request, response) => {
    void text(request).then((body) => {
      if (mood === 'hanging') return;
      if (mood === 'failing') response.writeHead(503).end();
      else if (mood === 'confused') response.writeHead(200).end('<h1>Please log in</h1>');
      else if (request.url !== '/telemetry/_bulk?filter_path=items.*.status') response.writeHead(404).end();
      else {
        const asked = [...body.matchAll(/^\{"create":\{"_id":"([^"]+)"\}\}$/gm)].map(([, id = '']) => id);
        const items = asked.map((id) => ({ create: { status: index(id) } }));
        response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify({ items }));
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : ''}`,
    arrived,
    indexed,
    behave: (how) => (mood = how),
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
