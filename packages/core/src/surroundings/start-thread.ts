import { reasonOf } from '../errors.ts';
import { networkOptions, thisNode } from './node-options.ts';

/** A thread to be started. */
export interface ThreadOptions {
  /** The `import.meta.url` of the module that the thread's module lies beside, as source or as built. */
  readonly beside: string;
  /** Name of that module, without its ending. */
  readonly module: string;
  readonly data: unknown;
  /** Arguments of Node for the thread. @default none */
  readonly execArgv?: readonly string[];
  /** Whether it connects to others: then it is given what Node was told about that. @default false */
  readonly connects?: boolean;
  /** Memory for what lives shortly, in megabytes: what makes much of it is held up less with more. @default as Node has it */
  readonly youngMegabytes?: number;
  readonly onMessage: (message: unknown) => void;
  /** It has ended, or broken: then why, in words. Called at least once. */
  readonly onEnd: (why: string | null) => void;
}

/** A thread that was started. */
export interface Thread {
  /** Passes a message on; the memory in `handOver` is no longer ours then. */
  post(message: unknown, handOver?: readonly ArrayBuffer[]): void;
  end(): Promise<void>;
}

/**
 * Starts a thread that does not keep the process alive, loads nothing that the host preloads, and writes nowhere. `null` where
 * none can be started: the code is in a bundle, or the process may start none.
 */
export async function startThread(options: ThreadOptions): Promise<Thread | null> {
  const { beside, module, data, execArgv = [], connects = false, youngMegabytes, onMessage, onEnd } = options;
  const { Worker } = await import('node:worker_threads');
  try {
    const worker = new Worker(addressOf(beside, module), {
      workerData: data,
      env: plainEnvironment(),
      execArgv: [...execArgv, ...(connects ? networkOptions(process.env, thisNode()) : [])],
      stdout: true,
      stderr: true,
      ...(youngMegabytes === undefined ? {} : { resourceLimits: { maxYoungGenerationSizeMb: youngMegabytes } }),
    });
    worker.on('message', onMessage);
    for (const broken of ['error', 'messageerror']) worker.on(broken, (error: unknown) => onEnd(reasonOf(error)));
    worker.on('exit', () => onEnd(null));
    // Last: whoever listens to a worker keeps the process with it.
    worker.unref();
    return {
      post: (message, handOver = []) => worker.postMessage(message, [...handOver]),
      end: async () => void (await worker.terminate()),
    };
  } catch {
    return null;
  }
}

/** Throws in a bundle in CommonJS, which has no `import.meta.url`. */
const addressOf = (beside: string, module: string): URL =>
  new URL(`./${module}${beside.endsWith('.ts') ? '.ts' : '.js'}`, beside);

/** The host's environment, which commands need, without what Node would load into the thread because of it. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _, ...rest } = process.env;
  return { ...rest, NODE_OPTIONS: '' };
}
