import type { Option } from 'commander';
import type { Output } from './output.ts';
import type { Given, Subject } from './subject.ts';

/** One command: `preview`, `status`. A new one is a file in `verbs/` and a line in `plainsight-command.ts`. */
export interface Verb {
  readonly name: string;
  /** What it does, for the help: begins in lower case and ends without a full stop. */
  readonly summary: string;
  /** Options of its own. Each verb has `--json` and those that name the subject besides. */
  readonly options?: readonly Option[];
  /** It is of no use without the host's config. @default false */
  readonly needsConfig?: boolean;
  /** Does it. A `CliError` that it rejects with ends the command with its code and message. */
  run(call: VerbCall): Promise<void>;
}

/** What a verb gets. */
export interface VerbCall {
  readonly subject: Subject;
  readonly json: boolean;
  /** What the command line said of the verb's own options. */
  readonly given: Given;
  readonly output: Output;
}
