import { uuidV7Source } from '../facts/uuid.ts';
import { weaknessOf } from '../identity/settle-machine-id.ts';
import type { Running } from '../lifecycle/running.ts';
import type { Session } from '../lifecycle/session.ts';
import type { Decided } from '../store/decisions.ts';
import type { Store, StoreObstacle } from '../store/store.ts';
import { answered, type Waiting } from '../surroundings/answered.ts';
import { inTime } from '../surroundings/in-time.ts';

/** What an operator's verb works with: telemetry that runs in this process, or what it has left on the disk. */
export interface Desk {
  readonly session: Session;
  readonly running: Running | null;
}

/** How long a verb waits for a store to open, and to answer, in milliseconds. */
export const storeMillis = 15_000;

/**
 * Hands the store to `use`, open, with all in it that was recorded here until now. `null` where nothing was ever kept:
 * looking makes no file. Rejects where the store does not answer in time.
 */
export async function withStore<T>(
  desk: Desk,
  use: (store: Store) => Promise<T>,
  limitMillis: number = storeMillis,
): Promise<T | null> {
  const opened = await openDesk(desk);
  if (opened === null) return null;
  try {
    return await answered(use(opened.store), waitingFor(desk, opened.store, limitMillis));
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
export async function openDesk(desk: Desk): Promise<OpenDesk | null> {
  const { session, running } = desk;
  if (running !== null) {
    // A store that takes nothing now may still be looked into.
    await inTime(running.flush('store'), storeMillis, session.surroundings.clock);
    return { store: running.store, close: async () => {} };
  }
  const { store } = session.options;
  if (store === undefined) return null;
  const waiting = waitingFor(desk, store);
  if (!(await answered(store.exists(), waiting))) return null;
  const opening = store.open();
  await answered(opening, waiting).catch((error: unknown) => {
    // Who is late has opened it for nobody.
    void opening.then(() => store.close()).catch(() => {});
    throw error;
  });
  return { store, close: () => answered(store.close(), waiting) };
}

/** What is in the way of the host's store; `null` where nothing is, or that is not known in time. */
export async function obstacleOf(desk: Desk): Promise<StoreObstacle | null> {
  const { store } = desk.session.options;
  if (store?.obstacle === undefined) return null;
  return answered(store.obstacle(), waitingFor(desk, store)).catch(() => null);
}

/** For whom a store is waited for, and how long. */
export const waitingFor = ({ session }: Desk, { place }: Store, limitMillis: number = storeMillis): Waiting => ({
  clock: session.surroundings.clock,
  who: `the store ${place}`,
  limitMillis,
});

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
