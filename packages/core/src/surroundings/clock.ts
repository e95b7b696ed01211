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
    timer.unref();
    return () => clearTimeout(timer);
  },
};
