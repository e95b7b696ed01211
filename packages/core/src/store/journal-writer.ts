import { reasonOf } from '../errors.ts';
import type { CountFact, Fact } from '../facts/fact.ts';
import type { Quarantined } from '../pipeline/quarantined.ts';
import { emptyState, type State } from '../pipeline/state.ts';
import type { Validated } from '../pipeline/validate.ts';
import type { Clock } from '../surroundings/clock.ts';
import { inSlices } from './in-slices.ts';
import { runSound } from './run-sound.ts';
import type { Commit, ConsentReceipt, Journal, NewRecord, Store } from './store.ts';
import { tallies } from './tallies.ts';
import { waitingLine, type Sized } from './waiting-line.ts';

/** Gathers facts and commits them, many at once. `R` is what is recorded, and becomes a fact only when it is committed. */
export interface JournalWriter<R extends Sized = never> {
  /** Takes a fact of about so many bytes. Synchronous, never throws; what does not fit is dropped and counted. */
  add(fact: Fact, bytes?: number): void;
  /** Takes what becomes a fact when it is first sent: what that costs is not paid by the host's call. As `add` otherwise. */
  record(recorded: R): void;
  /** Adds up. What was counted is one fact a counter and commit. */
  count(name: string, scope: string, by: number): void;
  /** Counts events that were lost before they came here. */
  drop(count: number): void;
  /** Resolves when all that was added is committed, or could not be. */
  flush(): Promise<void>;
  /** The fold of all facts that this process knows of. */
  state(): State;
  /** Commits at once what is not known to be committed, where the store can: at the end of the process. Never throws. */
  commitAtExit(): void;
  /**
   * Takes no more. What was added is committed once more if it can be, or given up with `discard`. Resolves when nothing
   * is on its way to the store.
   */
  stop(options: { readonly discard: boolean }): Promise<void>;
}

/** A fact that waits. */
interface Waiting extends Sized {
  readonly fact: Fact;
}

/** What a journal writer needs. */
export interface JournalWriterOptions<R extends Sized = never> {
  readonly store: Store;
  readonly clock: Clock;
  /** Most bytes of facts that wait for a store that does not take them. */
  readonly maxWaitingBytes: number;
  /** The pure pipeline: facts after a state to verdicts. */
  readonly run: (state: State, facts: readonly Fact[]) => Validated;
  /** The state after facts that others committed. */
  readonly fold: (state: State, facts: readonly Fact[]) => State;
  readonly receipt: ConsentReceipt;
  /** The fact that something recorded becomes, at the time at which it was recorded. @default nothing is recorded */
  readonly factOf?: (recorded: R) => Fact;
  /** Whether something recorded cannot leave, and is dropped first where not all can wait. @default nothing is */
  readonly isRefused?: (recorded: R) => boolean;
  /** Id, time and instance of a new fact. */
  readonly base: () => Pick<CountFact, 'id' | 'at' | 'instance'>;
  /** Told of what was committed. */
  readonly onCommitted: (validated: Validated) => void;
  /** Told that something does not fit into what may wait, and is lost. @default nobody is */
  readonly onDropped?: () => void;
  /** Told that a commit failed; the facts are kept and tried again. */
  readonly onTrouble: (reason: string) => void;
  /** Told that facts were left out, and are lost, for a stage of the pipeline threw at them. */
  readonly onUnsound: (reason: string) => void;
}

/** One commit for so many facts, or after so long, whichever comes first. */
const batch = { facts: 500, millis: 100 };
/** Facts that may wait for a store that does not take them. */
const mostWaiting = 10_000;
/** A fact that no host makes larger is taken to be of so many bytes. */
const usualBytes = 1024;
/** After a commit that failed, in milliseconds. */
const retryMillis = 1000;

