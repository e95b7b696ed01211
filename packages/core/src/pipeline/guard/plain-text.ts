/** What stands there where a text holds escapes; the text itself where it holds none. */
export const withoutEscapes = (text: string): string => text.replaceAll(escapes, unescaped);

/** Percent encoding, escapes of JSON and JavaScript, references of HTML. */
const escapes = /(?:%[\da-f]{2})+|\\u[\da-f]{4}|\\x[\da-f]{2}|&#x[\da-f]{1,6};|&#\d{1,7};/gi;

function unescaped(escape: string): string {
  if (escape.startsWith('%')) return ofBytes(escape);
  const digits = escape.startsWith('&') ? escape.slice(2, -1) : `x${escape.slice(2)}`;
  const point = Number(/^x/i.test(digits) ? `0${digits}` : digits);
  return point <= 0x10_ffff ? String.fromCodePoint(point) : escape;
}

/** Nearly always one byte of ASCII. */
function ofBytes(escape: string): string {
  const first = Number(`0x${escape.slice(1, 3)}`);
  if (escape.length === 3 && first < 128) return String.fromCharCode(first);
  return Buffer.from(escape.replaceAll('%', ''), 'hex').toString();
}

/**
 * The same for texts that people take for the same: what Unicode calls compatible is, marks on letters and what is not seen are
 * gone, and all but ASCII is in lower case. Takes as long for each character, whichever it is.
 */
export function plainText(text: string, known: PlainCharacters = new Map()): string {
  let plain = '';
  for (const character of text) plain += known.get(character) ?? remembered(character, known);
  return plain;
}

/** What plain characters are known already, by the ones that they stand for. */
export type PlainCharacters = Map<string, string>;

const mostKnown = 4096;

function remembered(character: string, known: PlainCharacters): string {
  if (known.size >= mostKnown) known.clear();
  const plain = plainCharacter(character);
  known.set(character, plain);
  return plain;
}

/** Character by character, as ICU takes long for a text of many marks in the wrong order. */
function plainCharacter(character: string): string {
  if (/[\t\n\r\u0020-\u007e]/.test(character)) return character;
  const plain = character.replaceAll(unseen, '').normalize('NFKD').replaceAll(unseen, '').toUpperCase().toLowerCase();
  // A character that stands for a whole phrase is a part of no name.
  return plain.length > longestPart ? ' ' : plain;
}

const longestPart = 6;

/** Marks on letters, and what takes no room: joiners, directions of writing, tags, controls. */
const unseen = /[\p{M}\p{Cf}\p{Default_Ignorable_Code_Point}]|(?![\t\n\r])\p{Cc}/gu;
