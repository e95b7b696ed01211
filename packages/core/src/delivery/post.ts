import type { Environment } from '../surroundings/environment.ts';
import type { Line } from './line.ts';
import { PostError } from './post-error.ts';

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

/**
 * A connection of one sink's own. Its sockets never keep the process alive, in no state of a request. It goes through a proxy
 * where Node would, as `proxyRoute` says; `NODE_EXTRA_CA_CERTS` is always honoured.
 */
export const openConnection = (env: Environment = process.env): Connection => {
  const lines = new Map<string, Promise<Line>>();
  const closing = new AbortController();

  const lineFor = async (target: URL): Promise<Line> => {
    const { proxyRoute } = await import('./proxy-route.ts');
    const { openLine } = await import('./line.ts');
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
      return line.post(target, request, closing.signal);
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
