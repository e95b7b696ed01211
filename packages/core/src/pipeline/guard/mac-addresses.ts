/** Whether a text holds a MAC address that may be of somebody, with this sign between its digits. Looks from each sign. */
export function holdsMac(text: string, sign: ':' | '-' | '.'): boolean {
  const width = sign === '.' ? 4 : 2;
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) {
    // Nearly always the next sign is not where it must be, and nothing else is looked at.
    const next = at + width + 1;
    if (text.charCodeAt(next) !== text.charCodeAt(at) || !isHex(text.charCodeAt(next - 1))) continue;
    if (!isHex(text.charCodeAt(at - 1)) || !isHex(text.charCodeAt(next + 1))) continue;
    if (isMac(text.slice(Math.max(0, at - width - 1), at - width + longest + 1), at > width)) return true;
  }
  return false;
}

const isHex = (unit: number): boolean =>
  (unit >= 0x30 && unit <= 0x39) || (unit >= 0x61 && unit <= 0x66) || (unit >= 0x41 && unit <= 0x46);

/** Six pairs with a sign between. */
const longest = 17;

/** Six pairs with colons, or with hyphens and a letter among them, or three fours with dots; no times, no fingerprints. */
function isMac(text: string, hasBefore: boolean): boolean {
  const found = (hasBefore ? within : atStart).exec(text)?.[1];
  if (found === undefined) return false;
  const digits = found.replaceAll(/[:.-]/g, '').toLowerCase();
  return !/^(?:0+|f+)$/.test(digits) && (found.includes(':') || /[a-f]/.test(digits));
}

const mac = String.raw`([\da-f]{2}(?::[\da-f]{2}){5}|[\da-f]{2}(?:-[\da-f]{2}){5}|[\da-f]{4}\.[\da-f]{4}\.[\da-f]{4})(?![\da-z:-])`;
const atStart = new RegExp(`^${mac}`, 'i');
const within = new RegExp(`^[^\\da-z:-]${mac}`, 'i');
