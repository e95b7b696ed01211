/** Longest text that is shown of a value. */
const mostCharacters = 40;

/**
 * A text as people may be shown it in a log or on a terminal: on one line, short, quoted, and without anything that is
 * not seen (control characters, escapes of terminals, marks that turn the direction of writing).
 */
export function quoted(text: string): string {
  const characters = Array.from(text.slice(0, mostCharacters * 2));
  const short = characters.slice(0, mostCharacters).join('');
  return `"${inert(short).replaceAll('"', String.raw`\"`)}${short.length < text.length ? '…' : ''}"`;
}

/** The text with each character that is not seen written as its code: `\u{1b}`. */
export const inert = (text: string): string => (visible.test(text) ? text : withCodes(text));

/** Nearly every text is of ASCII, and the classes of Unicode take half a millisecond to load. */
const visible = /^[ -~]*$/;

const withCodes = (text: string): string =>
  text.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);

/** The words as a sentence, which ends with one full stop. */
export const sentence = (words: string): string => (/[.!?…]$/u.test(words) ? words : `${words}.`);

/** Limit for words from outside, in UTF-16 code units. */
const mostOfWords = 300;

/**
 * A string from outside as it may be logged or stored: inert, and at most 300 UTF-16 code units long. A longer one ends in `…`.
 * Idempotent.
 */
export function brief(text: string): string {
  const pieces = Array.from(text.slice(0, mostOfWords + 1), inert);
  const whole = pieces.join('');
  if (whole.length <= mostOfWords) return whole;
  let kept = '';
  for (const piece of pieces) {
    if (kept.length + piece.length >= mostOfWords) break;
    kept += piece;
  }
  return `${kept}…`;
}

/** A value from outside as {@link brief} words; `null` unless it is a string that is not blank, a number or a boolean. */
export function wordsOf(value: unknown): string | null {
  const isWords = ['string', 'number', 'bigint', 'boolean'].includes(typeof value);
  const text = isWords ? String(value) : '';
  return /^[\p{Z}\p{C}]*$/u.test(text) ? null : brief(text);
}
