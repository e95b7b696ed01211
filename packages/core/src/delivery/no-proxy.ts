import type { ProxyTrouble } from './proxy-route.ts';

/**
 * Whether `NO_PROXY` names a receiver, as `node:http` reads it: `*`, a host or `host:port`, `.domain` and `*.domain` with what is
 * below them, and `from-to` of two addresses in IPv4. Without a receiver: whether it names all.
 * https://nodejs.org/api/http.html#http_built_in_proxy_support
 */
export function isPassedBy(list: string, url: URL | null): boolean {
  const entries = entriesOf(list);
  if (entries.includes('*')) return true;
  return url !== null && entries.some((entry) => names(entry, hostOf(url), portOf(url)));
}

/**
 * Entries that other programs read and Node does not, and those that are less to it where that concerns the receiver. Each with
 * the form that Node reads.
 */
export function unreadEntries(list: string, url: URL | null): readonly ProxyTrouble[] {
  return entriesOf(list).flatMap((entry) => {
    const todo = formOf(entry, url);
    if (todo === null) return [];
    const seen = /\s/.test(entry) ? 'is separated by spaces' : `holds ${entry.slice(0, 60)}`;
    return [{ seen: `${seen}, which Node does not read so`, todo }];
  });
}

/** What to give instead of an entry; `null` where Node reads it. */
function formOf(entry: string, url: URL | null): string | null {
  if (/\s/.test(entry.replace(/\s*-\s*/, '-'))) return 'Separate the hosts by commas.';
  if (/^[\d.]+\/\d+$/.test(entry)) return `Give a range such as ${rangeOf(entry)}.`;
  if (/^[\da-f:.]+\/\d+$/.test(entry)) return 'Name the addresses in IPv6 one by one.';
  if (entry.includes('/')) return 'Give the host without scheme and path.';
  if (entry.startsWith('[')) return 'Give the address without brackets.';
  if (entry.replace(/^\*(?:\.|$)/, '').includes('*')) return 'Give * alone, or before a domain as in *.example.org.';
  if (/^(?:\*?\.).*:\d+$/.test(entry)) return 'Give the domain without a port.';
  if (url !== null && hostOf(url).endsWith(`.${entry}`)) return `Give .${entry} for the hosts below it.`;
  return null;
}

const entriesOf = (list: string): readonly string[] =>
  list
    .split(',')
    .map((entry) => entry.trim().toLowerCase())
    .filter((entry) => entry !== '');

function names(entry: string, host: string, port: string): boolean {
  if (entry === host || entry === `${host}:${port}`) return true;
  if (entry.startsWith('.') && (host === entry.slice(1) || host.endsWith(entry))) return true;
  if (entry.startsWith('*.') && host.endsWith(entry.slice(1))) return true;
  const [from = '', to = ''] = entry.split('-').map((part) => part.trim());
  const [low, at, high] = [numberOf(from), numberOf(host), numberOf(to)];
  return low !== null && at !== null && high !== null && low <= at && at <= high;
}

/** As sockets take it: an address in IPv6 has no brackets. */
const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '').toLowerCase();

const portOf = ({ port, protocol }: URL): string => (port === '' ? (protocol === 'https:' ? '443' : '80') : port);

/** An address in IPv4 as a number; `null` where it is none. */
function numberOf(address: string): number | null {
  const parts = address.split('.');
  const isAddress =
    parts.length === 4 && parts.every((part) => part === String(Number(part)) && /^\d{1,3}$/.test(part));
  const numbers = isAddress ? parts.map(Number) : [256];
  return numbers.some((part) => part > 255) ? null : numbers.reduce((sum, part) => sum * 256 + part, 0);
}

/** `10.0.0.0/8` as `10.0.0.0-10.255.255.255`. */
function rangeOf(cidr: string): string {
  const [address = '', bits = ''] = cidr.split('/');
  const start = numberOf(address);
  const size = 2 ** (32 - Number(bits));
  if (start === null || !Number.isInteger(size)) return '10.0.0.0-10.255.255.255';
  const first = Math.floor(start / size) * size;
  return [first, first + size - 1]
    .map((one) => [24, 16, 8, 0].map((shift) => Math.floor(one / 2 ** shift) % 256).join('.'))
    .join('-');
}
