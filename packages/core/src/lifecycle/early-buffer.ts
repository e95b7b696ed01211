import { waitingLine } from '../store/waiting-line.ts';
import { isRefused, type Recorded } from './recorded.ts';

/** What was recorded before `start`: the first of it that may be sent, within bounds; the rest is counted. */
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

/**
 * Holds events of `maxBytes` at most. One that is refused, or that is not in the plan by `isInPlan`, holds no place that another
 * could have.
 */
export function earlyBuffer(maxBytes: number, isInPlan: (name: string) => boolean = () => false): EarlyBuffer {
  const early = waitingLine<Recorded>({ most, maxBytes, givesWay: (one) => isRefused(one, isInPlan) });
  let counted = new Map<string, number>();
  let dropped = 0;
  return {
    add: (one) => {
      dropped += early.add(one);
    },
    count: (name, by) => {
      if (counted.has(name) || counted.size < most || isInPlan(name)) counted.set(name, (counted.get(name) ?? 0) + by);
      else dropped += 1;
    },
    take: () => {
      const taken = {
        early: early.slice(0),
        counted: Array.from(counted, ([name, by]) => ({ name, by })),
        dropped,
      };
      early.forget(early.length);
      counted = new Map();
      dropped = 0;
      return taken;
    },
  };
}
