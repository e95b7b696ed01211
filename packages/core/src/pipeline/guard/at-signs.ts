/** Whether a text holds an e-mail address. Looks to both sides of each `@`, as far as the next. */
export function holdsEmail(text: string): boolean {
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    if (hasLocalPart(text, at) && isDomain(text.slice(at + 1, endOfDomain(text, at + 1)))) return true;
  }
  return false;
}

/** Right before the `@` what may stand in a local part (RFC 5322, 3.2.3), a letter or a digit among it. */
function hasLocalPart(text: string, at: number): boolean {
  for (let index = at - 1; index >= 0; index -= 1) {
    const unit = text.charCodeAt(index);
    if (isName(unit)) return true;
    if (!isPunctuation(unit)) return false;
  }
  return false;
}

function endOfDomain(text: string, from: number): number {
  let end = from;
  while (end < text.length && end - from < longestDomain && isInDomain(text.charCodeAt(end))) end += 1;
  return end;
}

const longestDomain = 255;

/** A package at a version looks like it: `kettle@1.2.3-beta.rc`. */
const isDomain = (text: string): boolean =>
  /^[^.-][^.]*\.(?:[^.]+\.)*[^.\d-][^.]+\.?$/.test(text) && !/^v?\d+\.\d+(?:\.|$)/.test(text);

/** Whether a text holds a URL with something before its host: a password, a token. Looks from each `://` to the next slash. */
export function holdsCredentials(text: string): boolean {
  for (let at = text.indexOf('://'); at >= 0; at = text.indexOf('://', at + 3)) {
    for (let index = at + 3; index < text.length; index += 1) {
      const unit = text.charCodeAt(index);
      if (endsAuthority(unit)) break;
      if (unit === atSign && index > at + 3) return true;
    }
  }
  return false;
}

const atSign = 0x40;

/** A space or control, a quotation mark, `#`, `/`, `?`, `<`, `>` or a backslash. */
const endsAuthority = (unit: number): boolean =>
  unit <= 0x20 ||
  unit === 0x22 ||
  unit === 0x23 ||
  unit === 0x2f ||
  unit === 0x3c ||
  unit === 0x3e ||
  unit === 0x3f ||
  unit === 0x5c;

/** Letters and digits; beyond ASCII, everything. */
const isName = (unit: number): boolean =>
  unit >= 0x80 || (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x30 && unit <= 0x39);

const isPunctuation = (unit: number): boolean => ".!#$%&'*+=?^_`{|}~-".includes(String.fromCharCode(unit));

const isInDomain = (unit: number): boolean => isName(unit) || unit === 0x2d || unit === 0x2e;
