import type { Argument, Option } from 'commander';
import type { Given } from './given.ts';
import type { Output } from './output.ts';
import type { Needs, Subject } from './subject.ts';

/** One command: `preview`, `status`. A new one is a file in `verbs/` and a line in `build-command.ts`. */
export interface Verb {
  readonly name: string;
  /** What it does, for the help: begins in lower case and ends without a full stop. */
  readonly summary: string;
  /** What it failed to do, where it failed: `Failed to read the records: …`. @default its name */
  readonly does?: string;
  /** More to know, below the summary in its own help. */
  readonly details?: string;
  readonly arguments?: readonly Argument[];
  /** Options of its own. Each verb has `--json` and those that name the subject besides. */
  readonly options?: readonly Option[];
  /** Without which it is wrong use. @default nothing */
  readonly needs?: Needs;
  /** Does it, and gives the exit code. A `CliError` that it rejects with ends it with its code and message. */
  run(call: VerbCall): Promise<0 | 1>;
}

/** What a verb gets. */
export interface VerbCall {
  readonly subject: Subject;
  readonly json: boolean;
  /** What the command line said of the verb's own options and arguments. */
  readonly given: Given;
  readonly output: Output;
  /** How the command is called, without the verb: `plainsight`, `butler telemetry`. */
  readonly called: string;
}
