/** Does something when the process ends, after which nothing asynchronous runs. Gives the function that takes it back. */
export function atExit(action: () => void): () => void {
  process.once('exit', action);
  return () => void process.off('exit', action);
}
