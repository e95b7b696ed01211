import type { Automaton, Needle } from './automaton.ts';

/**
 * Tells of the needles in what a run of digits of base64 says, or in what digits of hexadecimal in it do, wherever that begins:
 * each digit may be the first of a group. Zero bytes are passed over, and so UTF-16 is read as well.
 */
export function lookEncoded<T>(
  text: Uint8Array,
  from: number,
  to: number,
  automaton: Automaton<T>,
  found: (needle: Needle<T>) => void,
): void {
  lookInBase64(text, from, to, automaton, found);
  lookInHex(text, from, to, automaton, found);
}

const noDigit = 255;
/** Lines of base64 may be folded. */
const lineEnd = 254;

/** Of both alphabets (RFC 4648, 4 and 5). */
const sextets = valuesOf('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/', '-_'.padStart(64));
sextets[0x0a] = lineEnd;
sextets[0x0d] = lineEnd;
const nibbles = valuesOf('0123456789abcdef', '          ABCDEF');

function valuesOf(...alphabets: readonly string[]): Uint8Array {
  const values = new Uint8Array(128).fill(noDigit);
  for (const alphabet of alphabets) {
    for (const [value, character] of Array.from(alphabet).entries()) {
      if (character !== ' ') values[character.charCodeAt(0)] = value;
    }
  }
  return values;
}

function lookInBase64<T>(
  text: Uint8Array,
  from: number,
  to: number,
  { classes, table, endingAt }: Automaton<T>,
  found: (needle: Needle<T>) => void,
): void {
  // One reading for each place where a group of four may begin, named by how much of its group it has read.
  let whole = 0;
  let quarter = 0;
  let half = 0;
  let most = 0;
  let bits = 0;
  let length = 0;
  const next = (place: number, byte: number): number => {
    if (byte === 0) return place;
    const after = table[place + (classes[byte] ?? 0)] ?? 0;
    if (after >= 0) return after;
    for (const needle of endingAt(~after)) found(needle);
    return ~after;
  };
  for (let index = from; index < to; index += 1) {
    const sextet = sextets[text[index] ?? 0] ?? lineEnd;
    if (sextet === lineEnd) continue;
    bits = ((bits << 6) | sextet) & 0xff_ffff;
    const begun = whole;
    whole = length >= 3 ? next(most, bits & 0xff) : 0;
    most = length >= 2 ? next(half, (bits >> 2) & 0xff) : 0;
    half = length >= 1 ? next(quarter, (bits >> 4) & 0xff) : 0;
    quarter = begun;
    length += 1;
  }
}

function lookInHex<T>(
  text: Uint8Array,
  from: number,
  to: number,
  { classes, table, endingAt }: Automaton<T>,
  found: (needle: Needle<T>) => void,
): void {
  // Two readings take turns: one byte ends with each digit.
  let here = 0;
  let other = 0;
  let byte = 0;
  let length = 0;
  for (let index = from; index < to; index += 1) {
    const nibble = nibbles[text[index] ?? 0] ?? noDigit;
    length = nibble === noDigit ? 0 : length + 1;
    if (length <= 1) {
      byte = nibble;
      here = 0;
      other = 0;
      continue;
    }
    byte = ((byte << 4) | nibble) & 0xff;
    const next = byte === 0 ? other : (table[other + (classes[byte] ?? 0)] ?? 0);
    other = here;
    here = next < 0 ? ~next : next;
    if (next < 0) for (const needle of endingAt(here)) found(needle);
  }
}
