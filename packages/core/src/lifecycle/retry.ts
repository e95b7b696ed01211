import type { Clock } from '../surroundings/clock.ts';

/** Tries again what cannot be done now: a second later, then ever more rarely, at least once a minute. */
export interface Retry {
  /** Whether something is to be tried again. */
  readonly isWaiting: boolean;
  /** Why, and when it is tried again, for people; `null` where nothing is. */
  readonly problem: string | null;
  /** Tries again later. `why` is a sentence. */
  wait(why: string): void;
  /** There is no more to try. */
  end(): void;
}

const [firstMillis, longestMillis] = [1000, 60_000];

export function retry(clock: Clock, again: () => void): Retry {
  let millis = firstMillis;
  let problem: string | null = null;
  let cancel = (): void => {};
  return {
    get isWaiting() {
      return problem !== null;
    },
    get problem() {
      return problem;
    },
    wait: (why) => {
      problem = `${why} It is tried again at ${new Date(clock.now() + millis).toISOString()}.`;
      cancel();
      cancel = clock.after(millis, again);
      millis = Math.min(millis * 2, longestMillis);
    },
    end: () => {
      cancel();
      problem = null;
      millis = firstMillis;
    },
  };
}
