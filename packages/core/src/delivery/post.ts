import type { ClientRequest, IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import type { Socket } from 'node:net';
import { codeIn } from '../errors.ts';
import type { Environment } from '../surroundings/environment.ts';
import { whenOnlyWaiting } from './only-waiting.ts';

/** What is kept of an answer. A redirect is an answer like any other: it is never followed. */
export interface Answer {
  readonly status: number;
  readonly contentType: string | null;
  readonly retryAfter: string | null;
  /** The first 64 KB, as UTF-8. */
  readonly body: string;
}

/** One request. */
export interface PostRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
  /** Bounds the whole of it: look-up, proxy, connection, TLS, waiting and the body. */
  readonly signal: AbortSignal;
}

/** Speaks to receivers over connections that are kept alive between requests. Opens nothing before the first one. */
export interface Connection {
  /** Resolves with whatever was answered; rejects with a {@link PostError} when nothing complete was. */
  post(url: string, request: PostRequest): Promise<Answer>;
  /** Ends what is in flight and lets go of every socket. Idempotent. */
  close(): void;
}

/** Why there is no answer. `code` is that of the system, Node or OpenSSL, or `ABORT_ERR` where the request's own signal ended it. */
export class PostError extends Error {
  override readonly name = 'PostError';
  readonly code: string;
  /** Status of a proxy that did not open a tunnel. */
  readonly proxyStatus: number | null;

  constructor(host: string, cause: unknown) {
    const code = codeIn(cause) ?? 'ERR_POST';
    super(`Failed to post to ${host}: ${code}.`, { cause });
    this.code = code;
    this.proxyStatus = code === 'ERR_PROXY_TUNNEL' ? numberOf(cause, 'statusCode') : null;
  }
}

/** Code of a {@link PostError}: the receiver sent informational answers (1xx) and no final one. */
export const endlessInformation = 'ERR_ENDLESS_INFORMATION';

/** Limit for informational answers to one request. */
const mostInformation = 8;
const keptBytes = 64 * 1024;
/** How long an unused socket is kept, in milliseconds. */
const idleMillis = 60_000;

interface Line {
  /** Begins a request. `opened` is the socket that it opened; `undefined` when it took one that was open. */
  begin(
    url: URL,
    headers: OutgoingHttpHeaders,
  ): { readonly request: ClientRequest; readonly opened: Socket | undefined };
  close(): void;
}

/**
 * A connection of one sink's own. Its sockets never keep the process alive, in no state of a request. It goes through a proxy
 * where Node would, as `proxyRoute` says; `NODE_EXTRA_CA_CERTS` is always honoured.
 */
export const openConnection = (env: Environment = process.env): Connection => {
  const lines = new Map<string, Promise<Line>>();
  const closing = new AbortController();

  const lineFor = async (target: URL): Promise<Line> => {
    const { proxyRoute } = await import('./proxy-route.ts');
    const isDirect = proxyRoute(target, env).kind === 'direct';
    const key = `${target.protocol} ${isDirect}`;
    const line = lines.get(key) ?? openLine(target, isDirect ? null : env);
    lines.set(key, line);
    return await line;
  };

  return {
    post: async (url, request) => {
      const target = new URL(url);
      const line = await lineFor(target).catch((error: unknown) => Promise.reject(new PostError(target.host, error)));
      const once = (): Promise<Answer> => send(line, target, request, [request.signal, closing.signal]);
      // A socket that was kept alive may have been ended by the other side just as it was taken.
      return once().catch((error: unknown) => (error instanceof StaleSocket ? once() : Promise.reject(error)));
    },
    close: () => {
      closing.abort(new Error('The connection was closed.'));
      for (const line of lines.values())
        void line.then(
          ({ close }) => close(),
          () => {},
        );
    },
  };
};

/** `proxyEnv`: where the agent finds its proxy. It rejects where Node cannot read what is set there. */
async function openLine({ protocol }: URL, proxyEnv: Environment | null): Promise<Line> {
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
  return {
    begin: (url, headers) => {
      const request = http.request(url, { agent, method: 'POST', headers });
      return { request, opened: opened.pop() };
    },
    close: () => agent.destroy(),
  };
}

const cutCodes = new Set(['ECONNRESET', 'EPIPE']);

/** Thrown inside only: the socket had been kept alive, and was cut before anything was answered. */
class StaleSocket extends PostError {}

const send = (line: Line, url: URL, sent: PostRequest, signals: readonly AbortSignal[]): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const aborted = signals.find((signal) => signal.aborted);
    if (aborted !== undefined) return reject(new PostError(url.host, abortError(aborted)));
    const headers = { ...sent.headers, 'Content-Length': String(Buffer.byteLength(sent.body)) };
    const { request, opened } = line.begin(url, headers);
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
    const stopWatch = whenOnlyWaiting(() => fail(new Error('Nothing but this request kept the process alive.')));

    for (const signal of signals) signal.addEventListener('abort', abort);
    request.on('socket', (socket) => socket.unref());
    request.on('error', fail);
    request.on('close', () => {
      if (!answering) fail(new Error('The connection was closed.'));
    });
    request.on('information', () => {
      information += 1;
      if (information > mostInformation) fail(informationError());
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
    const answer = (): void =>
      resolve({
        status: response.statusCode ?? 0,
        contentType: response.headers['content-type'] ?? null,
        retryAfter: response.headers['retry-after'] ?? null,
        body: Buffer.concat(chunks).toString('utf8', 0, keptBytes),
      });
    response.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= keptBytes) answer();
    });
    response.on('end', answer);
    response.on('error', reject);
    response.on('close', () => reject(new Error('The answer was cut.')));
  });

const abortError = (signal: unknown): Error =>
  Object.assign(new Error('The request was given up.', { cause: field(signal, 'reason') }), { code: 'ABORT_ERR' });

const informationError = (): Error =>
  Object.assign(new Error('Informational answers without a final one.'), { code: endlessInformation });

const isSocket = (stream: unknown): stream is Socket =>
  typeof stream === 'object' && stream !== null && 'unref' in stream && typeof stream.unref === 'function';

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

const stringOf = (value: unknown, name: string): string | null => {
  const held = field(value, name);
  return typeof held === 'string' ? held : null;
};

const numberOf = (value: unknown, name: string): number | null => {
  const held = field(value, name);
  return typeof held === 'number' ? held : null;
};
