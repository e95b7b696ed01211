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
export const inert = (text: string): string =>
  text.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
