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
  count(name: string, by: number): void;
  /** Gives what is there, and is empty then. */
  take(): EarlyContent;
}

/** What was recorded and counted before telemetry was started. */
export interface EarlyContent {
  readonly early: readonly Early[];
  /** Summed up by name. */
  readonly counted: readonly { readonly name: string; readonly by: number }[];
  readonly dropped: number;
}

const most = 1000;

export function earlyBuffer(): EarlyBuffer {
  let early: Early[] = [];
  let counted = new Map<string, number>();
  let dropped = 0;
  return {
    add: (one) => {
      if (early.length < most) early.push(one);
      else dropped += 1;
    },
    count: (name, by) => {
      if (counted.has(name) || counted.size < most) counted.set(name, (counted.get(name) ?? 0) + by);
      else dropped += 1;
    },
    take: () => {
      const taken = { early, counted: Array.from(counted, ([name, by]) => ({ name, by })), dropped };
      early = [];
      counted = new Map();
      dropped = 0;
      return taken;
    },
  };
}
