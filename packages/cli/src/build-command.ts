import { reasonOf } from '@plainsight/core';
import type { Argument, Command } from 'commander';
import { calledBy } from './called-by.ts';
import { CliError } from './cli-error.ts';
import type { Given } from './given.ts';
import { requireNeeds } from './open/require-needs.ts';
import { outputTo } from './output.ts';
import { RefusingCommand } from './refusing-command.ts';
import { roundTrip } from './round-trip.ts';
import type { Subject, SubjectSource } from './subject.ts';
import { unlessIdle } from './unless-idle.ts';
import type { Verb } from './verb.ts';
import { acknowledge } from './verbs/acknowledge.ts';
import { check } from './verbs/check.ts';
import { docs } from './verbs/docs.ts';
import { doctor } from './verbs/doctor.ts';
import { erase } from './verbs/erase.ts';
import { exportVerb } from './verbs/export.ts';
import { off } from './verbs/off.ts';
import { on } from './verbs/on.ts';
import { preview } from './verbs/preview.ts';
import { records } from './verbs/records.ts';
import { replay } from './verbs/replay.ts';
import { resetId } from './verbs/reset-id.ts';
import { schema } from './verbs/schema.ts';
import { serve } from './verbs/serve.ts';
import { status } from './verbs/status.ts';
import { submit } from './verbs/submit.ts';

/** In the order of the help. */
const groups: readonly (readonly [title: string, verbs: readonly Verb[]])[] = [
  ['Look', [preview, status, records, doctor, serve]],
  ['Decide', [on, off, acknowledge]],
  ['Send', [submit, exportVerb, replay]],
  ['Delete', [erase, resetId]],
  ['Document', [docs, schema, check]],
];

/** The command line over a subject. Each verb prints to the streams of the process and sets its exit code. */
export const buildCommand = (name: string, source: SubjectSource): Command => {
  const command = new RefusingCommand(name)
    .description('See what telemetry would send and has sent; send it, delete it, switch it on or off.')
    .helpCommand(false)
    .showHelpAfterError('Add --help to see what there is.')
    // Each has options: to say so at each tells nothing.
    .configureHelp({ subcommandTerm: (sub) => [sub.name(), ...sub.registeredArguments.map(inUsage)].join(' ') })
    .addHelpText('after', ({ command: shown }) => `\n${roundTrip(calledBy(shown))}\n\n${source.help}`);
  for (const [title, verbs] of groups) {
    for (const verb of verbs) addVerb(command, verb, source).helpGroup(`${title}:`);
  }
  return command;
};

const addVerb = (command: Command, verb: Verb, source: SubjectSource): Command => {
  const { details } = verb;
  const sub = command
    .command(verb.name)
    .summary(verb.summary)
    .description(`${sentence(verb.summary)}${details === undefined ? '' : ` ${details}`}`);
  for (const argument of verb.arguments ?? []) sub.addArgument(argument);
  for (const option of verb.options ?? []) sub.addOption(option);
  sub.option('--json', 'print it for programs');
  for (const option of source.options) sub.addOption(option);
  sub.action(async () => {
    const words = sub.registeredArguments.map(
      (argument, index) => [argument.name(), sub.processedArgs[index]] as const,
    );
    // Until it is done it has failed: something else may end the process first.
    process.exitCode = 1;
    process.exitCode = await run(verb, source, { ...sub.opts(), ...Object.fromEntries(words) }, calledBy(command));
  });
  return sub;
};

const run = async (verb: Verb, source: SubjectSource, given: Given, called: string): Promise<0 | 1 | 2> => {
  const output = outputTo(process.stdout, process.stderr, process.stdin, process.env);
  const opened: Subject[] = [];
  const work = async (): Promise<0 | 1> => {
    const subject = await source.open(given, verb.needs ?? {});
    opened.push(subject);
    await requireNeeds(subject, verb);
    return verb.run({ subject, json: given['json'] === true, given, output, called });
  };
  try {
    return await unlessIdle(work());
  } catch (error) {
    await output.complain(messageOf(error, verb));
    return exitCodeOf(error);
  } finally {
    output.progress.clear();
    await Promise.all(opened.map((subject) => subject.close()));
  }
};

/** What core or a host's function throws says what, and not always of which command. */
const messageOf = (error: unknown, verb: Verb): string => {
  const message = error instanceof CliError ? error.message : reasonOf(error);
  return error instanceof CliError || message.startsWith('Failed to ')
    ? message
    : `Failed to ${verb.does ?? verb.name}: ${message}`;
};

/** A config that contradicts itself is the operator's to mend, as a wrong option is. */
const exitCodeOf = (error: unknown): 1 | 2 => {
  if (error instanceof CliError) return error.exitCode;
  return error instanceof Error && error.name === 'ConfigError' ? 2 : 1;
};

const inUsage = (argument: Argument): string => `<${argument.name()}>`;

const sentence = (summary: string): string => `${summary.slice(0, 1).toUpperCase()}${summary.slice(1)}.`;
