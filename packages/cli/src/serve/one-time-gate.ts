import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { AdminPage } from '@plainsight/admin';

/** What stands before a page that has no sign-in of its own. */
export interface OneTimeGate {
  /** The address that lets one browser in, once. */
  readonly url: string;
  /** The path that the page is to be mounted at, which nobody can guess. */
  readonly basePath: string;
  /** Lets in who has the address, or came by it; refuses everyone else, and what another site sends under another host's name. */
  guard(page: AdminPage): AdminPage;
}

/** What a gate is made of. */
export interface GateOptions {
  /** The port of loopback that the page answers on. */
  readonly port: number;
  /** What makes a new address, as it is called: `plainsight serve`. */
  readonly command: string;
}

/**
 * A gate whose address works once: the first visit swaps its token for a cookie, which ends with the browser or the process,
 * and is led on to an address without it. Browsers send a cookie to every port of a host, and so to whatever else listens on this
 * machine: this one goes to a random path alone, which is known here and to that browser. Elsewhere nothing is found.
 */
export function oneTimeGate({ port, command }: GateOptions): OneTimeGate {
  const hosts = new Set(['127.0.0.1', 'localhost', '[::1]'].map((host) => `${host}:${port}`));
  const [token, session] = [randomBytes(32).toString('base64url'), randomBytes(32).toString('base64url')];
  const segment = randomBytes(16).toString('base64url');
  const basePath = `/${segment}`;
  const cookie = 'plainsight-serve';
  let isUsed = false;

  const hasSession = (request: Request): boolean => {
    const cookies = (request.headers.get('Cookie') ?? '').split(';').map((one) => one.trim());
    return cookies.some((one) => one.startsWith(`${cookie}=`) && isSame(one.slice(cookie.length + 1), session));
  };

  /** What a request with a token, or without a session, is answered; `null` for one that may go on. */
  function answerTo(request: Request): Response | null {
    const { pathname, searchParams } = new URL(request.url);
    if (!isSame(pathname.split('/')[1] ?? '', segment)) return new Response(null, { status: 404, headers: closed });
    const host = request.headers.get('Host') ?? '';
    if (!hosts.has(host.toLowerCase()))
      return refused(421, 'This page answers to the host names of this machine only.');
    const given = searchParams.get('token');
    if (given === null) {
      return hasSession(request) ? null : refused(403, `This page is for who has its address. ${again(command)}`);
    }
    if (request.method !== 'GET' || pathname !== basePath || !isSame(given, token)) {
      return refused(403, `This is not the address of this page. ${again(command)}`);
    }
    if (isUsed)
      return hasSession(request) ? onward() : refused(403, `This address was used already. ${again(command)}`);
    isUsed = true;
    return onward(`${cookie}=${session}; HttpOnly; SameSite=Strict; Path=${basePath}`);
  }

  const onward = (setCookie?: string): Response => {
    const headers = new Headers({ ...closed, Location: basePath });
    if (setCookie !== undefined) headers.set('Set-Cookie', setCookie);
    return new Response(null, { status: 303, headers });
  };

  return {
    url: `http://127.0.0.1:${port}${basePath}?token=${token}`,
    basePath,
    guard: (page) => async (request, from) => answerTo(request) ?? page(request, from),
  };
}

const closed = {
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
};

const refused = (status: number, text: string): Response =>
  new Response(`${text}\n`, { status, headers: { ...closed, 'Content-Type': 'text/plain; charset=utf-8' } });

const again = (command: string): string => `For a new address, stop ${command} and run it again.`;

/** In a time that tells nothing of how far they are the same. */
const isSame = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other));

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
