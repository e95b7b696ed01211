/**
 * Whether a text holds an IPv4 address that may be of somebody. What says of itself that it is a version, or is written where
 * versions are, is one; so are small numbers only. Loopback and addresses of no host are of nobody.
 */
export function holdsIpv4(text: string, isVersion: boolean): boolean {
  for (const { 0: quad, 1: first, 2: second, 3: third, 4: fourth, index } of text.matchAll(quads)) {
    const [a, b, c, d] = [Number(first), Number(second), Number(third), Number(fourth)];
    const largest = Math.max(a, b, c, d);
    if (largest > 255 || isOfNobody(a, c, d)) continue;
    if (isPrivate(a, b)) return true;
    if (isVersion || (a !== 10 && largest <= largestOfVersion)) continue;
    if (!saysVersion(text, index, index + quad.length)) return true;
  }
  return false;
}

/** Not within a longer row of numbers, as object identifiers are; parts have no zeros in front. */
const quads = /(?<![\d.])(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})(?!\d|\.\d)/g;

/** Four numbers up to this are far more often a version: one public address in five thousand is so. */
const largestOfVersion = 31;

const isOfNobody = (a: number, c: number, d: number): boolean =>
  a === 0 || a === 127 || a === 255 || (c === 0 && d === 0);

/** Of a private network (RFC 1918, 3927, 6598) that no version looks like: many begin with 10. */
const isPrivate = (a: number, b: number): boolean =>
  (a === 192 && b === 168) ||
  (a === 172 && b >= 16 && b <= 31) ||
  (a === 169 && b === 254) ||
  (a === 100 && b >= 64 && b <= 127);

/** `v1.2.3.4`, `>=1.2.3.4`, `version 1.2.3.4`, `Chrome/1.2.3.4`, `1.2.3.4-beta`, `1.2.3.4+5`. */
function saysVersion(text: string, from: number, to: number): boolean {
  // Most have nothing beside them that could say so, which is quickly seen.
  const before = text.charAt(from - 1) === ' ' ? text.charAt(from - 2) : text.charAt(from - 1);
  const mayBefore = before !== '' && 'vV<>=~^/:.neErNR'.includes(before);
  if (mayBefore && saysBefore.test(text.slice(Math.max(0, from - 12), from))) return true;
  return '-+abcdefghijklmnopqrstuvwxyz'.includes(text.charAt(to)) && saysAfter.test(text.slice(to, to + 2));
}

const saysBefore = /(?:\bv|[<>=~^] ?|\b(?:version|release|ver\.?)[ :=]{0,2}|[a-z]\/)$/i;
const saysAfter = /^(?:[-+]?[a-z]|\+\d)/i;

/** Whether a text holds an IPv6 address of an interface: global (2000::/3), of a site (fc00::/7) or of a link (fe80::/10). */
export function holdsIpv6(text: string): boolean {
  for (const [candidate] of text.matchAll(groups)) {
    if (candidate.length > longestIpv6 || !isOfInterface(candidate)) continue;
    if (isIpv6(candidate)) return true;
  }
  return false;
}

const groups = /(?<![\w:.])[\da-f]{4}:[\da-f:]+(?![\w])/gi;
const longestIpv6 = 40;

function isOfInterface(address: string): boolean {
  const first = Number.parseInt(address.slice(0, 4), 16);
  return (
    (first >= 0x2000 && first <= 0x3fff) || (first >= 0xfc00 && first <= 0xfdff) || (first >= 0xfe80 && first <= 0xfebf)
  );
}

/** A colon may follow it, as in a sentence. */
function isIpv6(candidate: string): boolean {
  const address = candidate.replace(/(?<!:):$/, '');
  const halves = address.split('::');
  const count = halves.flatMap((half) => half.split(':')).filter((group) => group !== '');
  if (count.some((group) => group.length > 4)) return false;
  if (halves.some((half) => half.startsWith(':') || half.endsWith(':'))) return false;
  return halves.length === 1 ? count.length === 8 : halves.length === 2 && count.length < 8;
}
