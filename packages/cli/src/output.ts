import { inert, painter, wantsColor, widthOf, write, type Paint, type Terminal } from '@plainsight/console-sink';
import { CliError } from './cli-error.ts';

/** Where a command prints, and how. */
export interface Output {
  readonly width: number;
  readonly color: boolean;
  readonly paint: Paint;
  /** Prints for the one who asked, and waits until it is passed on. A reader that has gone away is no failure. */
  print(text: string): Promise<void>;
  /** Says what went wrong. Never rejects. */
  complain(message: string): Promise<void>;
}

type Stream = NodeJS.WritableStream & Terminal;

/** Output to two streams, such as those of the process. */
export const outputTo = (stdout: Stream, stderr: Stream, env: Readonly<Record<string, string | undefined>>): Output => {
  const color = wantsColor(stdout, env);
  return {
    width: widthOf(stdout, env),
    color,
    paint: painter(color),
    print: async (text) => {
      const why = text === '' ? null : await write(stdout, `${text}\n`);
      if (why !== null && !why.includes('EPIPE')) throw new CliError(1, `Failed to print: ${why}.`);
    },
    complain: async (message) => {
      await write(stderr, `${message.split('\n').map(inert).join('\n')}\n`);
    },
  };
};
