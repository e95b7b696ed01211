import { inert, painter, wantsColor, widthOf, write, type Paint, type Terminal } from '@plainsight/console-sink';
import { ask } from './ask.ts';
import { CliError } from './cli-error.ts';
import { progressOn, type Progress } from './progress.ts';

/** Where a command prints, and how. */
export interface Output {
  readonly width: number;
  readonly color: boolean;
  readonly paint: Paint;
  /** How far it is, on the terminal of stderr. */
  readonly progress: Progress;
  /**
   * Prints for the one who asked, and waits until it is passed on. A reader that has gone away is no failure: then it
   * gives `false`, and there is no use in printing more.
   */
  print(text: string): Promise<boolean>;
  /** Says on stderr what is beside the point for the one who reads stdout, or what went wrong. Never rejects. */
  complain(message: string): Promise<void>;
  /** Whether there is a terminal to ask on. */
  readonly canAsk: boolean;
  /** Asks on stderr for yes or no; `null` where nobody can be asked. */
  ask(question: string): Promise<boolean | null>;
}

type Stream = NodeJS.WritableStream & Terminal;

/** Output to two streams and answers from a third, such as those of the process. */
export const outputTo = (
  stdout: Stream,
  stderr: Stream,
  stdin: NodeJS.ReadableStream & Terminal,
  env: Readonly<Record<string, string | undefined>>,
): Output => {
  const color = wantsColor(stdout, env);
  const progress = progressOn(stderr, env);
  return {
    width: widthOf(stdout, env),
    color,
    paint: painter(color),
    progress,
    print: async (text) => {
      progress.clear();
      const why = text === '' ? null : await write(stdout, `${text}\n`);
      if (why !== null && !why.includes('EPIPE')) throw new CliError(1, `Failed to print: ${why}.`);
      return why === null;
    },
    complain: async (message) => {
      progress.clear();
      await write(stderr, `${message.split('\n').map(inert).join('\n')}\n`);
    },
    canAsk: isTerminal(stdin) && isTerminal(stderr),
    ask: (question) => {
      progress.clear();
      return ask(question, stdin, stderr);
    },
  };
};

const isTerminal = ({ isTTY }: Terminal): boolean => isTTY === true;
