import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { TLSSocket } from 'node:tls';
import type { AdminPage } from './admin-page.ts';

/** A request of `node:http`, with what Express adds to it. */
type Incoming = IncomingMessage & {
  readonly originalUrl?: unknown;
  readonly body?: unknown;
  /** What a proxy says, where `trust proxy` lets it. */
  readonly protocol?: unknown;
};

/**
 * The page as a listener of `node:http`, or a handler of Express, where a body that a parser before it has read already
 * is taken from there. Never throws.
 *
 * @example createServer(nodeListener(page)); app.use('/admin/telemetry', nodeListener(page));
 */
export const nodeListener =
  (page: AdminPage) =>
  (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    void answer(page, incoming, outgoing).catch(() => outgoing.destroy());
  };

async function answer(page: AdminPage, incoming: Incoming, outgoing: ServerResponse): Promise<void> {
  const request = requestOf(incoming);
  const response =
    request === null ? new Response('This is no request.\n', { status: 400 }) : await page(request, incoming);
  const body = Buffer.from(await response.arrayBuffer());
  for (const [name, value] of response.headers) if (name !== 'set-cookie') outgoing.setHeader(name, value);
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) outgoing.setHeader('Set-Cookie', cookies);
  outgoing.setHeader('Content-Length', body.byteLength);
  // Nobody reads the rest of what is still on its way.
  if (!incoming.complete && incoming.httpVersionMajor < 2) outgoing.setHeader('Connection', 'close');
  outgoing.writeHead(response.status);
  outgoing.end(incoming.method === 'HEAD' ? undefined : body);
}

/** `null` for a request that the Web has no form for: `TRACE`, a `Host` that is none. */
function requestOf(incoming: Incoming): Request | null {
  const { method = 'GET', originalUrl, url = '/', headers } = incoming;
  const path = typeof originalUrl === 'string' ? originalUrl : url;
  const scheme = incoming.socket instanceof TLSSocket || incoming.protocol === 'https' ? 'https' : 'http';
  const body = method === 'GET' || method === 'HEAD' ? null : bodyOf(incoming);
  try {
    return new Request(new URL(`${scheme}://${hostIn(headers)}${path.replace(/^[^/]+/u, '/')}`), {
      method,
      headers: headersOf(incoming),
      body,
      duplex: 'half',
    });
  } catch {
    return null;
  }
}

const hostIn = (headers: IncomingHttpHeaders): string => {
  const authority = headers[':authority'];
  return headers.host ?? (typeof authority === 'string' ? authority : 'localhost');
};

function headersOf({ rawHeaders }: Incoming): Headers {
  const headers = new Headers();
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const [name = '', value = ''] = rawHeaders.slice(index, index + 2);
    // What HTTP/2 says of a request beside its headers.
    if (!name.startsWith(':')) headers.append(name, value);
  }
  return headers;
}

type Body = ReadableStream | URLSearchParams;

/** As it comes in; what a parser of the host has read is written anew. */
function bodyOf(incoming: Incoming): Body {
  const { body } = incoming;
  if (!incoming.readableDidRead || typeof body !== 'object' || body === null) {
    return Readable.toWeb(incoming);
  }
  const fields = Object.entries(body).filter((field): field is [string, string] => typeof field[1] === 'string');
  return new URLSearchParams(fields);
}
