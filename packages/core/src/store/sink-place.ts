import type { RecordLog } from './record-log.ts';
import { healthy, type RecordDelivery, type Settlement, type SinkCounts, type SinkHealth } from './store.ts';

/**
 * The place that one sink has reached in the records: a cursor, and a small table of exceptions.
 * Records after the cursor wait; those up to it do not, but for the ones in `again`.
 * All positions that it is asked about are of records that are kept.
 */
export interface SinkPlace {
  readonly health: SinkHealth;
  readonly counts: SinkCounts;
  /** The record waits for this sink. */
  waitsFor(position: number): boolean;
  /** The sink accepted or rejected the record. */
  isDoneWith(position: number): boolean;
  /** The sink accepted the record. */
  has(position: number): boolean;
  /** What became of the record; `null` where it is not meant for this sink. */
  deliveryOf(position: number): RecordDelivery | null;
  /** Positions that may wait, oldest first. Those after the cursor may have no record. */
  candidates(first: number, last: number): Iterable<number>;
  /** One more record waits. */
  expect(): void;
  /** Gives the positions that it is done with now. */
  settle(settlements: readonly Settlement[], health: SinkHealth, kept: Pick<RecordLog, 'first' | 'has'>): number[];
  /** The record is no longer kept. */
  forget(position: number): void;
  /** None of these waits any longer, and the sink has none that did. */
  withdraw(positions: Iterable<number>, last: number): void;
  /** As a sink that starts after the record at `last`. How it is doing stays. */
  startAnew(last: number): void;
}

/** Records that were accepted at one time, from the first to the last; others between them were not. */
interface Acceptance {
  readonly first: number;
  readonly last: number;
  readonly at: number | null;
  readonly receipt: string | null;
}

/** Of so many acceptances, the latest, it is kept when they were and what the receiver gave. */
const mostAcceptances = 1000;

/** Said of a record that the operator had deleted before this sink had it. */
const withdrawnWhy = 'deleted before it was sent';

/** A sink that starts after the record at `present`. */
export function sinkPlace(start: number): SinkPlace {
  let present = start;
  let cursor = present;
  /** Positions up to the cursor that still wait, ascending: they are only ever added on the way of the cursor. */
  const again = new Set<number>();
  /** Positions up to the cursor that the sink does not have although they wait no longer, and why. */
  const without = new Map<number, { readonly rejected: boolean; readonly why: string; readonly at: number | null }>();
  /** Why records that wait were not delivered when they last could have been. */
  const reasons = new Map<number, string>();
  let acceptances: readonly Acceptance[] = [];
  let waiting = 0;
  let accepted = 0;
  let rejected = 0;
  let health = healthy;

  const waitsFor = (position: number): boolean => position > cursor || again.has(position);

  function* candidates(first: number, last: number): Generator<number> {
    yield* again;
    for (let position = Math.max(cursor + 1, first); position <= last; position += 1) yield position;
  }

  return {
    get health() {
      return health;
    },
    get counts() {
      return { waiting, accepted, rejected };
    },
    waitsFor,
    isDoneWith: (position) => position > present && !waitsFor(position) && without.get(position)?.rejected !== false,
    has: (position) => position > present && !waitsFor(position) && !without.has(position),
    candidates,
    expect: () => {
      waiting += 1;
    },
    settle: (settlements, after, kept) => {
      health = after;
      for (const { status, position, why } of settlements) {
        if (status === 'retry' && why !== undefined && waitsFor(position)) reasons.set(position, why);
      }
      const final = settlements.filter(
        ({ status, position }) => status !== 'retry' && kept.has(position) && waitsFor(position),
      );
      const furthest = final.reduce((most, { position }) => Math.max(most, position), cursor);
      for (let position = Math.max(cursor + 1, kept.first); position <= furthest; position += 1) {
        if (kept.has(position)) again.add(position);
      }
      cursor = furthest;
      const done: number[] = [];
      const at = after.lastAnswerAt;
      const news: Acceptance[] = [];
      for (const { position, status, why, receipt = null } of final) {
        if (!again.delete(position)) continue;
        waiting -= 1;
        reasons.delete(position);
        if (status === 'accepted') {
          accepted += 1;
          const last = news.at(-1);
          const goesOn = last?.receipt === receipt && last.last + 1 === position;
          if (goesOn) news.pop();
          news.push({ first: goesOn ? last.first : position, last: position, at, receipt });
        } else {
          rejected += 1;
          without.set(position, { rejected: true, why: why ?? '', at });
        }
        done.push(position);
      }
      if (news.length > 0) acceptances = [...acceptances, ...news].slice(-mostAcceptances);
      return done;
    },
    forget: (position) => {
      if (waitsFor(position)) waiting -= 1;
      again.delete(position);
      without.delete(position);
      reasons.delete(position);
    },
    deliveryOf: (position) => {
      if (position <= present) return null;
      if (waitsFor(position)) return { state: 'waiting', why: reasons.get(position) ?? null, receipt: null, at: null };
      const exception = without.get(position);
      if (exception !== undefined) {
        const { rejected: isRejected, why, at } = exception;
        return { state: isRejected ? 'rejected' : 'withdrawn', why, receipt: null, at };
      }
      const { at = null, receipt = null } =
        acceptances.findLast(({ first, last }) => first <= position && position <= last) ?? {};
      return { state: 'accepted', why: null, receipt, at };
    },
    startAnew: (last) => {
      present = last;
      cursor = last;
      again.clear();
      without.clear();
      reasons.clear();
      acceptances = [];
      waiting = 0;
      accepted = 0;
      rejected = 0;
    },
    withdraw: (positions, last) => {
      for (const position of positions) {
        if (waitsFor(position)) without.set(position, { rejected: false, why: withdrawnWhy, at: null });
      }
      again.clear();
      reasons.clear();
      cursor = last;
      waiting = 0;
    },
  };
}
