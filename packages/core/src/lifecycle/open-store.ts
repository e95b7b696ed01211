import { reasonOf } from '../errors.ts';
import { sentence } from '../facts/shown.ts';
import type { Decisions } from '../store/decisions.ts';
import { memoryStore } from '../store/memory-store.ts';
import { isStoreError, type Store } from '../store/store.ts';
import type { Logger } from '../surroundings/logger.ts';

/** The store to work with. */
export interface OpenedStore {
  readonly store: Store;
  /** Why it is not the host's own; `null` where it is. */
  readonly problem: string | null;
}

/**
 * Opens the host's store; where that fails, telemetry goes on in memory, with the same decisions obeyed. Rejects where
 * the store says that telemetry must not go on.
 */
export async function openStore(given: Store | undefined, decisions: Decisions, logger: Logger): Promise<OpenedStore> {
  try {
    const store = given ?? memoryStore({ decisions });
    await store.open();
    for (const trouble of store.troubles ?? []) logger.warn(`Telemetry: ${trouble}`);
    return { store, problem: null };
  } catch (error) {
    if (isStoreError(error)) throw error;
    const problem = `the store ${given?.place} cannot be opened: ${sentence(reasonOf(error))} Going on in memory.`;
    logger.warn(`Telemetry: ${problem}`);
    const store = memoryStore({ decisions });
    await store.open();
    return { store, problem };
  }
}
