import { toLine } from '@plainsight/console-sink';
import { Argument, Option } from 'commander';
import { CliError, wrongUse } from '../cli-error.ts';
import { isGiven } from '../given.ts';
import { erasedPage } from '../pages/erased-page.ts';
import { many } from '../pages/words.ts';
import type { Verb, VerbCall } from '../verb.ts';

/** Deletes records here. With `--json` the `Erased` on one line. */
export const erase: Verb = {
  name: 'erase',
  summary: 'delete what was recorded here: all, or what was submitted',
  details: 'It asks before it does, and tells how to have delivered data deleted, too.',
  arguments: [
    new Argument(
      '<what>',
      'all: everything, what waits to be sent included; submitted: what no receiver is to get any more',
    ).choices(['all', 'submitted']),
  ],
  options: [new Option('-y, --yes', 'do not ask')],
  needs: { store: 'records' },
  run: async (call) => {
    const { subject, json, given, output } = call;
    const what = given['what'] === 'all' ? 'all' : 'submitted';
    if (!isGiven(given, 'yes')) await refuseWithoutYes(call, what);
    output.progress.show('Deleting …');
    const erased = await subject.telemetry.erase(what, subject.options);
    await output.print(json ? toLine(erased) : erasedPage(erased, output));
    return 0;
  },
};

const refuseWithoutYes = async ({ subject, output }: VerbCall, what: 'all' | 'submitted'): Promise<void> => {
  const { store, records, quarantined, sinks } = await subject.telemetry.status(subject.options);
  const place = store?.place ?? 'the store';
  const waiting = Math.max(0, ...sinks.map((sink) => sink.waiting));
  const beside = quarantined === 0 ? '' : ` and ${many(quarantined, 'quarantined event')}`;
  const all = `${many(records, 'record')}${beside}`;
  const unsent =
    waiting === 0 ? '' : `, ${many(waiting, 'event')} that ${waiting === 1 ? 'was' : 'were'} not sent yet included`;
  const yes = await output.ask(
    what === 'all'
      ? `Delete ${all} in ${place}${unsent}? They cannot be brought back.`
      : `Delete all that was submitted in ${place}? It cannot be brought back.`,
  );
  if (yes === null)
    throw wrongUse('Failed to erase: there is no terminal to ask on. Add --yes to erase without asking.');
  if (!yes) throw new CliError(1, 'Nothing was deleted.');
};
