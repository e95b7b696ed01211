import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Store } from '@plainsight/core';
import type { StorePlace } from '@plainsight/core/testing';
import type { SqliteStoreOptions } from '../src/sqlite-store.ts';

/** The samples of the contract are of a time that is long ago. */
export const maxAgeDays = 36_500;

/** A new, empty place for a store that is made so. */
export async function placeOf(make: (options: SqliteStoreOptions) => Store): Promise<StorePlace> {
  const directory = await mkdtemp(join(tmpdir(), 'plainsight-sqlite-'));
  const options = { path: join(directory, 'telemetry.db'), maxAgeDays };
  return {
    store: make(options),
    another: () => make(options),
    remove: () => rm(directory, { recursive: true }),
  };
}
