import { emptyState, type State } from '../pipeline/state.ts';
import type { Decisions } from './decisions.ts';
import type { MemoryRecords } from './memory-records.ts';
import { recentIds } from './recent-ids.ts';
import { bareFacts, healthy, type DeliveryLock, type Journal, type Store } from './store.ts';

/** What a memory store may be given. */
export interface MemoryStoreOptions {
  /** Where decisions are kept, so that they outlive the process: `fileDecisions({ path })`. @default nowhere */
  readonly decisions?: Decisions;
  /** Most records and quarantined events that are kept. @default 10000 */
  readonly maxRecords?: number;
  /** Most bytes of them as JSON. @default 16777216, which is 16 MB */
  readonly maxBytes?: number;
}

/**
 * A store that ends with its process: for tests, dry runs and hosts without a disk of their own.
 * Bounded: records that every sink is done with go first, then quarantined events, then what waits, the oldest first.
 * Throws a `RangeError` where a bound is no whole number from 1.
 *
 * @example memoryStore({ decisions: fileDecisions({ path: '/var/lib/butler/telemetry.json' }) })
 */
export function memoryStore(options: MemoryStoreOptions = {}): Store {
  const { decisions = null, maxRecords = 10_000, maxBytes = 16 * 1024 * 1024 } = options;
  const quota = { maxRecords: bound('maxRecords', maxRecords), maxBytes: bound('maxBytes', maxBytes) };
  const listeners = new Set<{ readonly call: (by: 'self' | 'other') => void }>();
  const tell = (): void => {
    for (const { call } of listeners) callSafely(() => call('self'));
  };
  let openings = 0;
  let loading: Promise<MemoryRecords> | null = null;
  let position = 0;
  let state: State = emptyState;
  let requests = 0;
  let lock: DeliveryLock | null = null;

  /** A store that is never opened, as where telemetry is off, loads nothing. */
  const load = async (): Promise<MemoryRecords> => (await import('./memory-records.ts')).memoryRecords(quota);

  /** Gives way first: a call from within `build` must not run within it. */
  async function whileOpen<T>(act: (records: MemoryRecords) => T): Promise<T> {
    const records = await loading;
    if (openings === 0 || records === null) {
      throw new Error('Failed to use the memory store: it is not open. Open it first.');
    }
    return act(records);
  }

  /** Facts are pruned as soon as the state contains them; of those that made no event, the ids are kept for a while. */
  const journalSince = (since: number, known: ReadonlySet<string> = new Set()): Journal => ({
    state: since === position ? null : state,
    facts: [],
    known,
  });
  const recent = recentIds();

  function takeLock(): DeliveryLock | null {
    if (lock !== null) return null;
    const mine: DeliveryLock = {
      release: async () => {
        if (lock === mine) lock = null;
      },
    };
    lock = mine;
    return mine;
  }

  return {
    place: 'memory',
    supports: { durable: false, shared: false },
    decisions,
    exists: async () => true,
    open: async () => {
      openings += 1;
      loading ??= load();
      await loading;
    },
    commit: (since, build) =>
      whileOpen((records) => {
        const first = build(journalSince(since));
        const bare = bareFacts(first);
        const known = bare.filter(({ id }) => recent.has(id)).map(({ id }) => id);
        const commit = known.length === 0 ? first : build(journalSince(since, new Set(known)));
        const size = commit.facts.length + commit.records.length + commit.quarantined.length + commit.dropped;
        if (size === 0) return { position };
        records.add(commit.records, commit.quarantined, commit.dropped);
        position += commit.facts.length;
        state = commit.state;
        for (const { id } of bare) recent.add(id);
        tell();
        return { position };
      }),
    onCommit: (call) => {
      const listener = { call };
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    attach: (sinks) => whileOpen((records) => records.attach(sinks)),
    waiting: (sink, limits) => whileOpen((records) => records.waiting(sink, limits)),
    settle: (sink, settlements, health) => whileOpen((records) => records.settle(sink, settlements, health)),
    health: (sink) => whileOpen((records) => records.health(sink) ?? healthy),
    counts: () => whileOpen((records) => records.counts()),
    records: (query) => whileOpen((records) => records.page(query)),
    activity: (query) => whileOpen((records) => records.activity(query)),
    erase: (what) =>
      whileOpen((records) => {
        records.erase(what);
        // Whoever knows the state at this position must ask for it anew.
        position += 1;
        if (what === 'all') recent.clear();
        tell();
      }),
    requestDelivery: () =>
      whileOpen(() => {
        requests += 1;
        tell();
      }),
    deliveryRequests: () => whileOpen(() => requests),
    lockDelivery: () => whileOpen(takeLock),
    close: async () => {
      openings = Math.max(0, openings - 1);
      if (openings === 0) lock = null;
    },
  };
}

function bound(name: string, value: number): number {
  if (Number.isSafeInteger(value) && value >= 1) return value;
  throw new RangeError(`Failed to make a memory store: ${name} is ${value}. Give a whole number from 1.`);
}

function callSafely(call: () => void): void {
  try {
    call();
  } catch {
    // a listener's trouble is no trouble of the commit
  }
}
