import type { Clock } from '@plainsight/core';
import { watchMillis, type Connection, type EngineCall } from './connection.ts';
import { openEngine, type Engine, type EngineOptions } from './engine/engine.ts';
import { isBusy } from './engine/failures.ts';

/** How long it waits for other processes, and how long between two tries, in milliseconds. */
const patience = { millis: 5000, pauseMillis: 20 };

/**
 * Opens the engine in the host's own thread, where no other can be loaded. A file that another process has in hand is asked
 * for again later: nothing here waits for it.
 */
export async function openHere(options: EngineOptions, clock: Clock): Promise<Connection> {
  const patiently = async <T>(act: () => T): Promise<T> => {
    for (let waited = 0; ; waited += patience.pauseMillis) {
      try {
        return act();
      } catch (error) {
        if (!isBusy(error) || waited >= patience.millis) throw error;
      }
      await new Promise<void>((resolve) => clock.after(patience.pauseMillis, resolve));
    }
  };

  const engine = await patiently(() => openEngine({ ...options, timeoutMillis: 0 }));
  let listener = (): void => {};
  let cancel = (): void => {};
  let turn: Promise<unknown> = Promise.resolve();
  const watch = (): void => {
    cancel = clock.after(watchMillis, () => {
      void patiently(() => engine.hasChanged())
        .then((hasChanged) => hasChanged && listener())
        .catch(() => {});
      watch();
    });
  };
  watch();

  return {
    // One after the other, as in a thread.
    call: <C extends EngineCall>(name: C, ...given: Parameters<Engine[C]>): Promise<ReturnType<Engine[C]>> => {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- given and result belong to the method of this name
      const act = engine[name] as (...args: Parameters<Engine[C]>) => ReturnType<Engine[C]>;
      const mine = turn.then(() => patiently(() => act(...given)));
      turn = mine.catch(() => {});
      return mine;
    },
    onChange: (told) => {
      listener = told;
    },
    isOpen: () => true,
    close: async () => {
      cancel();
      await turn;
      engine.close();
    },
  };
}
