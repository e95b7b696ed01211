/**
 * What a browser obeys instead of showing, or does not show at all: control characters, bidi and other format characters,
 * line and paragraph separators, lone surrogates.
 */
const hidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** The text with such characters written as JSON writes them: `\u202e`. Of JSON it means the same. */
export const visible = (text: string): string => text.replaceAll(hidden, (found) => short[found] ?? escaped(found));

const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

const escaped = (character: string): string =>
  Array.from({ length: character.length }, (_, index) => character.charCodeAt(index))
    .map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`)
    .join('');
