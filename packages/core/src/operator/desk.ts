import { uuidV7Source } from '../facts/uuid.ts';
import { identify } from '../lifecycle/identify.ts';
import type { Running } from '../lifecycle/running.ts';
import type { Session } from '../lifecycle/session.ts';
import type { Decided } from '../store/decisions.ts';
import { copyOf } from '../store/memory-decisions.ts';
import type { Store } from '../store/store.ts';

/** What an operator's verb works with: telemetry that runs in this process, or what it has left on the disk. */
export interface Desk {
  readonly session: Session;
  readonly running: Running | null;
}

/**
 * Hands the store to `use`, open, with all in it that was recorded here until now. `null` where nothing was ever kept:
 * looking makes no file.
 */
export async function withStore<T>({ session, running }: Desk, use: (store: Store) => Promise<T>): Promise<T | null> {
  const opened = await openDesk({ session, running });
  if (opened === null) return null;
  try {
    return await use(opened.store);
  } finally {
    await opened.close();
  }
}

/** A store that is open for a verb. */
export interface OpenDesk {
  readonly store: Store;
  close(): Promise<void>;
}

/** The same, for a verb that goes on: whoever opens it closes it. */
export async function openDesk({ session, running }: Desk): Promise<OpenDesk | null> {
  if (running !== null) {
    await running.flush('store');
    return { store: running.store, close: async () => {} };
  }
  const { store } = session.options;
  if (store === undefined || !(await store.exists())) return null;
  await store.open();
  return { store, close: () => store.close() };
}

/** Who an installation is, as far as it is known here. */
export interface KnownIdentity {
  /** What events are sent under; `null` where that is not known. */
  readonly id: string | null;
  /** Key of uuids and phases; `null` where it was never made. */
  readonly installation: string | null;
}

/** Makes no id: one that was never made is not known. The config must have been read. */
export async function knownIdentity({ session, running }: Desk): Promise<KnownIdentity> {
  if (running !== null) return { id: running.id, installation: running.installation };
  const { plan, instance, surroundings, decisions } = session;
  const kept: Decided = await decisions.read().catch(() => ({}));
  const installation = kept.installationId ?? null;
  if (plan.identity?.kind === 'none') return { id: null, installation };
  if (plan.identity?.kind !== 'machine' && installation === null) return { id: null, installation };
  const { config } = session.lastReading();
  const identified = await identify({ plan, instance, config, decisions: copyOf(decisions, kept), ...surroundings });
  return { id: identified.distinctId, installation };
}

/** Id, time and instance of a fact of the operator's own. */
export function operatorFact({ session }: Desk): { id: string; at: number; instance: string } {
  const { clock, random } = session.surroundings;
  const at = clock.now();
  return { id: uuidV7Source(random)(at), at, instance: session.instance };
}
