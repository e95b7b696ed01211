import { createInterface } from 'node:readline';
import { inert, type Terminal } from '@plainsight/console-sink';

/** Asks on a terminal for yes or no; anything but yes is no. `null` where there is no terminal to ask on. */
export const ask = (
  question: string,
  input: NodeJS.ReadableStream & Terminal,
  output: NodeJS.WritableStream & Terminal,
): Promise<boolean | null> => {
  if (input.isTTY !== true || output.isTTY !== true) return Promise.resolve(null);
  return new Promise((resolve) => {
    const lines = createInterface({ input, output });
    lines.question(`${inert(question)} [y/N] `, (answer) => {
      resolve(/^\s*y(?:es)?\s*$/iu.test(answer));
      lines.close();
    });
    // Closed without an answer, by Ctrl-C or Ctrl-D: the cursor stands behind the question.
    lines.once('close', () => {
      resolve(false);
      output.write('\r');
    });
  });
};
