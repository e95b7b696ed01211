import { clearTimeout, setTimeout } from './node-timers.ts';

/** Time as plainsight sees it. Injected, so that tests need no sleep and replays give the same events. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /**
   * Calls `action` once, `millis` milliseconds from now. Gives a function that takes the call back.
   * A timer never keeps the process alive.
   */
  after(millis: number, action: () => void): () => void;
}

/** The clock of this machine. Its timers are unreferenced. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after: (millis, action) => {
    const timer = setTimeout(action, millis);
    letGo(timer);
    return () => clearTimeout(timer);
  },
};

/** Lets the process end although a timer runs. One that is a number, as in a browser, holds no process. */
export function letGo(timer: unknown): void {
  if (isReferenced(timer)) timer.unref();
}

const isReferenced = (timer: unknown): timer is { unref(): unknown } =>
  typeof timer === 'object' && timer !== null && 'unref' in timer && typeof timer.unref === 'function';
