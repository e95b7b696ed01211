/** As much of a stream as decides how text looks on it. `process.stdout` is one. */
export interface Terminal {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

const codes = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
} as const;

/** How a piece of text is shown. */
export type Shade = keyof typeof codes;

/** Gives text its shade, or gives it back as it is where there is no colour. Adds nothing that takes a column. */
export type Paint = (shade: Shade, text: string) => string;

/** A {@link Paint} that colours, or one that does not. */
export const painter =
  (color: boolean): Paint =>
  (shade, text) => {
    if (!color || text === '') return text;
    const [on, off] = codes[shade];
    return `\u001b[${on}m${text}\u001b[${off}m`;
  };

/**
 * Whether a stream is to be coloured. `FORCE_COLOR` decides where it is set (`0` and `false` are no), then `NO_COLOR`
 * (https://no-color.org: anything but empty), then whether it is a terminal that can.
 */
export const wantsColor = (stream: Terminal, env: Environment): boolean => {
  const { FORCE_COLOR: force, NO_COLOR: never, TERM: term } = env;
  if (force !== undefined) return force !== '0' && force.toLowerCase() !== 'false';
  if (never !== undefined && never !== '') return false;
  return stream.isTTY === true && term !== 'dumb';
};

/** Columns that a line may take: those of the terminal, between 40 and 120; 80 where there is none. */
export const widthOf = (stream: Terminal, env: Environment): number => {
  const columns = stream.columns ?? Number(env['COLUMNS']);
  return Number.isInteger(columns) && columns > 0 ? Math.min(120, Math.max(40, columns)) : 80;
};
