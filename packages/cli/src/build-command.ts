import type { Command } from 'commander';
import { CliError } from './cli-error.ts';
import { outputTo } from './output.ts';
import { RefusingCommand } from './refusing-command.ts';
import type { SubjectSource } from './subject.ts';
import type { Verb } from './verb.ts';
import { preview } from './verbs/preview.ts';
import { status } from './verbs/status.ts';

/** In the order of the help. */
const verbs: readonly Verb[] = [preview, status];

/** The command line over a subject. Each verb prints to the streams of the process and sets its exit code. */
export const buildCommand = (name: string, source: SubjectSource): Command => {
  const command = new RefusingCommand(name).description(
    'See what telemetry would send, where it goes and what decides it.',
  );
  for (const verb of verbs) {
    const sub = command.command(verb.name).summary(verb.summary).description(capitalized(verb.summary));
    for (const option of [...source.options, ...(verb.options ?? [])]) sub.addOption(option);
    sub.option('--json', 'print it for programs');
    sub.action(async () => {
      // Until it is done it has failed: Node may end first, where it is left with nothing to do.
      process.exitCode = 1;
      process.exitCode = await run(verb, source, sub.opts());
    });
  }
  return command;
};

const run = async (verb: Verb, source: SubjectSource, given: Readonly<Record<string, unknown>>): Promise<0 | 1 | 2> => {
  const output = outputTo(process.stdout, process.stderr, process.env);
  try {
    const subject = await source.open(given, { wholly: verb.needsConfig === true });
    await verb.run({ subject, json: given['json'] === true, given, output });
    return 0;
  } catch (error) {
    await output.complain(error instanceof Error ? error.message : String(error));
    return exitCodeOf(error);
  }
};

/** A config that contradicts itself is the operator's to mend, as a wrong option is. */
const exitCodeOf = (error: unknown): 1 | 2 => {
  if (error instanceof CliError) return error.exitCode;
  return error instanceof Error && error.name === 'ConfigError' ? 2 : 1;
};

const capitalized = (summary: string): string => `${summary.slice(0, 1).toUpperCase()}${summary.slice(1)}.`;
