import { statSync } from 'node:fs';
import type { Counts } from '@plainsight/core';
import { numberIn, type Database } from './database.ts';
import { sinkRows } from './sinks.ts';

/** Numbers that are kept as they change: none is counted. */
export function counts(database: Database, path: string): Counts {
  const row = database.get('SELECT records, quarantined, dropped FROM numbers');
  return {
    sinks: Object.fromEntries(
      sinkRows(database).map(({ name, waiting, accepted, rejected }) => [name, { waiting, accepted, rejected }]),
    ),
    records: numberIn(row, 'records'),
    quarantined: numberIn(row, 'quarantined'),
    dropped: numberIn(row, 'dropped'),
    bytes: [path, `${path}-wal`, `${path}-shm`].reduce((sum, file) => sum + sizeOf(file), 0),
  };
}

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;
