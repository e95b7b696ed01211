import type { Automaton, Needle } from './automaton.ts';
import { lookEncoded } from './encoded.ts';
import { shortestRun } from './first-look.ts';
import type { Sought } from './needles.ts';
import { sign, signsOf } from './signs.ts';

/** Told of each needle that was found. */
export type Found = (needle: Needle<Sought>) => void;

/**
 * Tells of the needles in a text, in UTF-8, as words of their own and in what it says in base64 or in hexadecimal digits. Looks
 * at each byte once, and gives the signs that it saw. Ends where something must be made plain first, which a plain text has none of.
 */
export function lookThrough(text: Uint8Array, automaton: Automaton<Sought>, isPlain: boolean, found: Found): number {
  const { classes, table, endingAt } = automaton;
  const runs = shortestRun(automaton.shortest);
  let signs = 0;
  let place = 0;
  let from = 0;
  for (let index = 0; index < text.length; index += 1) {
    const byte = text[index] ?? 0;
    const own = signsOf[byte] ?? 0;
    signs |= own;
    if ((own & sign.digit) === 0) {
      if ((own & sign.unusual) !== 0 && !isPlain) return signs;
      if (index - from >= runs) lookEncoded(text, from, index, automaton, found);
      from = index + 1;
    }
    place = table[place + (classes[byte] ?? 0)] ?? 0;
    if (place >= 0) continue;
    place = ~place;
    for (const needle of endingAt(place)) if (isWhole(text, index + 1, needle)) found(needle);
  }
  if (text.length - from >= runs) lookEncoded(text, from, text.length, automaton, found);
  return signs;
}

/** Whether nothing beside it makes another word of it. */
function isWhole(text: Uint8Array, end: number, { length, of: { bound } }: Needle<Sought>): boolean {
  if (bound === 'nothing') return true;
  const [left, right] = [before(text, end - length), after(text, end)];
  switch (bound) {
    case 'word':
      return !goesOn(left, after(text, end - length)) && !goesOn(before(text, end), right);
    case 'path':
      return !/[\p{L}\p{N}_-]/u.test(right);
    case 'number':
      return !isNumber(left) && !isNumber(right);
    case 'hex':
      return !/[\da-f:]/i.test(left) && !/[\da-f]/i.test(right);
  }
}

/** The character that ends at a byte; empty where there is none. */
function before(text: Uint8Array, at: number): string {
  const byte = text[at - 1] ?? 0;
  if (byte < 128) return at < 1 ? '' : String.fromCharCode(byte);
  return Array.from(Buffer.from(text.subarray(Math.max(0, at - 4), at)).toString()).at(-1) ?? '';
}

/** The character that begins there. */
function after(text: Uint8Array, at: number): string {
  const byte = text[at] ?? 0;
  if (byte < 128) return at >= text.length ? '' : String.fromCharCode(byte);
  return Array.from(Buffer.from(text.subarray(at, at + 4)).toString())[0] ?? '';
}

const goesOn = (one: string, next: string): boolean =>
  (isCased(one) && isCased(next)) || (isNumber(one) && isNumber(next));

/** A letter of a script that parts words by what is between them: others may have none. */
const isCased = (character: string): boolean => character.toLowerCase() !== character.toUpperCase();

const isNumber = (character: string): boolean => character >= '0' && character <= '9' && character.length === 1;
