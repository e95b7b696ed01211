import type { SinkHealth } from '../store/store.ts';
import { letGo, type Clock } from '../surroundings/clock.ts';
import { clearTimeout, setTimeout } from '../surroundings/node-timers.ts';
import { backoffPolicy } from './backoff.ts';

/** How long a sink is still left alone after its last failure, whoever asks, in milliseconds. */
export function restMillis({ state, lastAnswerAt }: SinkHealth, now: number): number {
  if (state === 'healthy' || lastAnswerAt === null) return 0;
  const { leastMillis } = backoffPolicy;
  return Math.min(leastMillis, Math.max(0, lastAnswerAt + leastMillis - now));
}

/**
 * Resolves after `millis`, by the given clock or by the machine's, whichever is sooner, or when the signal aborts. A clock that
 * stands still does not hold up whoever awaits a flush. Does not keep the process alive.
 */
export function rest(millis: number, clock: Clock, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      cancel();
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const cancel = clock.after(millis, done);
    const timer = setTimeout(done, millis);
    letGo(timer);
    signal.addEventListener('abort', done);
    if (signal.aborted) done();
  });
}
