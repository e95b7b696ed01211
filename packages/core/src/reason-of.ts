/**
 * Anything that was thrown, in words: its message, else its code and what it is made of, with the codes of its causes. One
 * line of at most 500 characters, never empty, without control characters. Never throws, whatever was thrown.
 *
 * @example reasonOf(new TypeError('fetch failed', { cause: refused })) // 'fetch failed (ECONNREFUSED)'
 */
export function reasonOf(thrown: unknown): string {
  try {
    const causes = causesOf(thrown);
    const words = [thrown, ...causes].map((one) => wordsOf(one)).find((said) => said !== null) ?? withoutWords(thrown);
    const codes = [...new Set(causes.flatMap(codesOf))].filter((code) => isTelling(code) && !words.includes(code));
    const added = codes.length === 0 ? '' : ` (${codes.slice(0, mostParts).join(', ')})`;
    return withAdded(cut(words, mostCharacters - added.length), added);
  } catch {
    return noText;
  }
}

/** The code that says most of what went wrong: its own, else that of its parts, else that of its cause; `null` without any. */
export function codeIn(thrown: unknown): string | null {
  try {
    return [thrown, ...causesOf(thrown)].flatMap(codesOf)[0] ?? null;
  } catch {
    return null;
  }
}

const noText = 'something that has no text was thrown';
const mostCharacters = 500;
const mostParts = 3;
const mostLookedAt = 10;
const mostCauses = 4;

/** The message, and what an error of several is made of; `null` where it says nothing. */
function wordsOf(thrown: unknown, depth = 0): string | null {
  if (!isObject(thrown)) return primitiveWords(thrown);
  const message = oneLine(fieldOf(thrown, 'message'));
  const parts = depth > 1 ? [] : partsOf(thrown).map((part) => wordsOf(part, depth + 1) ?? codesOf(part)[0] ?? null);
  const said = [...new Set(parts.filter((part) => part !== null))];
  const shown = said.slice(0, mostParts);
  const listed = [...shown, ...(said.length > shown.length ? [`and ${said.length - shown.length} more`] : [])].join(
    '; ',
  );
  const code = oneLine(textOf(codeFieldOf(thrown)));
  const head = message !== '' ? message : listed.includes(code) ? '' : code;
  const words = [head, listed].filter((part) => part !== '').join(': ');
  return words === '' ? null : words;
}

function primitiveWords(thrown: unknown): string | null {
  if (thrown === undefined || thrown === null) return null;
  const words = oneLine(textOf(thrown));
  return words === '' ? null : words;
}

/** What is left to say of what has neither message nor code. */
function withoutWords(thrown: unknown): string {
  if (typeof thrown === 'string') return 'an empty string was thrown';
  if (thrown === undefined || thrown === null) return `${thrown} was thrown`;
  if (typeof thrown === 'function') return 'a function was thrown';
  const text = Array.isArray(thrown) || ArrayBuffer.isView(thrown) ? '' : oneLine(textOf(thrown));
  if (text !== '' && text !== 'Error' && !text.startsWith('[object ')) return text;
  return text === 'Error' ? 'an error without a message was thrown' : noText;
}

/** Causes from the nearest on, each once. */
function causesOf(thrown: unknown): readonly unknown[] {
  const causes = new Set<unknown>([thrown]);
  for (let one = fieldOf(thrown, 'cause'); causes.size <= mostCauses; one = fieldOf(one, 'cause')) {
    if (one === undefined || one === null || causes.has(one)) break;
    causes.add(one);
  }
  return [...causes].slice(1);
}

/** Those of an `AggregateError`, such as one for each address of a name. */
function partsOf(thrown: unknown): readonly unknown[] {
  try {
    const parts = fieldOf(thrown, 'errors');
    return Array.isArray(parts) ? parts.slice(0, mostLookedAt) : [];
  } catch {
    return [];
  }
}

/** Its own code, else those of its parts. */
function codesOf(thrown: unknown): readonly string[] {
  const code = codeOf(thrown);
  return code === null ? partsOf(thrown).flatMap((part) => codeOf(part) ?? []) : [code];
}

function codeOf(thrown: unknown): string | null {
  const code = codeFieldOf(thrown);
  return typeof code === 'string' && /^[\w.-]{1,60}$/.test(code) ? code : null;
}

/** A number is one to those who know where it comes from. */
function codeFieldOf(thrown: unknown): string | number {
  const code = fieldOf(thrown, 'code');
  return typeof code === 'string' || typeof code === 'number' ? code : '';
}

/** Of the system, Node, OpenSSL or a database. Those of this library are there to be matched, and say nothing to people. */
const isTelling = (code: string): boolean => /^[A-Z\d_]+$/.test(code);

/** A code belongs to the reason, which is the first sentence: what follows it says what to do. */
function withAdded(words: string, added: string): string {
  const end = /\.(?=\s|$)/.exec(words)?.index ?? words.length;
  return `${words.slice(0, end)}${added}${words.slice(end)}`;
}

const isObject = (value: unknown): value is object =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

/** A getter may throw, and so may a proxy. */
function fieldOf(value: unknown, name: string): unknown {
  try {
    return isObject(value) ? Reflect.get(value, name) : undefined;
  } catch {
    return undefined;
  }
}

function textOf(value: unknown): string {
  try {
    return String(value);
  } catch {
    return '';
  }
}

/** On one line, and with each character that is not seen written as its code: it may come from outside. */
function oneLine(text: unknown): string {
  if (typeof text !== 'string') return '';
  return text
    .slice(0, mostCharacters * 2)
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

const cut = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 1).replace(/\p{Cs}$/u, '')}…`;
