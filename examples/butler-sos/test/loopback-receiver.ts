import { createServer } from 'node:http';

/** A maintainer's own receiver on loopback, with the messages that it took. */
export async function loopbackReceiver(): Promise<
  AsyncDisposable & { readonly url: string; readonly messages: readonly unknown[] }
> {
  const messages: unknown[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (part: string) => (text += part));
    request.on('end', () => {
      messages.push(JSON.parse(text));
      response.writeHead(201, { 'Content-Type': 'application/json' }).end('{"received":true}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : ''}/butler-sos`,
    messages,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
