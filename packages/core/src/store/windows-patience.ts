import { codeIn } from '../errors.ts';
import type { Clock } from '../surroundings/clock.ts';

const tries = 20;
const pauseMillis = 10;

/**
 * Does something with a file, and on Windows does it again for a moment where another has the file in hand:
 * there, unlike elsewhere, a file that is being replaced, deleted or scanned for viruses cannot be opened or replaced.
 */
export async function withWindowsPatience<T>(clock: Clock, act: () => Promise<T>): Promise<T> {
  for (let left = tries; ; left -= 1) {
    try {
      return await act();
    } catch (error) {
      if (left === 0 || !isInHand(error)) throw error;
    }
    await new Promise<void>((resolve) => clock.after(pauseMillis, resolve));
  }
}

/** On Windows: someone else has the file in hand. */
export const isInHand = (error: unknown): boolean =>
  process.platform === 'win32' && ['EPERM', 'EACCES', 'EBUSY'].includes(codeIn(error) ?? '');
