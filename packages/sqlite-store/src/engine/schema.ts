import { databaseOn } from './database-on.ts';
import { numberIn, textIn, textOrNull, type Database, type Row } from './database.ts';
import { DamagedError } from './failures.ts';
import { loadSqlite } from './load-sqlite.ts';
import { currentVersion, migrate } from './migrations.ts';

/** What a database says of itself. */
export interface Schema {
  readonly applicationId: number;
  /** The migration that it is at. */
  readonly version: number;
  /** Its tables, indexes, views and triggers. */
  readonly entries: readonly SchemaEntry[];
}

/** One row of `sqlite_schema`. */
export interface SchemaEntry {
  readonly type: string;
  readonly name: string;
  /** All of it, to be compared. */
  readonly text: string;
}

/** Reads it as of one instant: another process may be migrating. */
export const schemaOf = (database: Database): Schema =>
  database.reading(() => ({
    applicationId: numberIn(database.get('PRAGMA application_id'), 'application_id'),
    version: numberIn(database.get('PRAGMA user_version'), 'user_version'),
    entries: database.all('SELECT type, name, tbl_name, sql FROM sqlite_schema').map(entryOf).filter(isKept),
  }));

/** Changes whenever somebody changes the schema. */
export const schemaVersionOf = (database: Database): number =>
  numberIn(database.get('PRAGMA schema_version'), 'schema_version');

/**
 * Throws a `DamagedError` for a database that has anything but what the migrations make: a trigger, a view or an expression runs in
 * whoever uses the database, and what was changed or added by hand is not known to be erased. A later version is left alone.
 */
export function requireOwnSchema({ version, entries }: Schema): void {
  if (version > currentVersion) return;
  const own = entriesAt(version);
  const [theirs] = withoutThose(entries, own);
  if (theirs !== undefined) throw new DamagedError(`its ${theirs.type} ${shown(theirs.name)} is not ours`);
  const [missing] = withoutThose(own, entries);
  if (missing !== undefined) throw new DamagedError(`its ${missing.type} ${missing.name} is missing`);
}

const withoutThose = (some: readonly SchemaEntry[], others: readonly SchemaEntry[]): readonly SchemaEntry[] => {
  const texts = new Set(others.map(({ text }) => text));
  return some.filter(({ text }) => !texts.has(text));
};

const known = new Map<number, readonly SchemaEntry[]>();

/** What the migrations make. */
function entriesAt(version: number): readonly SchemaEntry[] {
  const before = known.get(version);
  if (before !== undefined) return before;
  const { DatabaseSync } = loadSqlite();
  const database = databaseOn(new DatabaseSync(':memory:'));
  try {
    migrate(database, 0, version);
    const { entries } = schemaOf(database);
    known.set(version, entries);
    return entries;
  } finally {
    database.close();
  }
}

function entryOf(row: Row): SchemaEntry {
  const [type, name] = [textIn(row, 'type'), textIn(row, 'name')];
  return { type, name, text: JSON.stringify([type, name, textIn(row, 'tbl_name'), textOrNull(row, 'sql')]) };
}

/** What `ANALYZE` leaves is of no harm: tables of figures, by which SQLite chooses an index. */
const statistics = new Set(
  [
    ['sqlite_stat1', 'tbl,idx,stat'],
    ['sqlite_stat4', 'tbl,idx,neq,nlt,ndlt,sample'],
  ].map(([name, columns]) => JSON.stringify(['table', name, name, `CREATE TABLE ${name}(${columns})`])),
);

const isKept = ({ text }: SchemaEntry): boolean => !statistics.has(text);

/** A name by another's hand is not to reach a log as it is. */
const shown = (name: string): string => (/^\w{1,60}$/u.test(name) ? name : 'of another name');
