import { inert, shortened, widthOf, write, type Terminal } from '@plainsight/console-sink';

/** How far long work is: one line that is written over. */
export interface Progress {
  show(text: string): void;
  /** Takes the line away. */
  clear(): void;
}

/** Between two changes of the line. */
const pauseMillis = 80;

/** Progress on a terminal. Where the stream is none, or one that cannot write over a line, it shows nothing. */
export const progressOn = (
  stream: NodeJS.WritableStream & Terminal,
  env: Readonly<Record<string, string | undefined>>,
  now: () => number = () => performance.now(),
): Progress => {
  if (stream.isTTY !== true || env['TERM'] === 'dumb') return { show: () => {}, clear: () => {} };
  let shown: string | null = null;
  let at = Number.NEGATIVE_INFINITY;
  // A terminal that stands still is not written to.
  let passedOn = true;
  return {
    show: (text) => {
      // The last column stays free: some terminals break the line when it is written.
      const line = shortened(inert(text), widthOf(stream, env) - 1);
      if (!passedOn || line === shown || now() - at < pauseMillis) return;
      [shown, at, passedOn] = [line, now(), false];
      void write(stream, `\r${line}\u001b[K`).then(() => (passedOn = true));
    },
    clear: () => {
      if (shown === null) return;
      [shown, at] = [null, Number.NEGATIVE_INFINITY];
      void write(stream, '\r\u001b[K');
    },
  };
};
