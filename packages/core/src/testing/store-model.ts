import assert from 'node:assert/strict';
import {
  healthy,
  type ActivityBucket,
  type Counts,
  type Erasure,
  type RecordPage,
  type Settlement,
  type Store,
} from '../store/store.ts';
import type { Random } from '../surroundings/random.ts';
import { commitRecords, countsIn, sampleCommit, sampleQuarantined, sampleUuid, stateOf } from './samples.ts';

/** One step, as plain data. */
export type StoreCommand =
  /** Samples by number; the same number is the same uuid. */
  | { readonly kind: 'commit'; readonly records: readonly number[]; readonly quarantined: readonly number[] }
  | { readonly kind: 'attach'; readonly sinks: readonly string[] }
  /** Settles what waits for the sink, but for the first `skip`. */
  | {
      readonly kind: 'settle';
      readonly sink: string;
      readonly skip: number;
      readonly statuses: readonly Settlement['status'][];
    }
  | { readonly kind: 'erase'; readonly what: Erasure }
  | { readonly kind: 'reopen' };

/** Sinks that commands are about. */
export const modelSinks: readonly string[] = ['one', 'two', 'three'];

type Mark = 'waiting' | 'accepted' | 'rejected' | 'withdrawn';

interface Model {
  records: { readonly uuid: string; readonly marks: Map<string, Mark> }[];
  attached: readonly string[];
  quarantined: Set<number>;
  readonly totals: Map<string, { accepted: number; rejected: number }>;
}

/**
 * Runs commands on an open, empty store that has room for all, and on a model that keeps a mark for each record and
 * sink. After each, what waits and what is counted must be the same; throws an `AssertionError` where it is not.
 */
export async function runAgainstModel(store: Store, commands: readonly StoreCommand[]): Promise<void> {
  const model: Model = { records: [], attached: [], quarantined: new Set(), totals: new Map() };
  for (const [index, command] of commands.entries()) {
    await run(store, model, command);
    const place = `after command ${index + 1}, ${command.kind}`;
    assert.deepEqual(await countsIn(store), countsOf(model), place);
    assert.deepEqual(await seenIn(store), marksIn(model), `${place}: what is seen of the records`);
    assert.deepEqual(await activityIn(store), activityOf(model), `${place}: what is counted by hour`);
    for (const sink of model.totals.keys()) {
      const waiting = await store.waiting(sink, { events: 10_000, bytes: Number.MAX_SAFE_INTEGER });
      assert.deepEqual(
        waiting.map(({ event }) => event.uuid),
        waitingIn(model, sink),
        `${place}: what waits for ${sink}`,
      );
    }
  }
}

/** Commands that are the same for the same random bytes. */
export function randomCommands(random: Random, count: number): readonly StoreCommand[] {
  const below = (most: number): number => (random(1)[0] ?? 0) % most;
  const many = <T>(most: number, item: () => T): readonly T[] => Array.from({ length: below(most + 1) }, item);
  const sink = (): string => modelSinks[below(modelSinks.length)] ?? '';
  const status = (): Settlement['status'] =>
    (['accepted', 'accepted', 'rejected', 'retry'] as const)[below(4)] ?? 'retry';
  const command = (): StoreCommand => {
    const kind = below(16);
    if (kind === 0) return { kind: 'erase', what: (['unsent', 'submitted', 'all'] as const)[below(3)] ?? 'all' };
    if (kind === 1) return { kind: 'reopen' };
    if (kind < 5) return { kind: 'attach', sinks: [...new Set(many(3, sink))] };
    if (kind < 10) return { kind: 'commit', records: many(6, () => below(60)), quarantined: many(1, () => below(20)) };
    return { kind: 'settle', sink: sink(), skip: below(3), statuses: many(6, status) };
  };
  return Array.from({ length: count }, command);
}

async function run(store: Store, model: Model, command: StoreCommand): Promise<void> {
  switch (command.kind) {
    case 'commit':
      await commitRecords(store, command.records);
      await store.commit(0, (journal) =>
        sampleCommit({ quarantined: command.quarantined.map(sampleQuarantined), state: stateOf(journal) }),
      );
      for (const number of command.records) addTo(model, sampleUuid(number));
      for (const number of command.quarantined) model.quarantined.add(number);
      return;
    case 'attach':
      await store.attach(command.sinks);
      model.attached = command.sinks;
      for (const sink of command.sinks)
        if (!model.totals.has(sink)) model.totals.set(sink, { accepted: 0, rejected: 0 });
      return;
    case 'settle':
      return settle(store, model, command);
    case 'erase':
      await store.erase(command.what);
      erase(model, command.what);
      return;
    case 'reopen':
      await store.close();
      await store.open();
  }
}

