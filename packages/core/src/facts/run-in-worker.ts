import type { Clock } from '../surroundings/clock.ts';
import { startThread } from '../surroundings/start-thread.ts';

/** The modules that may be run in a worker thread: each reads `workerData`, says that it is loaded, and answers once. */
export type WorkerModule = 'system-worker' | 'yaml-worker';

/** What came of a job given to a worker thread. */
export type WorkerAnswer =
  | { readonly status: 'answered'; readonly answer: unknown }
  /** It broke, or was given up. */
  | { readonly status: 'failed' }
  /** No worker can be loaded here: the code is in a bundle, or the process may start none. */
  | { readonly status: 'not loaded' };

/** A job for a worker thread. */
export interface WorkerJob {
  readonly module: WorkerModule;
  readonly data: unknown;
  /** It is given up after so long. */
  readonly limitMillis: number;
}

/**
 * Runs a job in a worker thread of its own, which ends with it. The thread does not keep the process alive, loads
 * nothing that the host preloads, and writes nowhere. Never rejects.
 */
export async function runInWorker({ module, data, limitMillis }: WorkerJob, clock: Clock): Promise<WorkerAnswer> {
  let loaded = false;
  let end = (_answer: WorkerAnswer): void => {};
  const answered = new Promise<WorkerAnswer>((resolve) => (end = resolve));
  const cancel = clock.after(limitMillis, () => end({ status: 'failed' }));
  const thread = await startThread({
    beside: import.meta.url,
    module,
    data,
    onMessage: (message) => {
      if (loaded) end({ status: 'answered', answer: message });
      loaded = true;
    },
    onEnd: () => end(loaded ? { status: 'failed' } : { status: 'not loaded' }),
  });
  const answer: WorkerAnswer = thread === null ? { status: 'not loaded' } : await answered;
  cancel();
  void thread?.end();
  return answer;
}
