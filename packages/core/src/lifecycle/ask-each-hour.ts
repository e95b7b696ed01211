import type { Clock } from '../surroundings/clock.ts';

const hourMillis = 3600 * 1000;

/**
 * Asks by the hour, and at a time, in milliseconds since the epoch, where one is known: what is decided elsewhere, or by a
 * clock, is then noticed although nothing happens. Gives a function that ends it.
 */
export function askEachHour(clock: Clock, at: number | null, ask: () => Promise<unknown>): () => void {
  const next = at === null ? hourMillis : Math.min(Math.max(0, at - clock.now()), hourMillis);
  let cancel = clock.after(next, () => {
    void ask();
    cancel = askEachHour(clock, at !== null && at > clock.now() ? at : null, ask);
  });
  return () => cancel();
}
