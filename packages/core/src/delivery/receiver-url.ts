/** What a sink was given as the URL of its receiver: a URL that telemetry may go to, or what is wrong with it. */
export type ReceiverUrl =
  | { readonly url: URL; readonly problem: null }
  | { readonly url: null; readonly problem: string };

/** How to speak of a URL, and what it may hold. */
export interface ReceiverUrlOptions {
  /** What the sink calls it: `host`. */
  readonly called: string;
  /** One that would do, for the message. */
  readonly example: string;
  /** Whether it may have a query. @default 'refused' */
  readonly query?: 'allowed' | 'refused';
}

/**
 * Checks the URL of a receiver: HTTPS, or HTTP on loopback, without credentials and without a fragment. Never throws, and
 * its messages show no more of the text than host and port.
 */
export function readReceiverUrl(text: string, { called, example, query = 'refused' }: ReceiverUrlOptions): ReceiverUrl {
  const url = parse(text);
  const refused = (problem: string): ReceiverUrl => ({ url: null, problem });
  if (url === null || url.host === '') return refused(`The ${called} is no URL. Give one such as ${example}.`);
  if (url.username !== '' || url.password !== '') return refused(`The ${called} holds credentials. Give it without.`);
  if (query === 'refused' && (url.search !== '' || url.hash !== '')) {
    return refused(`The ${called} holds a query or a fragment. Give it without.`);
  }
  if (url.hash !== '') return refused(`The ${called} holds a fragment, which is never sent. Give it without.`);
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))) {
    return { url, problem: null };
  }
  return refused(`The ${called} ${url.host} is not reached over HTTPS. Give a URL that begins with https://.`);
}

const isLoopback = (name: string): boolean =>
  name === 'localhost' || name === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(name);

/** `URL.parse` is newer than Node 20. */
function parse(text: string): URL | null {
  try {
    return new URL(text.trim());
  } catch {
    return null;
  }
}
