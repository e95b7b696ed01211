import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Database } from './database.ts';

/** Statements are prepared once: their texts are few. */
export function databaseOn(connection: DatabaseSync): Database {
  const statements = new Map<string, StatementSync>();
  const statement = (sql: string): StatementSync => {
    const known = statements.get(sql) ?? connection.prepare(sql);
    statements.set(sql, known);
    return known;
  };
  const within = <T>(begin: string, act: () => T): T => {
    connection.exec(begin);
    try {
      const result = act();
      connection.exec('COMMIT');
      return result;
    } catch (error) {
      if (connection.isTransaction) connection.exec('ROLLBACK');
      throw error;
    }
  };
  const transaction = <T>(act: () => T): T => within('BEGIN IMMEDIATE', act);
  return {
    run: (sql, ...given) => Number(statement(sql).run(...given).changes),
    get: (sql, ...given) => statement(sql).get(...given),
    all: (sql, ...given) => statement(sql).all(...given),
    each: (sql, ...given) => statement(sql).iterate(...given),
    exec: (sql) => connection.exec(sql),
    reading: (act) => within('BEGIN', act),
    transaction,
    quickly: (act) => {
      connection.exec('PRAGMA synchronous = NORMAL');
      try {
        return transaction(act);
      } finally {
        connection.exec('PRAGMA synchronous = FULL');
      }
    },
    close: () => {
      statements.clear();
      if (connection.isOpen) connection.close();
    },
  };
}
