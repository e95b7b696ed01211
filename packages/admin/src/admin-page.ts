import type { Clock, LookOptions, Telemetry } from '@plainsight/core';

/** What {@link adminPage} needs of its host. */
export interface AdminPageOptions {
  /** The host's handle, started or not. */
  readonly telemetry: Telemetry;
  /** What the host gives to `start`, as much of it as there is, where it is not started here. A function is asked at each request. */
  readonly options?: LookOptions | (() => LookOptions | Promise<LookOptions>);
  /**
   * Whether this request may see and change telemetry: `true`, and nothing else, lets it. Asked before anything else is
   * done, of each request, with the body left out. What it throws is a refusal. `from` is what the page was called with
   * besides: with `nodeListener`, the request of `node:http` or Express. Without this function every request is refused.
   */
  readonly authorize: (request: Request, from: unknown) => boolean | Promise<boolean>;
  /** The path that the page is mounted at, as a browser sees it: `/admin/telemetry`. @default '/' */
  readonly basePath?: string;
  /** Values of the `Host` header that are answered: `admin.example.org`, `localhost:8080`. @default any */
  readonly hosts?: readonly string[];
  /**
   * Whether `X-Forwarded-Proto` is believed, which only a proxy before this server may write: cookies are `Secure` where it says
   * `https`. `nodeListener` under Express goes by the `trust proxy` of the application besides. @default false
   */
  readonly trustProxy?: boolean;
  /** What forms are signed with: to be the same in processes that share one address. @default random, of this process alone */
  readonly secret?: string;
  /** Where the plot ends. @default the clock of this machine */
  readonly clock?: Clock;
}

/** The page, as a Web-standard handler. Never rejects. `from` is passed on to `authorize`. */
export type AdminPage = (request: Request, from?: unknown) => Promise<Response>;

/**
 * Telemetry on a page of the host: what is on or off and why, what would be sent, what was, and buttons to send it, delete it,
 * switch it. Nothing is loaded before the first request. Throws a `TypeError` for a path that is none.
 *
 * @example
 * const page = adminPage({ telemetry, basePath: '/admin/telemetry', authorize: (request) => isAdmin(request) });
 * app.use('/admin/telemetry', nodeListener(page));
 */
export function adminPage(options: AdminPageOptions): AdminPage {
  const basePath = pathOf(options.basePath ?? '/');
  let answering: Promise<AdminPage> | null = null;
  const load = async (): Promise<AdminPage> => (await import('./app.ts')).appOf({ ...options, basePath });
  return async (request, from) => {
    try {
      answering ??= load();
      return await (
        await answering
      )(request, from);
    } catch {
      // The host's own error handling is none of telemetry's.
      return new Response('The telemetry page failed.\n', { status: 500, headers: { 'Cache-Control': 'no-store' } });
    }
  };
}

/** Without a slash at its end, and empty at the root. */
function pathOf(given: string): string {
  const path = given.replace(/\/+$/u, '');
  if (path === '' || /^(?:\/[\w.~-]+)+$/u.test(path)) return path;
  throw new TypeError(`Failed to make the telemetry page: basePath is ${given}. Give a path such as /admin/telemetry.`);
}
