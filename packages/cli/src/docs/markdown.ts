import { inert, inertJson } from '@plainsight/console-sink';
import type { Json } from '@plainsight/core';

/**
 * Text of the plan as it is, on one line: nothing of it is taken for Markdown or HTML, and what cannot be seen is written as
 * an escape. Fits into a table too.
 */
export const prose = (text: string): string =>
  inert(text.replaceAll(/\s+/gu, ' ').trim())
    .replaceAll(/&(?=#|[a-z])/giu, '&amp;')
    .replaceAll(/[\\`*[\]~$]/gu, String.raw`\$&`)
    .replaceAll(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, String.raw`\_`)
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('|', '&#124;')
    .replace(/^(\d*)([-+=#.)])/u, String.raw`$1\$2`);

/** A sentence of the plan: prose that ends as sentences do. */
export const sentence = (text: string): string => {
  const said = prose(text);
  return /[.!?:…]["')\]]*$/u.test(said) ? said : `${said}.`;
};

/** A name or value as code. What backticks, or a table, could not hold is written with a tag and entities. */
export const code = (text: string): string => {
  const shown = inert(text);
  if (/^[^`|]+$/u.test(shown) && shown === shown.trim()) return `\`${shown}\``;
  const entities = shown.replaceAll(/[&<>|`*_\\[\]~$!^#]|^ | (?= )| $/gu, (one) => `&#${one.codePointAt(0)};`);
  return `<code>${entities}</code>`;
};

/** A value as code: text as it is, anything else as JSON writes it. */
export const valueCode = (value: Json): string => code(typeof value === 'string' ? value : JSON.stringify(value));

/** An address that leads somewhere; anything else is prose. */
export const link = (text: string): string =>
  /^https?:\/\/[\w.:/?#@!$&'()*+,;=%~[\]-]+$/u.test(text) && URL.canParse(text)
    ? `<${text.replaceAll('|', '%7C')}>`
    : prose(text);

/** A table, of cells that are Markdown already; columns in which no cell says anything are left out. `null` without rows. */
export const table = (titles: readonly string[], rows: readonly (readonly (string | null)[])[]): string | null => {
  const kept = titles.map((_, column) => rows.some((row) => (row[column] ?? null) !== null));
  const line = (cells: readonly (string | null)[]): string =>
    `| ${cells.flatMap((cell, column) => (kept[column] === true ? [cell ?? none] : [])).join(' | ')} |`;
  if (rows.length === 0) return null;
  return [line(titles), line(titles.map(() => '---')), ...rows.map(line)].join('\n');
};

const none = '–';

/** Items of a list, Markdown already. */
export const list = (items: readonly string[]): string => items.map((item) => `- ${item}`).join('\n');

/** JSON in a block of its own, one property a line. */
export const jsonBlock = (value: Json): string => block('json', inertJson(JSON.stringify(value, null, 2)));

/** Lines in a block of their own, which nothing in them ends. */
export const block = (language: string, text: string): string => {
  const longest = Math.max(2, ...[...text.matchAll(/`+/gu)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
};

/** `a`, `a and b`, `a, b and c`. */
export const listed = (words: readonly string[], last = 'and'): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1) ?? ''}`;
