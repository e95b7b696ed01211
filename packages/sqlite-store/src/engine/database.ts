/** A value that a statement is given: not a boolean, which SQLite does not have. */
export type Given = null | number | bigint | string | Uint8Array;
/** A row, by column. */
export type Row = Readonly<Record<string, Given>>;

/** One open database. All of it is synchronous. */
export interface Database {
  /** Runs a statement. Gives how many rows it changed. */
  run(sql: string, ...given: readonly Given[]): number;
  /** The first row; `undefined` where there is none. */
  get(sql: string, ...given: readonly Given[]): Row | undefined;
  all(sql: string, ...given: readonly Given[]): readonly Row[];
  /** Rows one after the other; what is read no further costs nothing. */
  each(sql: string, ...given: readonly Given[]): Iterable<Row>;
  /** Runs statements that give nothing. */
  exec(sql: string): void;
  /** Reads everything as of one instant. */
  reading<T>(act: () => T): T;
  /** Does something under the write lock, whole or not at all. */
  transaction<T>(act: () => T): T;
  /**
   * The same, without waiting for the disk: it survives the process, and a power cut may undo it, as a whole.
   * For what may be done again.
   */
  quickly<T>(act: () => T): T;
  /** Idempotent. */
  close(): void;
}

/** A number out of a row; 0 for anything else. */
export const numberIn = (row: Row | undefined, column: string): number => {
  const value = row?.[column];
  return typeof value === 'number' || typeof value === 'bigint' ? Number(value) : 0;
};

/** A number out of a row; `null` for anything else. */
export const numberOrNull = (row: Row, column: string): number | null =>
  row[column] === null || row[column] === undefined ? null : numberIn(row, column);

/** A text out of a row; empty for anything else. */
export const textIn = (row: Row | undefined, column: string): string => {
  const value = row?.[column];
  return typeof value === 'string' ? value : '';
};

/** Bytes out of a row; none for anything else. */
export const bytesIn = (row: Row, column: string): Uint8Array => {
  const value = row[column];
  return value instanceof Uint8Array ? value : new Uint8Array();
};

/** A text out of a row; `null` for anything else. */
export const textOrNull = (row: Row, column: string): string | null => {
  const value = row[column];
  return typeof value === 'string' ? value : null;
};
