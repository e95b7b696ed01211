import { consoleSink, toLine } from '@plainsight/console-sink';
import { whyNoSinks, type Sink } from '@plainsight/core';
import { Argument, Option } from 'commander';
import { CliError, wrongUse } from '../cli-error.ts';
import { earlierSchemas } from '../docs/earlier-schemas.ts';
import { readLock } from '../docs/lock-file.ts';
import { lockOption, pathOf } from '../docs/told.ts';
import { readExport } from '../events/read-export.ts';
import { replayedPage } from '../pages/replayed-page.ts';
import { many, numeral } from '../pages/words.ts';
import type { Verb, VerbCall } from '../verb.ts';

/** Sends what was exported elsewhere. With `--json` the `Replayed` on one line, the last where the console is a sink. */
export const replay: Verb = {
  name: 'replay',
  summary: 'send what was exported on another machine',
  details:
    'The same event is sent under the same uuid, so that it counts once, however often it is sent. Where telemetry is off, ' +
    'nothing is sent, and no event that the plan did not allow in the version that it was made under: earlier ones are ' +
    'known from the lock file.',
  arguments: [new Argument('<file>', 'what export wrote; - for stdin')],
  options: [
    new Option('--sink <name>', 'where to: a sink of this application, or console; again for another')
      .argParser((name: string, before: readonly string[] | undefined) => [...(before ?? []), name])
      .makeOptionMandatory(),
    lockOption,
  ],
  run: async (call) => {
    const { subject, json, given, output } = call;
    const sinks = sinksOf(call);
    const lock = await readLock(pathOf(given, 'lock', 'telemetry.lock.json', subject.folder));
    const read = await readExport(String(given['file']), process.stdin);
    for (const note of subject.notes) await output.complain(note);
    const quiet = sinks.some(({ dryRun }) => dryRun === true);
    const replayed = await subject.telemetry.replay(
      read.events(),
      {
        sinks,
        earlier: lock === null ? [] : earlierSchemas(lock),
        onProgress: ({ done }) => {
          if (!quiet) output.progress.show(`Sending: ${numeral(done)} of ${numeral(read.count)}`);
        },
      },
      subject.options,
    );
    await output.print(json ? toLine(replayed) : replayedPage(replayed, read, output));
    const { problem, quarantined } = replayed;
    if (problem !== null) throw new CliError(1, `Failed to replay ${read.place}: ${problem}`);
    if (quarantined !== undefined) throw new CliError(1, notAll(read.place, quarantined.count, read.count));
    return 0;
  },
};

const notAll = (place: string, failed: number, all: number): string =>
  `Failed to replay all of ${place}: ${numeral(failed)} of ${many(all, 'telemetry event')} failed the checks of the plan or the ` +
  'leak guard, and were not sent. What passed was sent.';

const sinksOf = ({ subject: { options, telemetry, waysOut }, json, given }: VerbCall): readonly Sink[] => {
  const known = [...(options.sinks ?? [])];
  if (!known.some(({ name }) => name === 'console')) {
    const context = Object.keys(telemetry.plan.context ?? {});
    known.push(consoleSink({ format: json ? 'ndjson' : 'pretty', context }));
  }
  return [...new Set(namesIn(given['sink']))].map((name) => {
    const sink = known.find((one) => one.name === name);
    if (sink !== undefined) return sink;
    const names = known.map((one) => one.name).join(', ');
    const wayOut = whyNoSinks(options.sinks) ?? waysOut.sinks;
    throw wrongUse(`Failed to replay: there is no sink ${name}. Known are ${names}. ${wayOut}`);
  });
};

const namesIn = (given: unknown): readonly string[] =>
  Array.isArray(given) ? given.filter((name) => typeof name === 'string') : [];
