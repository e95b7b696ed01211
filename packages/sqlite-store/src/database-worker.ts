import { parentPort, workerData } from 'node:worker_threads';
import { reasonOf } from '@plainsight/core';
import { memoryIn, watchMillis, type EngineOptions, type ThreadAnswer, type ThreadCall } from './connection.ts';
import { openEngine, type Engine } from './engine/engine.ts';

/** The thread of a store: opens its engine, and does what it is asked, one after the other. */
const port = parentPort;
const say = (answer: ThreadAnswer): void => port?.postMessage(answer);

const sayError = (id: number | null, error: unknown): void => {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : null;
  say({
    kind: 'error',
    id,
    message: reasonOf(error),
    code: typeof code === 'string' ? code : null,
  });
};

function serve(engine: Engine): void {
  const watch = setInterval(() => {
    try {
      if (engine.hasChanged()) say({ kind: 'changed' });
    } catch {
      // the next call that is made tells what is wrong
    }
  }, watchMillis);
  port?.on('message', ({ id, name, given }: ThreadCall) => {
    try {
      if (name === 'close') {
        clearInterval(watch);
        port.unref();
      }
      const act: (...args: never[]) => unknown = engine[name];
      const answer: unknown = Reflect.apply(act, engine, given);
      port?.postMessage({ kind: 'answer', id, answer } satisfies ThreadAnswer, memoryIn([answer]));
    } catch (error) {
      sayError(id, error);
    }
  });
}

try {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- of our own making, at the other end of the thread
  const engine = openEngine(workerData as EngineOptions);
  engine.hasChanged();
  say({ kind: 'opened' });
  serve(engine);
} catch (error) {
  sayError(null, error);
}
