import type { AdminPageOptions } from '../admin-page.ts';
import { hostOf } from './same-origin.ts';

/** Longest address that is read. */
const mostCharacters = 4096;

/** The answer to a request that is not let in, before anything of telemetry is looked at; `null` for one that is. */
export async function refusal(
  request: Request,
  from: unknown,
  { authorize, hosts }: Pick<AdminPageOptions, 'authorize' | 'hosts'>,
): Promise<Response | null> {
  if (hosts !== undefined && !hosts.some((host) => host.toLowerCase() === hostOf(request))) {
    return said(421, 'This host name is not one that the telemetry page answers to.');
  }
  if (request.url.length > mostCharacters) return said(414, 'This address is too long.');
  if (typeof authorize !== 'function') {
    return said(
      403,
      'Failed to show the telemetry page: nobody says who may see it. Give adminPage a function authorize(request) that ' +
        "gives true for those who may, such as an administrator's session.",
    );
  }
  try {
    // Hosts without types may give anything.
    const answer: unknown = await authorize(withoutBody(request), from);
    if (answer === true) return null;
  } catch {
    // Whoever cannot be asked has not said yes.
  }
  return said(403, 'You may not see this page. Sign in as an administrator of this application first.');
}

/** The body is the page's own to read. */
const withoutBody = ({ url, method, headers }: Request): Request => new Request(url, { method, headers });

const said = (status: number, text: string): Response =>
  new Response(`${text}\n`, { status, headers: { 'Content-Type': 'text/plain; charset=utf-8' } });
