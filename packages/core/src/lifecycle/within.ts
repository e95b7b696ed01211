import { clearTimeout, setTimeout } from '../surroundings/node-timers.ts';

/**
 * Resolves when `work` has ended, however it did, or `millis` milliseconds from now; true when it ended in time.
 * Keeps the process alive so long, and no longer: for a host that awaits it, and has nothing else to do.
 */
export async function within(millis: number, work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), Math.max(0, millis));
  });
  const ended = work.then(
    () => true,
    () => true,
  );
  const inTime = await Promise.race([ended, late]);
  clearTimeout(timer);
  return inTime;
}
