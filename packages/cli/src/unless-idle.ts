/**
 * Gives what `work` gives. Rejects where Node is left with nothing to do before that: what is waited for then never comes,
 * and the process would end without a word.
 */
export const unlessIdle = <T>(work: Promise<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    let wasIdle = false;
    const onIdle = (): void => {
      if (wasIdle) return reject(new Error(neverDone));
      wasIdle = true;
      // A part of the work may have heard of it as well, and go on. If so, Node tells once more when it is idle again.
      setImmediate(() => {});
    };
    process.on('beforeExit', onIdle);
    void work.then(resolve, reject).finally(() => process.off('beforeExit', onIdle));
  });

const neverDone =
  'it waits for something that never happens. See what the config, the store and the sinks of the application wait for.';
