import type { Worker } from 'node:worker_threads';
import type { Clock } from '../surroundings/clock.ts';

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
  const { Worker } = await import('node:worker_threads');
  return new Promise((resolve) => {
    let worker: Worker | null = null;
    let loaded = false;
    const end = (answer: WorkerAnswer): void => {
      giveUpNot();
      resolve(answer);
      void worker?.terminate();
    };
    const broken = (): void => end(loaded ? { status: 'failed' } : { status: 'not loaded' });
    const giveUpNot = clock.after(limitMillis, () => end({ status: 'failed' }));
    try {
      worker = new Worker(addressOf(module), {
        workerData: data,
        env: plainEnvironment(),
        execArgv: [],
        stdout: true,
        stderr: true,
      });
    } catch {
      return broken();
    }
    worker.on('message', (message: unknown) => {
      if (loaded) end({ status: 'answered', answer: message });
      loaded = true;
    });
    worker.on('error', broken);
    worker.on('messageerror', broken);
    worker.on('exit', broken);
    worker.unref();
  });
}

/** Beside this file, as source or as built. Throws in a bundle in CommonJS, which has no `import.meta.url`. */
function addressOf(module: WorkerModule): URL {
  const here = import.meta.url;
  return new URL(`./${module}${here.endsWith('.ts') ? '.ts' : '.js'}`, here);
}

/** The host's environment, which commands need, without what Node would load into the thread because of it. */
function plainEnvironment(): NodeJS.ProcessEnv {
  // oxlint-disable-next-line node/no-process-env -- not a fact: nothing is read from it
  const { NODE_OPTIONS: _, ...rest } = process.env;
  return { ...rest, NODE_OPTIONS: '' };
}
