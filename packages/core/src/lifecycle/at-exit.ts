/** Marks our listener, for every copy of this module: the process itself keeps what is to be done. */
const mark = Symbol.for('plainsight.at-exit');

interface ExitListener {
  (): void;
  readonly [mark]: Set<{ readonly action: () => void }>;
}

/**
 * Does something when the process ends, after which nothing asynchronous runs. What it throws is passed over. Gives the function
 * that takes it back. However many there are, the process has one listener for them.
 */
export function atExit(action: () => void): () => void {
  const listener = ours() ?? newListener();
  const mine = { action };
  listener[mark].add(mine);
  return () => {
    listener[mark].delete(mine);
    if (listener[mark].size === 0) process.off('exit', listener);
  };
}

const ours = (): ExitListener | undefined => process.listeners('exit').find(isOurs);

const isOurs = (listener: object): listener is ExitListener =>
  mark in listener && Reflect.get(listener, mark) instanceof Set;

function newListener(): ExitListener {
  const actions: ExitListener[typeof mark] = new Set();
  const listener = Object.assign(() => callAll(actions), { [mark]: actions });
  process.on('exit', listener);
  return listener;
}

function callAll(actions: ExitListener[typeof mark]): void {
  for (const { action } of actions) {
    try {
      action();
    } catch {
      // one installation's trouble is none of the others', nor of the host
    }
  }
}
