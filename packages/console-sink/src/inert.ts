/**
 * What a terminal obeys instead of showing, or shows in a place that is not its own: control characters (with them
 * ANSI escapes), bidi and other format characters, line and paragraph separators, lone surrogates.
 */
const active = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

const escaped = (text: string): string =>
  text.replace(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** The text with every character that a terminal would obey written as an escape, as JSON writes it: `\u001b`. */
export const inert = (text: string): string => text.replace(active, (found) => short[found] ?? escaped(found));

/** The same for text that is JSON already: it means the same to a parser, and a terminal obeys none of it. */
export const inertJson = (json: string): string =>
  // A line break that JSON.stringify made to indent is no part of a value.
  json.replace(active, (found) => (found === '\n' ? found : escaped(found)));
