import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { fileDecisions, memoryStore, reasonOf, type Store } from '@plainsight/core';
import { wrongUse } from '../cli-error.ts';
import { textOf, type Given } from '../given.ts';

/** The store that `--store` or `--decisions` names; `null` where neither is given. Makes no file. */
export const namedStore = async (given: Given): Promise<Store | null> => {
  const path = textOf(given, 'store');
  const decisions = textOf(given, 'decisions');
  if (path !== undefined) {
    await refuseForeign(path);
    const { sqliteStore } = await import('@plainsight/sqlite-store');
    return sqliteStore({ path });
  }
  return decisions === undefined ? null : memoryStore({ decisions: fileDecisions({ path: decisions }) });
};

/** A store sets a foreign file aside to begin anew. One that was named by mistake must stay where it is. */
const refuseForeign = async (path: string): Promise<void> => {
  const failed = (reason: string) =>
    wrongUse(`Failed to use the store ${path}: ${reason}. Name its file with --store FILE.`);
  // To open a pipe may never end.
  const { O_RDONLY, O_NONBLOCK } = constants;
  const file = await open(path, O_RDONLY | O_NONBLOCK).catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'ENOENT') return null;
    throw failed(reasonOf(error));
  });
  if (file === null) return;
  try {
    if (!(await file.stat()).isFile()) throw failed('it is no file');
    const { buffer, bytesRead } = await file.read(Buffer.alloc(magic.length), 0, magic.length, 0);
    if (bytesRead > 0 && !buffer.equals(magic)) throw failed('it is no SQLite database');
  } finally {
    await file.close();
  }
};

/** How each SQLite database begins (https://www.sqlite.org/fileformat.html, 1.3.1). */
const magic = Buffer.from('SQLite format 3\0');
