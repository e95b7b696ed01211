import type { Clock } from '../surroundings/clock.ts';
import { setImmediate } from '../surroundings/node-timers.ts';

/** A clock that goes when it is told to. */
export interface ManualClock extends Clock {
  /**
   * Lets time pass: calls what falls due, in order, and lets promises settle before, between and after.
   * What waits for the disk or the network is not waited for. Rejects with what a call threw.
   */
  advance(millis: number): Promise<void>;
  /** Sets the clock, forwards or backwards, as an administrator would: no timer falls due by it. */
  set(now: number): void;
  /** Milliseconds until each timer falls due, the soonest first. */
  readonly timers: readonly number[];
}

interface Timer {
  readonly due: number;
  readonly action: () => void;
}

/** More calls than that within one `advance` are timers that start each other without end. */
const mostCalls = 100_000;

/**
 * A clock for tests that need no sleep.
 *
 * @param start Milliseconds since the epoch. @default 2026-01-01T00:00:00.000Z
 */
export function manualClock(start: number = Date.UTC(2026, 0, 1)): ManualClock {
  const timers = new Set<Timer>();
  let passed = 0;
  let offset = start;

  /** The soonest; of several, the one that was started first. */
  const nextBy = (end: number): Timer | undefined =>
    [...timers].filter(({ due }) => due <= end).toSorted((one, other) => one.due - other.due)[0];

  async function advance(millis: number): Promise<void> {
    const end = passed + millis;
    await settled();
    let calls = 0;
    for (let timer = nextBy(end); timer !== undefined; timer = nextBy(end)) {
      calls += 1;
      if (calls > mostCalls)
        throw new Error(
          `Failed to advance the clock: more than ${mostCalls} timers fell due. Do they start each other?`,
        );
      timers.delete(timer);
      passed = Math.max(passed, timer.due);
      timer.action();
      await settled();
    }
    passed = end;
  }

  return {
    now: () => passed + offset,
    after: (millis, action) => {
      const timer = { due: passed + Math.max(0, millis), action };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    advance,
    set: (now) => {
      offset = now - passed;
    },
    get timers() {
      return [...timers].map(({ due }) => due - passed).toSorted((one, other) => one - other);
    },
  };
}

/** Resolves when no promise is left that can settle by itself. */
const settled = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
