import { createServer } from 'node:http';
import { classify, openConnection, PostError, type Answer, type Sink } from '@plainsight/core';

/** A receiver on loopback, with the bodies that it got as they came. */
export interface Receiver extends AsyncDisposable {
  readonly sink: Sink;
  /** Each an event as JSON, byte for byte. */
  readonly received: readonly string[];
  /** How many sockets were ever opened to it. */
  readonly sockets: number;
  /** Answers with this from now on. */
  answer: { status: number; body: string };
}

/** Receives one event a line. Its answer is the receipt. */
export async function receiver(): Promise<Receiver> {
  const received: string[] = [];
  const answer = { status: 200, body: 'r-0815' };
  let sockets = 0;
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      if (answer.status === 200) received.push(...Buffer.concat(parts).toString('utf8').split('\n'));
      response.writeHead(answer.status, { 'Content-Type': 'text/plain' }).end(answer.body);
    });
  });
  server.on('connection', () => (sockets += 1));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/events`;
  const { host } = new URL(url);
  let connection = openConnection();
  return {
    received,
    answer,
    get sockets() {
      return sockets;
    },
    sink: {
      name: 'kettles',
      receiver: { company: 'Kettle makers', url, region: 'EU' },
      deliver: async (batch, signal) => {
        const body = batch.map((event) => JSON.stringify(event)).join('\n');
        const kept = await connection
          .post(url, { headers: { 'content-type': 'application/x-ndjson' }, body, signal })
          .catch((error: unknown): Answer | Error => (error instanceof Error ? error : new PostError(host, error)));
        const outcome = classify(kept, {
          host,
          now: Date.now(),
          receiptOf: (receipt) => ({ status: 'accepted', receipt }),
        });
        return batch.map(() => outcome);
      },
      close: async () => {
        connection.close();
        connection = openConnection();
      },
    },
    [Symbol.asyncDispose]: async () => {
      connection.close();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
