import { reasonOf } from '../errors.ts';
import type { Fact } from '../facts/fact.ts';
import type { Quarantined } from '../pipeline/quarantined.ts';
import { emptyState, type State } from '../pipeline/state.ts';
import type { Validated } from '../pipeline/validate.ts';
import type { Clock } from '../surroundings/clock.ts';
import type { Commit, ConsentReceipt, Journal, NewRecord, Store } from './store.ts';

/** Gathers facts and commits them, many at once. */
export interface JournalWriter {
  /** Takes a fact. Synchronous, never throws; what does not fit is dropped and counted. */
  add(fact: Fact): void;
  /** Counts events that were lost before they came here. */
  drop(count: number): void;
  /** Resolves when all that was added is committed, or could not be. */
  flush(): Promise<void>;
  /** The fold of all facts that this process knows of. */
  state(): State;
  /**
   * Takes no more. What was added is committed once more if it can be, or given up with `discard`. Resolves when nothing
   * is on its way to the store.
   */
  stop(options: { readonly discard: boolean }): Promise<void>;
}

/** What a journal writer needs. */
export interface JournalWriterOptions {
  readonly store: Store;
  readonly clock: Clock;
  /** The pure pipeline: facts after a state to verdicts. */
  readonly run: (state: State, facts: readonly Fact[]) => Validated;
  /** The state after facts that others committed. */
  readonly fold: (state: State, facts: readonly Fact[]) => State;
  readonly receipt: ConsentReceipt;
  /** Told of what was committed. */
  readonly onCommitted: (validated: Validated) => void;
  /** Told that a commit failed; the facts are kept and tried again. */
  readonly onTrouble: (reason: string) => void;
}

/** One commit for so many facts, or after so long, whichever comes first. */
const batch = { facts: 500, millis: 100 };
/** Facts that may wait for a store that does not take them. */
const mostWaiting = 10_000;
/** After a commit that failed, in milliseconds. */
const retryMillis = 1000;

export function journalWriter(options: JournalWriterOptions): JournalWriter {
  const { store, clock, run, fold, receipt, onCommitted, onTrouble } = options;
  let known = { position: 0, state: emptyState };
  let waiting: Fact[] = [];
  let dropped = 0;
  let stopped = false;
  let scheduled: (() => void) | null = null;
  let committing: Promise<void> | null = null;

  const soon = (millis: number): void => {
    scheduled?.();
    scheduled = clock.after(millis, () => {
      scheduled = null;
      void commitAll();
    });
  };

  function add(fact: Fact): void {
    if (stopped) return;
    if (waiting.length >= mostWaiting) dropped += 1;
    else waiting.push(fact);
    if (waiting.length === batch.facts) soon(0);
    else if (scheduled === null && committing === null) soon(batch.millis);
  }

  const commitAll = (): Promise<void> => {
    committing ??= commitWaiting().finally(() => {
      committing = null;
      // A fact that was added since the last look and before this has no timer of its own.
      if (waiting.length > 0 && scheduled === null && !stopped) soon(batch.millis);
    });
    return committing;
  };

  async function commitWaiting(): Promise<void> {
    scheduled?.();
    scheduled = null;
    try {
      while (waiting.length > 0) await commitBatch(waiting.slice(0, batch.facts));
    } catch (error) {
      onTrouble(reasonOf(error));
      if (!stopped) soon(retryMillis);
    }
  }

  async function commitBatch(facts: readonly Fact[]): Promise<void> {
    const lost = dropped;
    let validated: Validated = { state: known.state, verdicts: [] };
    const build = (journal: Journal): Commit => {
      const state = fold(journal.state ?? known.state, journal.facts);
      const { sound, result } = runSound(run, state, facts);
      validated = result;
      const unsound = facts.length - sound.length;
      return { facts: sound, state: result.state, dropped: lost + unsound, ...sorted(result, receipt) };
    };
    const { position } = await store.commit(known.position, build);
    known = { position, state: validated.state };
    waiting = waiting.slice(facts.length);
    dropped -= lost;
    onCommitted(validated);
  }

  return {
    add,
    drop: (count) => {
      dropped += count;
    },
    flush: async () => {
      if (committing !== null) await committing;
      await commitAll();
    },
    state: () => known.state,
    stop: ({ discard }) => {
      stopped = true;
      scheduled?.();
      if (discard) waiting = [];
      return commitAll();
    },
  };
}

/** A fact that a stage throws at would hold up all others for ever: it is left out. */
function runSound(
  run: JournalWriterOptions['run'],
  state: State,
  facts: readonly Fact[],
): { readonly sound: readonly Fact[]; readonly result: Validated } {
  try {
    return { sound: facts, result: run(state, facts) };
  } catch {
    const sound = facts.filter((fact) => isSound(run, state, fact));
    return { sound, result: run(state, sound) };
  }
}

function isSound(run: JournalWriterOptions['run'], state: State, fact: Fact): boolean {
  try {
    run(state, [fact]);
    return true;
  } catch {
    return false;
  }
}

function sorted({ verdicts }: Validated, receipt: ConsentReceipt): Pick<Commit, 'records' | 'quarantined'> {
  const records: NewRecord[] = [];
  const quarantined: Quarantined[] = [];
  for (const verdict of verdicts) {
    if (verdict.passed) records.push({ event: verdict.event, bytes: verdict.bytes, receipt });
    else quarantined.push(verdict.quarantined);
  }
  return { records, quarantined };
}
