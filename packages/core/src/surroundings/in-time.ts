import type { Clock } from './clock.ts';

/** A timer cannot be longer (https://nodejs.org/api/timers.html#settimeoutcallback-delay-args). */
const longestTimerMillis = 2 ** 31 - 1;

/** Gives true when `work` has ended well in time, false when it takes longer; rejects where it does in time. */
export const inTime = (work: Promise<unknown>, millis: number, clock: Clock): Promise<boolean> =>
  new Promise((resolve, reject) => {
    const cancel = clock.after(Math.min(millis, longestTimerMillis), () => resolve(false));
    void work.then(() => resolve(true), reject).finally(cancel);
  });
