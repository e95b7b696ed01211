import type { RecordsQuery } from '../lifecycle/options.ts';
import type { TelemetryEvent } from '../pipeline/telemetry-event.ts';
import type { RecordEntry, RecordPage, RecordQuery } from '../store/store.ts';
import { answered } from '../surroundings/answered.ts';
import { openDesk, waitingFor, withStore, type Desk } from './desk.ts';
import { timeOf } from './time-of.ts';

const what = 'look for records';
const usualLimit = 50;
const mostLimit = 1000;

/** Some of the records. Throws a `RangeError` for a query that makes no sense. */
export async function recordsOf(desk: Desk, query: RecordsQuery): Promise<RecordPage> {
  const sound = soundQuery(query);
  return (await withStore(desk, (store) => store.records(sound))) ?? { entries: [], next: null };
}

function soundQuery({ from, to, order = 'newest', limit = usualLimit, ...rest }: RecordsQuery): RecordQuery {
  if (!Number.isSafeInteger(limit) || limit < 1) {
    throw new RangeError(`Failed to ${what}: limit is ${limit}. Give a whole number from 1.`);
  }
  return {
    ...rest,
    order,
    limit: Math.min(limit, mostLimit),
    ...(from === undefined ? {} : { from: timeOf(what, 'from', from) }),
    ...(to === undefined ? {} : { to: timeOf(what, 'to', to) }),
  };
}

const exportPage = 200;

/** Events that no sink has, or all, the oldest first. The store is open until the last, or until nobody asks for more. */
export async function* exportFrom(
  desk: Desk,
  { all = false }: { readonly all?: boolean },
): AsyncGenerator<TelemetryEvent> {
  const opened = await openDesk(desk);
  if (opened === null) return;
  const { sinks = [] } = desk.session.options;
  const dryRuns = sinks.flatMap(({ name, dryRun }) => (dryRun === true ? [name] : []));
  try {
    let after: number | undefined;
    do {
      const query = { order: 'oldest', limit: exportPage, ...(after === undefined ? {} : { after }) } as const;
      const { entries, next } = await answered(opened.store.records(query), waitingFor(desk, opened.store));
      for (const entry of entries) {
        if (entry.kind === 'record' && (all || !isDelivered(entry, dryRuns))) yield entry.event;
      }
      after = next ?? undefined;
    } while (after !== undefined);
  } finally {
    await opened.close();
  }
}

/** A dry run has nothing, and what was withdrawn is not to be sent. */
const isDelivered = ({ sinks }: RecordEntry & { kind: 'record' }, dryRuns: readonly string[]): boolean =>
  Object.entries(sinks).some(
    ([name, { state }]) => !dryRuns.includes(name) && (state === 'accepted' || state === 'withdrawn'),
  );
