import type * as Sqlite from 'node:sqlite';

/** Node's own SQLite. On Node 22 loading it prints that it is experimental, which is nothing for an operator to read. */
export function loadSqlite(): typeof Sqlite {
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    const sqlite: typeof Sqlite | undefined = process.getBuiltinModule('node:sqlite');
    if (sqlite !== undefined) return sqlite;
    throw new Error(`Node ${process.versions.node} has no SQLite. Use Node 22.22 or newer, or memoryStore.`);
  } finally {
    process.emitWarning = emitWarning;
  }
}
