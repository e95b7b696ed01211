import { columnsOf, shortened, wrap, type Paint, type Shade } from '@plainsight/console-sink';

/** A cell: inert text, and how it is shown. */
export interface Cell {
  readonly text: string;
  readonly shade?: Shade;
  /** Where a row is a line for each cell, this one stands without its title. @default false */
  readonly untitled?: boolean;
}

/** A column: its title, and the fewest columns of the terminal that are of use to it. */
export interface Column {
  readonly title: string;
  /** @default as many as its widest cell takes */
  readonly least?: number;
}

/** Rows below titles, each on one line. Where even shortened cells find no room, a row is a line for each cell. */
export const table = (
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  width: number,
  paint: Paint,
): readonly string[] => {
  const widths = fitted(columns, rows, width);
  if (widths === null) return rows.flatMap((row) => stacked(columns, row, width, paint));
  const line = (cells: readonly Cell[]): string =>
    cells
      .map(({ text, shade }, index) => {
        const columnWidth = widths[index] ?? 0;
        const shown = shortened(text, columnWidth);
        const padding = ' '.repeat(columnWidth + gap - columnsOf(shown));
        return `${shade === undefined ? shown : paint(shade, shown)}${padding}`;
      })
      .join('')
      .trimEnd();
  return [line(columns.map(({ title }) => ({ text: title, shade: 'dim' }))), ...rows.map(line)];
};

const gap = 2;

/** Widths that fit: the widest column that may shrink does so first. */
const fitted = (
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  width: number,
): readonly number[] | null => {
  const widths = columns.map(({ title }, index) =>
    Math.max(columnsOf(title), ...rows.map((row) => columnsOf(row[index]?.text ?? ''))),
  );
  let over = widths.reduce((sum, one) => sum + one, 0) + gap * (columns.length - 1) - width;
  for (; over > 0; over -= 1) {
    const spare = widths.map((one, index) => (one > (columns[index]?.least ?? one) ? one : 0));
    const widest = spare.indexOf(Math.max(...spare));
    const current = spare[widest] ?? 0;
    if (current === 0) return null;
    widths[widest] = current - 1;
  }
  return widths;
};

const stacked = (columns: readonly Column[], row: readonly Cell[], width: number, paint: Paint): readonly string[] =>
  row.flatMap(({ text, shade, untitled = false }, index) => {
    if (text === '') return [];
    const title = index === 0 || untitled ? '' : `${columns[index]?.title ?? ''}: `;
    return wrap(`${title}${text}`, width - 2).map((line, part) => {
      const indent = index === 0 && part === 0 ? '' : '  ';
      return `${indent}${shade === undefined ? line : paint(shade, line)}`;
    });
  });
