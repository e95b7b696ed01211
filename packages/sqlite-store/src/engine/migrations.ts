import type { Database } from './database.ts';

/**
 * Each takes the file from the version before to its own: the first makes version 1. What has been released is never
 * changed, only added to.
 */
const migrations: readonly string[] = [
  `
  -- One row of numbers. position: of the last fact. place: of the last record or quarantined event.
  CREATE TABLE numbers (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    position INTEGER NOT NULL,
    place INTEGER NOT NULL,
    records INTEGER NOT NULL,
    quarantined INTEGER NOT NULL,
    dropped INTEGER NOT NULL,
    requests INTEGER NOT NULL
  );
  INSERT INTO numbers VALUES (1, 0, 0, 0, 0, 0, 0);

  -- The fold of all facts. Facts themselves are pruned at once: the state contains them.
  CREATE TABLE state (id INTEGER PRIMARY KEY CHECK (id = 1), fold INTEGER NOT NULL, json TEXT NOT NULL);

  -- Ids of facts that made no event, by which a commit that is repeated is known again.
  CREATE TABLE facts (id BLOB PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;

  CREATE TABLE names (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);

  CREATE TABLE consents (
    id INTEGER PRIMARY KEY,
    plan_version INTEGER NOT NULL,
    plan_hash TEXT NOT NULL,
    allowed_by TEXT NOT NULL,
    UNIQUE (plan_version, plan_hash, allowed_by)
  );

  CREATE TABLE records (
    position INTEGER PRIMARY KEY,
    uuid BLOB NOT NULL UNIQUE,
    name INTEGER NOT NULL,
    at INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    consent INTEGER NOT NULL,
    event TEXT NOT NULL
  );
  CREATE INDEX records_by_name ON records (name, position);
  CREATE INDEX records_by_time ON records (at);

  CREATE TABLE quarantine (
    position INTEGER PRIMARY KEY,
    uuid BLOB NOT NULL UNIQUE,
    name TEXT NOT NULL,
    at INTEGER NOT NULL,
    event TEXT NOT NULL
  );

  -- The place that each sink has reached: records after start and up to cursor are done, but for its exceptions.
  CREATE TABLE sinks (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    attached INTEGER NOT NULL,
    start INTEGER NOT NULL,
    cursor INTEGER NOT NULL,
    waiting INTEGER NOT NULL,
    accepted INTEGER NOT NULL,
    rejected INTEGER NOT NULL,
    health TEXT
  );

  -- state: 0 waits although it is up to the cursor, 1 rejected, 2 withdrawn, 3 waits after the cursor and was tried.
  CREATE TABLE exceptions (
    sink INTEGER NOT NULL,
    position INTEGER NOT NULL,
    state INTEGER NOT NULL,
    why TEXT,
    at INTEGER,
    PRIMARY KEY (sink, position)
  ) WITHOUT ROWID;
  CREATE INDEX exceptions_by_state ON exceptions (sink, state, position);

  -- What was accepted, from the first to the last position: ranges of one sink do not overlap.
  CREATE TABLE deliveries (
    sink INTEGER NOT NULL,
    last INTEGER NOT NULL,
    first INTEGER NOT NULL,
    at INTEGER,
    receipt TEXT,
    PRIMARY KEY (sink, last)
  ) WITHOUT ROWID;
  `,
  `
  -- How many events are kept of each hour since the epoch, by name; under the name 0, how many quarantined ones. first and
  -- last: positions that they lie between, these included. They stay when events go.
  CREATE TABLE activity (
    hour INTEGER NOT NULL,
    name INTEGER NOT NULL,
    events INTEGER NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (hour, name)
  ) WITHOUT ROWID;
  -- A division that rounds down, before the epoch too.
  INSERT INTO activity
    SELECT (at - (at < 0) * 3599999) / 3600000, name, count(*), min(position), max(position) FROM records GROUP BY 1, 2;
  INSERT INTO activity
    SELECT (at - (at < 0) * 3599999) / 3600000, 0, count(*), min(position), max(position) FROM quarantine GROUP BY 1;
  `,
];

/** Version of the file that this version of the package writes. */
export const currentVersion: number = migrations.length;

/** Takes a file to a version, step by step. For one that is not of a later one, within a transaction. */
export function migrate(database: Database, from: number, to: number = currentVersion): void {
  if (from === to) return;
  for (const migration of migrations.slice(from, to)) database.exec(migration);
  database.exec(`PRAGMA user_version = ${to}`);
}
