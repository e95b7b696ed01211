import { reasonOf } from '../errors.ts';
import type { Decisions } from '../store/decisions.ts';
import { memoryStore } from '../store/memory-store.ts';
import type { Store } from '../store/store.ts';
import type { Logger } from '../surroundings/logger.ts';

/** Opens the host's store; where that fails, telemetry goes on in memory, with the same decisions obeyed. */
export async function openStore(given: Store | undefined, decisions: Decisions, logger: Logger): Promise<Store> {
  try {
    const store = given ?? memoryStore({ decisions });
    await store.open();
    return store;
  } catch (error) {
    logger.warn(`Telemetry: the store ${given?.place} cannot be opened: ${reasonOf(error)}. Going on in memory.`);
    const instead = memoryStore({ decisions });
    await instead.open();
    return instead;
  }
}
