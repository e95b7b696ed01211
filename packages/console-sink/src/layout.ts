import type { Paint } from './terminal.ts';

/** Characters that take two columns: CJK, Hangul, full-width forms, emoji (Unicode TR 11, W and F, by blocks). */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const narrowOnly = /^[\u0020-\u02ff]*$/;
const mark = /\p{M}/u;

const columnsOfOne = (character: string): number => (mark.test(character) ? 0 : wide.test(character) ? 2 : 1);

/** Columns that a text takes on a terminal. The text is inert and not painted. */
export const columnsOf = (text: string): number => {
  if (narrowOnly.test(text)) return text.length;
  let columns = 0;
  for (const character of text) columns += columnsOfOne(character);
  return columns;
};

/** The text followed by as many spaces as make it `width` columns. */
export const padTo = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - columnsOf(text)));

/** The text in lines of at most `width` columns, broken at spaces, or within a word that is longer than a line. */
export const wrap = (text: string, width: number): readonly string[] => {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (columnsOf(longer) <= width) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    const pieces = cut(word, width);
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1) ?? '';
  }
  return [...lines, line];
};

const cut = (word: string, width: number): readonly string[] => {
  const pieces: string[] = [];
  let piece = '';
  let columns = 0;
  for (const character of word) {
    const more = columnsOfOne(character);
    if (columns + more > width && piece !== '') {
      pieces.push(piece);
      piece = '';
      columns = 0;
    }
    piece += character;
    columns += more;
  }
  return [...pieces, piece];
};

/** The text, or as much of its beginning as `width` columns hold, with `…` for the rest. */
export const shortened = (text: string, width: number): string =>
  columnsOf(text) <= width ? text : `${cut(text, width - 1)[0] ?? ''}…`;

/** A label and what it is of. */
export interface Labelled {
  readonly label: string;
  readonly text: string;
  /** Paints a line of the text. */
  readonly paint?: (line: string) => string;
}

/**
 * Labels in one column and texts in the next, in lines of at most `width` columns. A text that does not fit beside
 * its label goes on below it, and below the whole of it where a word would have to be cut.
 */
export const labelled = (
  rows: readonly Labelled[],
  width: number,
  paintLabel: (label: string) => string = (label) => label,
): readonly string[] => {
  const widest = Math.max(0, ...rows.map(({ label }) => columnsOf(label)));
  const column = Math.min(widest, Math.floor(width / 2)) + 2;
  return rows.flatMap(({ label, text, paint = (line) => line }) => {
    const longestWord = Math.max(...text.split(' ').map(columnsOf));
    if (columnsOf(label) + 2 > column || longestWord > width - column) {
      return [
        ...wrap(label, width).map((line) => paintLabel(line)),
        ...wrap(text, width - 2).map((line) => `  ${paint(line)}`),
      ];
    }
    return wrap(text, width - column).map((line, index) =>
      index === 0 ? `${paintLabel(padTo(label, column))}${paint(line)}` : `${' '.repeat(column)}${paint(line)}`,
    );
  });
};

/** Columns before the contents of a section: two of indentation, and its title. */
export const gutter = 15;

/** Lines with a title of at most 12 columns beside the first. No lines, no title. */
export const section = (title: string, lines: readonly string[], paint: Paint): readonly string[] =>
  lines.map((line, index) => {
    if (index > 0) return line === '' ? '' : `${' '.repeat(gutter)}${line}`;
    return line === '' ? `  ${paint('dim', title)}` : `  ${paint('dim', padTo(title, gutter - 2))}${line}`;
  });
