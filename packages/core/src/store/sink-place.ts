import type { RecordLog } from './record-log.ts';
import { healthy, type Settlement, type SinkCounts, type SinkHealth } from './store.ts';

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
}

/** A sink that starts after the record at `present`. */
export function sinkPlace(present: number): SinkPlace {
  let cursor = present;
  /** Positions up to the cursor that still wait, ascending: they are only ever added on the way of the cursor. */
  const again = new Set<number>();
  /** Positions up to the cursor that the sink does not have although they wait no longer, and why. */
  const without = new Map<number, { readonly rejected: boolean; readonly why: string }>();
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
      const final = settlements.filter(
        ({ status, position }) => status !== 'retry' && kept.has(position) && waitsFor(position),
      );
      const furthest = final.reduce((most, { position }) => Math.max(most, position), cursor);
      for (let position = Math.max(cursor + 1, kept.first); position <= furthest; position += 1) {
        if (kept.has(position)) again.add(position);
      }
      cursor = furthest;
      const done: number[] = [];
      for (const { position, status, why } of final) {
        if (!again.delete(position)) continue;
        waiting -= 1;
        if (status === 'accepted') accepted += 1;
        else {
          rejected += 1;
          without.set(position, { rejected: true, why: why ?? '' });
        }
        done.push(position);
      }
      return done;
    },
    forget: (position) => {
      if (waitsFor(position)) waiting -= 1;
      again.delete(position);
      without.delete(position);
    },
    withdraw: (positions, last) => {
      for (const position of positions) {
        if (waitsFor(position)) without.set(position, { rejected: false, why: 'deleted before it was sent' });
      }
      again.clear();
      cursor = last;
      waiting = 0;
    },
  };
}
