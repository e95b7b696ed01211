import type { Recorded } from './recorded.ts';

/** What was recorded before `start`: the first of it, within bounds; the rest is counted. */
export interface EarlyBuffer {
  add(recorded: Recorded): void;
  count(name: string, by: number): void;
  /** Gives what is there, and is empty then. */
  take(): EarlyContent;
}

/** What was recorded and counted before telemetry was started. */
export interface EarlyContent {
  readonly early: readonly Recorded[];
  /** Summed up by name. */
  readonly counted: readonly { readonly name: string; readonly by: number }[];
  readonly dropped: number;
}

/** Most events, and most names that are counted. */
const most = 1000;

/** Holds events of `maxBytes` at most. */
export function earlyBuffer(maxBytes: number): EarlyBuffer {
  let early: Recorded[] = [];
  let counted = new Map<string, number>();
  let bytes = 0;
  let dropped = 0;
  return {
    add: (one) => {
      if (early.length >= most || bytes + one.bytes > maxBytes) {
        dropped += 1;
        return;
      }
      early.push(one);
      bytes += one.bytes;
    },
    count: (name, by) => {
      if (counted.has(name) || counted.size < most) counted.set(name, (counted.get(name) ?? 0) + by);
      else dropped += 1;
    },
    take: () => {
      const taken = { early, counted: Array.from(counted, ([name, by]) => ({ name, by })), dropped };
      early = [];
      counted = new Map();
      bytes = 0;
      dropped = 0;
      return taken;
    },
  };
}
