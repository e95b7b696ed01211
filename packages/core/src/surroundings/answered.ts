import type { Clock } from './clock.ts';
import { inTime } from './in-time.ts';

/**
 * How long telemetry waits for a config source, a config file or decisions to answer, in milliseconds. What takes longer cannot be
 * read, and holds telemetry back.
 */
const answerMillis = 5000;

/** Whose answer is waited for. */
export interface Waiting {
  readonly clock: Clock;
  /** As the subject of a sentence, for people. @default it */
  readonly who?: string;
  /** @default 5000 */
  readonly limitMillis?: number | undefined;
}

/** Gives what `work` gives; rejects where that takes longer than the limit. What comes later is passed over. */
export async function answered<T>(work: Promise<T>, waiting: Waiting): Promise<T> {
  return askedInTime(() => work, waiting)();
}

/**
 * Asks, and waits as {@link answered} does. Until what was asked too long ago has ended, it is not asked again: each may hold a thread
 * of the host.
 */
export function askedInTime<A extends readonly unknown[], T>(
  ask: (...args: A) => Promise<T>,
  waiting: Waiting,
): (...args: A) => Promise<T> {
  const { clock, limitMillis = answerMillis } = waiting;
  if (limitMillis === Number.POSITIVE_INFINITY) return ask;
  let late = 0;
  return async (...args) => {
    if (late > 0) throw tooLate(waiting);
    const work = ask(...args);
    if (await inTime(work, limitMillis, clock)) return work;
    late += 1;
    const end = (): void => void (late -= 1);
    work.then(end, end);
    throw tooLate(waiting);
  };
}

const tooLate = ({ who = 'it', limitMillis = answerMillis }: Waiting): Error =>
  new Error(`${who} did not answer within ${limitMillis / 1000} seconds`);
