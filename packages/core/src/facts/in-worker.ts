/**
 * What a worker thread posts: work that would stop the host's loop goes there. Rejects where no worker can be loaded, as
 * in a bundle, and where it ends without an answer. The thread is gone after the first answer, or when `signal` aborts,
 * and never keeps the process alive.
 *
 * @param name Name of the worker's file beside this one, without its ending.
 */
export async function inWorker(name: string, workerData: unknown, signal: AbortSignal): Promise<unknown> {
  const { Worker } = await import('node:worker_threads');
  const here = import.meta.url;
  const ending = here.endsWith('.ts') ? '.ts' : '.js';
  const worker = new Worker(new URL(`./${name}${ending}`, here), { workerData, stdout: true, stderr: true });
  worker.unref();
  const end = (): void => void worker.terminate();
  signal.addEventListener('abort', end);
  try {
    return await new Promise((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error('The worker ended without an answer.')));
    });
  } finally {
    signal.removeEventListener('abort', end);
    end();
  }
}
