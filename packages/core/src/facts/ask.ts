import { reasonOf } from '../errors.ts';
import type { Clock } from '../surroundings/clock.ts';

/** What came of asking. */
export type Asked =
  | { readonly answered: true; readonly value: unknown }
  | { readonly answered: false; readonly why: string };

/**
 * Calls a function that may give a promise, and waits no longer than the limit. Never rejects; what comes later is heard
 * by nobody. A function that blocks the loop is waited for: nothing else can be done then.
 */
export function ask(call: () => unknown, clock: Clock, limitMillis: number): Promise<Asked> {
  return new Promise((resolve) => {
    const cancel = clock.after(limitMillis, () => {
      resolve({ answered: false, why: `it did not answer within ${limitMillis / 1000} seconds` });
    });
    const end = (asked: Asked): void => {
      cancel();
      resolve(asked);
    };
    const answer = async (): Promise<unknown> => call();
    answer().then(
      (value) => end({ answered: true, value }),
      (error: unknown) => end({ answered: false, why: `it failed: ${reasonOf(error)}` }),
    );
  });
}
