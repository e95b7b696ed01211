import { uuidV7Source } from '../facts/uuid.ts';
import { weaknessOf } from '../identity/settle-machine-id.ts';
import type { Running } from '../lifecycle/running.ts';
import type { Session } from '../lifecycle/session.ts';
import type { Decided } from '../store/decisions.ts';
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
  /** Why the id of the machine is weak; `null` where it is not, or that is not known. */
  readonly weakness: string | null;
}

/** Makes no id, and does not read the machine: an id that was never made is not known. */
export async function knownIdentity({ session, running }: Desk): Promise<KnownIdentity> {
  if (running !== null) return { id: running.id, installation: running.installation, weakness: running.weakness };
  const { kind } = session.plan.identity ?? { kind: 'installation' };
  const kept: Decided = await session.decisions.read().catch(() => ({}));
  const { installationId: installation = null, machineId = null } = kept;
  if (kind !== 'machine') return { id: kind === 'none' ? null : installation, installation, weakness: null };
  return { id: machineId?.id ?? null, installation, weakness: machineId && weaknessOf(machineId) };
}

/** Id, time and instance of a fact of the operator's own. */
export function operatorFact({ session }: Desk): { id: string; at: number; instance: string } {
  const { clock, random } = session.surroundings;
  const at = clock.now();
  return { id: uuidV7Source(random)(at), at, instance: session.instance };
}
