import { numberIn, textIn, textOrNull, type Database } from './database.ts';

/** The place that one sink has reached. */
export interface SinkRow {
  readonly id: number;
  readonly name: string;
  readonly attached: boolean;
  /** The record that was the last when the sink came. */
  readonly start: number;
  readonly cursor: number;
  readonly waiting: number;
  readonly accepted: number;
  readonly rejected: number;
  /** JSON; `null` when it was never settled. */
  readonly health: string | null;
}

export const sinkRows = (database: Database): readonly SinkRow[] =>
  database.all('SELECT * FROM sinks ORDER BY id').map((row) => ({
    id: numberIn(row, 'id'),
    name: textIn(row, 'name'),
    attached: numberIn(row, 'attached') === 1,
    start: numberIn(row, 'start'),
    cursor: numberIn(row, 'cursor'),
    waiting: numberIn(row, 'waiting'),
    accepted: numberIn(row, 'accepted'),
    rejected: numberIn(row, 'rejected'),
    health: textOrNull(row, 'health'),
  }));

/** Throws for a sink that was never attached. */
export function sinkRow(database: Database, name: string): SinkRow {
  const row = sinkRows(database).find((sink) => sink.name === name);
  if (row === undefined)
    throw new Error(`Failed to use the records of the sink ${name}: it was not attached. Attach it first.`);
  return row;
}

/** Names the sinks that records wait for. A new one starts at the present. */
export function attach(database: Database, names: readonly string[]): void {
  database.transaction(() => {
    for (const name of names) {
      database.run(
        `INSERT INTO sinks (name, attached, start, cursor, waiting, accepted, rejected)
         SELECT ?, 1, place, place, 0, 0, 0 FROM numbers WHERE true ON CONFLICT (name) DO NOTHING`,
        name,
      );
    }
    database.run('UPDATE sinks SET attached = (name IN (SELECT value FROM json_each(?)))', JSON.stringify(names));
  });
}

/** How a sink is doing, as JSON; `null` when it was never settled. */
export const healthOf = (database: Database, name: string): string | null =>
  sinkRows(database).find((sink) => sink.name === name)?.health ?? null;
