import { join } from 'node:path';
import type { Store } from '@plainsight/core';
import { randomCommands, runAgainstModel, seededRandom, storeContract } from '@plainsight/core/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openHere } from '../src/open-here.ts';
import { storeOver, type SqliteStoreOptions } from '../src/sqlite-store.ts';
import { maxAgeDays, placeOf } from './contract-place.ts';
import { temporaryDirectory } from './temporary-directory.ts';

const here = (options: SqliteStoreOptions): Store => storeOver(openHere, options);

storeContract(
  { describe, it },
  {
    name: "sqliteStore in the host's own thread",
    supports: { durable: true, shared: true },
    create: () => placeOf(here),
  },
);

describe("sqliteStore in the host's own thread", () => {
  it('does the same as a model of it in any order of commands', async () => {
    const directory = await temporaryDirectory();
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.integer({ min: 1, max: 60 }), async (seed, count) => {
        const store = here({ path: join(directory, `${(runs += 1)}.db`), maxAgeDays });
        await store.open();
        try {
          await runAgainstModel(store, randomCommands(seededRandom(seed), count));
        } finally {
          await store.close();
        }
      }),
      { numRuns: 20 },
    );
    expect(runs).toBeGreaterThanOrEqual(20);
  });
});