function erase(model: Model, what: Erasure): void {
  if (what === 'all') {
    model.records = [];
    for (const totals of model.totals.values()) Object.assign(totals, { accepted: 0, rejected: 0 });
  } else if (what === 'submitted') {
    model.records = model.records.filter((record) => !isDone(model, record));
  } else {
    for (const { marks } of model.records) {
      for (const [sink, mark] of marks) if (mark === 'waiting') marks.set(sink, 'withdrawn');
    }
    model.records = model.records.filter(({ marks }) => [...marks.values()].includes('accepted'));
  }
  if (what !== 'submitted') model.quarantined.clear();
}

/** Some sink had it, or refused it, and none that is attached waits for it. */
const isDone = ({ attached }: Model, { marks }: Model['records'][number]): boolean =>
  [...marks.values()].some((mark) => mark === 'accepted' || mark === 'rejected') &&
  !attached.some((sink) => marks.get(sink) === 'waiting');

async function settle(
  store: Store,
  model: Model,
  { sink, skip, statuses }: StoreCommand & { kind: 'settle' },
): Promise<void> {
  const totals = model.totals.get(sink);
  if (totals === undefined) {
    await assert.rejects(() => store.settle(sink, [], healthy), Error);
    return;
  }
  const waiting = await store.waiting(sink, { events: skip + statuses.length, bytes: Number.MAX_SAFE_INTEGER });
  const settlements = waiting.slice(skip).flatMap(({ position, event }, index) => {
    const status = statuses[index];
    return status === undefined ? [] : [{ position, status, uuid: event.uuid }];
  });
  await store.settle(
    sink,
    settlements.map(({ position, status }) => ({ position, status })),
    healthy,
  );
  for (const { uuid, status } of settlements) {
    if (status === 'retry') continue;
    totals[status] += 1;
    model.records.find((record) => record.uuid === uuid)?.marks.set(sink, status);
  }
}

/** It waits for all sinks that were ever attached: one that is named again goes on where it was. */
function addTo(model: Model, uuid: string): void {
  if (model.records.some((record) => record.uuid === uuid)) return;
  model.records.push({ uuid, marks: new Map([...model.totals.keys()].map((sink) => [sink, 'waiting'])) });
}

const waitingIn = ({ records }: Model, sink: string): readonly string[] =>
  records.filter(({ marks }) => marks.get(sink) === 'waiting').map(({ uuid }) => uuid);

/** Uuid and state at each sink of all records, read in pages. */
async function seenIn(store: Store): Promise<readonly unknown[]> {
  const seen: unknown[] = [];
  let after: number | undefined;
  do {
    const page: RecordPage = await store.records({
      order: 'oldest',
      limit: 7,
      ...(after === undefined ? {} : { after }),
    });
    for (const entry of page.entries) {
      if (entry.kind !== 'record') continue;
      const states = Object.entries(entry.sinks).map(([sink, { state }]) => [sink, state]);
      seen.push([entry.event.uuid, Object.fromEntries(states)]);
    }
    after = page.next ?? undefined;
  } while (after !== undefined);
  return seen;
}

const marksIn = ({ records }: Model): readonly unknown[] =>
  records.map(({ uuid, marks }) => [uuid, Object.fromEntries(marks)]);

/** All samples are of one hour, and of one name. */
const activityIn = (store: Store): Promise<readonly ActivityBucket[]> =>
  store.activity({ from: Date.UTC(2025, 0, 1), to: Date.UTC(2027, 0, 1), bucketHours: 1 });

const activityOf = ({ records, quarantined }: Model): readonly ActivityBucket[] =>
  records.length + quarantined.size === 0
    ? []
    : [
        {
          at: Date.UTC(2026, 0, 1),
          names: records.length === 0 ? {} : { 'sample event': records.length },
          quarantined: quarantined.size,
        },
      ];

const countsOf = (model: Model): Omit<Counts, 'bytes'> => ({
  sinks: Object.fromEntries(
    [...model.totals].map(([sink, totals]) => [sink, { waiting: waitingIn(model, sink).length, ...totals }]),
  ),
  records: model.records.length,
  quarantined: model.quarantined.size,
  dropped: 0,
});
