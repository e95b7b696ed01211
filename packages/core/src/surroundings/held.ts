import { clearInterval, setInterval } from './node-timers.ts';

/** Gives what `work` gives, and keeps the process alive until then: for a host that awaits it, and has nothing else to do. */
export async function held<T>(work: Promise<T>): Promise<T> {
  const hold = setInterval(() => {}, 60_000);
  try {
    return await work;
  } finally {
    clearInterval(hold);
  }
}
