import { toLine } from '@plainsight/console-sink';
import type { RecordsQuery } from '@plainsight/core';
import { Option } from 'commander';
import { isGiven, numberOf, textOf, timeOf, wholeNumber, type Given } from '../given.ts';
import { recordsPage } from '../pages/records-page.ts';
import type { Subject } from '../subject.ts';
import type { Verb, VerbCall } from '../verb.ts';

const states = ['waiting', 'accepted', 'rejected', 'withdrawn', 'quarantined'] as const;

/** Entries of a page for people, and of one that is read for programs. */
const shownAtOnce = 20;
const readAtOnce = 1000;

/** Shows records. With `--json` one line an entry, through all pages unless `--limit` ends it. */
export const records: Verb = {
  name: 'records',
  summary: 'show what was recorded, and what became of each event',
  does: 'read the records',
  options: [
    new Option('--full', 'show each whole: the event, what allowed it, what the receivers said'),
    new Option('--state <state>', 'only those in this state').choices(states),
    new Option('--sink <name>', 'only those meant for this sink; with --state, in that state there'),
    new Option('--name <name>', 'only events of this name'),
    new Option('--from <time>', 'only from this time on (ISO 8601)').argParser(timeOf),
    new Option('--to <time>', 'only before this time (ISO 8601)').argParser(timeOf),
    new Option('--oldest', 'the oldest first'),
    new Option('--limit <count>', `so many (default: ${shownAtOnce}; all with --json)`).argParser(wholeNumber),
    new Option('--after <place>', 'those after a page, as the page says').argParser(wholeNumber),
  ],
  needs: { store: 'records' },
  run: async (call) => {
    const query = queryOf(call.given);
    await (call.json ? printLines(call, query) : printPage(call, query));
    return 0;
  },
};

const queryOf = (given: Given): RecordsQuery => {
  const state = states.find((one) => one === given['state']);
  const [sink, name] = [textOf(given, 'sink'), textOf(given, 'name')];
  const [from, to, after] = [numberOf(given, 'from'), numberOf(given, 'to'), numberOf(given, 'after')];
  return {
    order: isGiven(given, 'oldest') ? 'oldest' : 'newest',
    ...(state === undefined ? {} : { state }),
    ...(sink === undefined ? {} : { sink }),
    ...(name === undefined ? {} : { name }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(after === undefined ? {} : { after }),
  };
};

const printPage = async ({ subject, given, output }: VerbCall, query: RecordsQuery): Promise<void> => {
  const { telemetry, options } = subject;
  const page = await telemetry.records({ ...query, limit: numberOf(given, 'limit') ?? shownAtOnce }, options);
  const context = Object.keys(telemetry.plan.context ?? {});
  const whyNone = page.entries.length === 0 ? await whyNoneIn(subject, given) : '';
  await output.print(recordsPage(page, { context, whyNone }, { ...output, full: isGiven(given, 'full') }));
};

const whyNoneIn = async ({ telemetry, options }: Subject, given: Given): Promise<string> => {
  const { store, state } = await telemetry.status(options);
  if (store?.bytes === null) return `There are no records: nothing was stored yet in ${store.place}.`;
  if (store?.durable === false && state === 'not started') {
    return `There are no records: the store is ${store.place}, and what another process keeps there is not seen here.`;
  }
  const asked = ['state', 'sink', 'name', 'from', 'to', 'after'].some((name) => given[name] !== undefined);
  return asked ? 'There are no such records.' : 'There are no records.';
};

const printLines = async ({ subject, given, output }: VerbCall, query: RecordsQuery): Promise<void> => {
  let left = numberOf(given, 'limit') ?? Number.POSITIVE_INFINITY;
  let { after } = query;
  while (left > 0) {
    const asked = { ...query, ...(after === undefined ? {} : { after }), limit: Math.min(left, readAtOnce) };
    const { entries, next } = await subject.telemetry.records(asked, subject.options);
    const heard = await output.print(entries.map(toLine).join('\n'));
    left -= entries.length;
    if (next === null || !heard) return;
    after = next;
  }
};