export function journalWriter<R extends Sized = never>(options: JournalWriterOptions<R>): JournalWriter<R> {
  const { store, clock, maxWaitingBytes, run, fold, receipt, base, onCommitted, onTrouble, onUnsound } = options;
  const { factOf = nothingIsRecorded, isRefused = () => false, onDropped = () => {} } = options;
  let known = { position: 0, state: emptyState };
  const waiting = waitingLine<Waiting | R>({
    most: mostWaiting,
    maxBytes: maxWaitingBytes,
    givesWay: (one) => !('fact' in one) && isRefused(one),
  });
  /** The first of what waits, on their way: they stay the same until it is known what became of them. */
  let sent: readonly Fact[] = [];
  const counted = tallies();
  /** The latest of what says who this is: the store may have forgotten it since. */
  const introduction = new Map<Fact['kind'], Fact>();
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

  const soonEnough = (): void => {
    if (waiting.length === batch.facts) soon(0);
    else if (scheduled === null && committing === null) soon(batch.millis);
  };

  function add(fact: Fact, bytes = usualBytes): void {
    if (stopped) return;
    if (fact.kind === 'start' || fact.kind === 'system' || fact.kind === 'config') introduction.set(fact.kind, fact);
    waitIfItFits({ fact, bytes });
  }

  function record(recorded: R): void {
    if (!stopped) waitIfItFits(recorded);
  }

  function waitIfItFits(one: Waiting | R): void {
    const lost = waiting.add(one, sent.length);
    dropped += lost;
    if (lost > 0) onDropped();
    soonEnough();
  }

  function count(name: string, scope: string, by: number): void {
    if (stopped) return;
    counted.add(name, scope, by);
    soonEnough();
  }

  /** A count becomes a fact when it is first sent, and is the same fact however often it is. */
  function takeCounted(): void {
    for (const tally of counted.take())
      waiting.push({ fact: { ...base(), kind: 'count', ...tally }, bytes: usualBytes });
  }

  /** Not while a commit is to be tried again: what was counted since is added up, and not a fact for each time. */
  const takeMore = (): void => {
    if (sent.length === 0) takeCounted();
  };

  const commitAll = (): Promise<void> => {
    committing ??= commitWaiting().finally(() => {
      committing = null;
      // A fact that was added since the last look and before this has no timer of its own.
      if (waiting.length + counted.size > 0 && scheduled === null && !stopped) soon(batch.millis);
    });
    return committing;
  };

  async function commitWaiting(): Promise<void> {
    scheduled?.();
    scheduled = null;
    try {
      for (takeMore(); waiting.length > 0; takeMore()) await commitBatch();
    } catch (error) {
      onTrouble(reasonOf(error));
      if (!stopped) soon(retryMillis);
    }
  }

  async function commitBatch(): Promise<void> {
    if (sent.length === 0) sent = waiting.slice(0, batch.facts).map(asFact);
    const facts = sent;
    const lost = dropped;
    const made = { validated: { state: known.state, verdicts: [] } as Validated };
    const build = buildOf(facts, lost, (validated) => (made.validated = validated));
    const from = known.state;
    const prepared = await inSlices(run, from, facts);
    const { position } = await store.commit(known.position, (journal) => {
      // Nearly always nobody was before us, and what was prepared holds.
      const holds = prepared !== null && journal.state === null && journal.facts.length + journal.known.size === 0;
      if (!holds || introducing(from, facts).length > 0) return build(journal);
      made.validated = prepared;
      return { facts, state: prepared.state, dropped: lost, ...sorted(prepared, receipt) };
    });
    known = { position, state: made.validated.state };
    waiting.forget(facts.length);
    sent = [];
    dropped -= lost;
    onCommitted(made.validated);
  }

  const asFact = (one: Waiting | R): Fact => ('fact' in one ? one.fact : factOf(one));

  const buildOf =
    (facts: readonly Fact[], lost: number, note: (validated: Validated) => void) =>
    (journal: Journal): Commit => {
      const before = fold(journal.state ?? known.state, journal.facts);
      const own = facts.filter(({ id }) => !journal.known.has(id));
      const all = [...introducing(before, own), ...own];
      const { sound, result, failure } = runSound(run, before, all);
      note(result);
      if (failure !== null) onUnsound(failure);
      const unknown = sound.filter(({ id }) => !journal.known.has(id));
      const unsound = all.length - sound.length;
      return { facts: unknown, state: result.state, dropped: lost + unsound, ...sorted(result, receipt) };
    };

  /** What a state must know that has forgotten this instance: all was erased, or the store was begun anew. */
  function introducing(state: State, facts: readonly Fact[]): readonly Fact[] {
    const [first] = facts;
    if (first === undefined || first.kind === 'start' || Object.hasOwn(state.instances, first.instance)) return [];
    return [...introduction.values()].filter((fact) => !facts.includes(fact));
  }

  return {
    add,
    record,
    count,
    drop: (lost) => {
      dropped += lost;
    },
    flush: async () => {
      if (committing !== null) await committing;
      await commitAll();
    },
    state: () => known.state,
    commitAtExit: () => {
      takeCounted();
      if (waiting.length + dropped === 0 || store.commitAtExit === undefined) return;
      try {
        store.commitAtExit(
          known.position,
          buildOf([...sent, ...waiting.slice(sent.length).map(asFact)], dropped, () => {}),
        );
      } catch {
        // the process ends, and there is nobody left to tell
      }
    },
    stop: ({ discard }) => {
      stopped = true;
      scheduled?.();
      if (discard) {
        waiting.forget(waiting.length);
        sent = [];
        counted.take();
      }
      return commitAll();
    },
  };
}

const nothingIsRecorded = (): never => {
  throw new TypeError('Failed to make a fact of what was recorded: the journal writer was given no factOf.');
};

function sorted({ verdicts }: Validated, receipt: ConsentReceipt): Pick<Commit, 'records' | 'quarantined'> {
  const records: NewRecord[] = [];
  const quarantined: Quarantined[] = [];
  for (const verdict of verdicts) {
    if (verdict.passed) records.push({ event: verdict.event, json: verdict.json, bytes: verdict.bytes, receipt });
    else quarantined.push(verdict.quarantined);
  }
  return { records, quarantined };
}
