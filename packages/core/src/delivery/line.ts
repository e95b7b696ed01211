import type { ClientRequest, IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import type { Socket } from 'node:net';
import type { Environment } from '../surroundings/environment.ts';
import { whenOnlyWaiting } from './only-waiting.ts';
import { ended, PostError } from './post-error.ts';
import type { Answer, PostRequest } from './post.ts';

/** Limit for informational answers to one request. */
const mostInformation = 8;
const keptBytes = 64 * 1024;
/** How long an unused socket is kept, in milliseconds. */
const idleMillis = 60_000;

/** The connections of one sink over one protocol, by one way: straight on, or through a proxy. */
export interface Line {
  /** One request, which ends with its own signal or with `closing`. Rejects with a {@link PostError}. */
  post(url: URL, request: PostRequest, closing: AbortSignal): Promise<Answer>;
  close(): void;
}

/** Begins a request. `opened` is the socket that it opened; `undefined` when it took one that was open. */
type Begin = (
  url: URL,
  headers: OutgoingHttpHeaders,
) => { readonly request: ClientRequest; readonly opened: Socket | undefined };

/** `proxyEnv`: where the agent finds its proxy; `null` for none. Rejects where Node cannot read what is set there. */
export async function openLine({ protocol }: URL, proxyEnv: Environment | null): Promise<Line> {
  // The module object, not its names: what instruments or intercepts HTTP in the host replaces these.
  const { default: http } = protocol === 'https:' ? await import('node:https') : await import('node:http');
  const agent = new http.Agent({
    keepAlive: true,
    timeout: idleMillis,
    ...(proxyEnv === null ? {} : { proxyEnv: { ...proxyEnv } }),
  });
  // A request does not show its socket before a proxy has opened the tunnel. Seen here, it can be let go of earlier.
  const opened: Socket[] = [];
  const create = agent.createConnection;
  agent.createConnection = (...args) => {
    const socket = create.apply(agent, args);
    if (!isSocket(socket)) return socket;
    opened.push(socket.unref());
    return socket.on('error', () => {});
  };
  const begin: Begin = (url, headers) => {
    const request = http.request(url, { agent, method: 'POST', headers });
    return { request, opened: opened.pop() };
  };
  return {
    post: (url, request, closing) => {
      const once = (): Promise<Answer> => send(begin, url, request, [request.signal, closing]);
      // A socket that was kept alive may have been ended by the other side just as it was taken.
      return once().catch((error: unknown) => (error instanceof StaleSocket ? once() : Promise.reject(error)));
    },
    close: () => agent.destroy(),
  };
}

const cutCodes = new Set(['ECONNRESET', 'EPIPE']);

/** Thrown inside only: the socket had been kept alive, and was cut before anything was answered. */
class StaleSocket extends PostError {}

const send = (begin: Begin, url: URL, sent: PostRequest, signals: readonly AbortSignal[]): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const aborted = signals.find((signal) => signal.aborted);
    if (aborted !== undefined) return reject(new PostError(url.host, abortError(aborted)));
    const headers = { ...sent.headers, 'Content-Length': String(Buffer.byteLength(sent.body)) };
    const { request, opened } = begin(url, headers);
    let answering = false;
    let information = 0;
    let settled = false;

    const settle = (): void => {
      settled = true;
      stopWatch();
      for (const signal of signals) signal.removeEventListener('abort', abort);
    };
    const fail = (cause: Error): void => {
      if (settled) return;
      settle();
      const isUnanswered = !answering && information === 0;
      const stale = request.reusedSocket && isUnanswered && cutCodes.has(stringOf(cause, 'code') ?? '');
      reject(new (stale ? StaleSocket : PostError)(url.host, cause));
      request.destroy(cause);
      opened?.destroy(cause);
    };
    const abort = ({ target }: Event): void => fail(abortError(target));
    const stopWatch = whenOnlyWaiting(() =>
      fail(coded('Nothing but this request kept the process alive.', ended.process)),
    );

    for (const signal of signals) signal.addEventListener('abort', abort);
    request.on('socket', (socket) => socket.unref());
    request.on('error', fail);
    request.on('close', () => {
      if (!answering) fail(coded('The connection was closed.', ended.unanswered));
    });
    request.on('information', () => {
      information += 1;
      if (information > mostInformation) fail(coded('Informational answers without a final one.', ended.information));
    });
    // To an answer of 101, after which Node hands over its socket. What comes through it is no answer.
    request.on('upgrade', (response, socket) => {
      answering = true;
      settle();
      socket.destroy();
      resolve(answerOf(response, []));
    });
    request.on('response', (response) => {
      answering = true;
      read(response).then((answer) => {
        settle();
        resolve(answer);
        if (!request.writableFinished || !response.complete) request.destroy();
      }, fail);
    });
    request.end(sent.body);
  });

const read = (response: IncomingMessage): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const answer = (): void => resolve(answerOf(response, chunks));
    response.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= keptBytes) answer();
    });
    response.on('end', answer);
    response.on('error', reject);
    response.on('close', () => reject(coded('The answer was cut.', ended.cut)));
  });

const answerOf = ({ statusCode = 0, headers }: IncomingMessage, chunks: readonly Buffer[]): Answer => ({
  status: statusCode,
  contentType: headers['content-type'] ?? null,
  retryAfter: headers['retry-after'] ?? null,
  body: Buffer.concat(chunks).toString('utf8', 0, keptBytes),
});

const abortError = (signal: unknown): Error =>
  Object.assign(new Error('The request was given up.', { cause: field(signal, 'reason') }), { code: 'ABORT_ERR' });

const coded = (message: string, code: string): Error => Object.assign(new Error(message), { code });

const isSocket = (stream: unknown): stream is Socket =>
  typeof stream === 'object' && stream !== null && 'unref' in stream && typeof stream.unref === 'function';

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

const stringOf = (value: unknown, name: string): string | null => {
  const held = field(value, name);
  return typeof held === 'string' ? held : null;
};
