import type { Properties } from '../facts/fact.ts';

/** Something recorded before telemetry was started. */
export interface Early {
  readonly name: string;
  readonly properties: Properties;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** What was recorded before `start`: the first so many, the rest is counted. */
export interface EarlyBuffer {
  add(early: Early): void;
  /** Gives what is there, and is empty then. */
  take(): { readonly early: readonly Early[]; readonly dropped: number };
}

const most = 1000;

export function earlyBuffer(): EarlyBuffer {
  let early: Early[] = [];
  let dropped = 0;
  return {
    add: (one) => {
      if (early.length < most) early.push(one);
      else dropped += 1;
    },
    take: () => {
      const taken = { early, dropped };
      early = [];
      dropped = 0;
      return taken;
    },
  };
}
