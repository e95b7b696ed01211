import type { Quarantined } from '../pipeline/quarantined.ts';
import type { RecordLog } from './record-log.ts';
import type { SinkPlace } from './sink-place.ts';
import type { RecordDelivery, RecordEntry, RecordPage, RecordQuery, StoredRecord } from './store.ts';

/** An event that failed its checks, in the same order as records. */
export interface QuarantinedEntry {
  readonly position: number;
  readonly event: Quarantined;
  readonly bytes: number;
}

/** What a page is made of. */
export interface PageSource {
  readonly kept: RecordLog;
  /** Oldest first. */
  readonly quarantine: readonly QuarantinedEntry[];
  readonly places: ReadonlyMap<string, SinkPlace>;
  readonly query: RecordQuery;
}

/** Looks at records and quarantined events in their order until a page is full. */
export function recordPage({ kept, quarantine, places, query }: PageSource): RecordPage {
  const entries: RecordEntry[] = [];
  const { order, after, limit } = query;
  const isAhead = (position: number): boolean =>
    after === undefined || (order === 'oldest' ? position > after : position < after);
  const positions = order === 'oldest' ? kept.positions() : kept.positionsBefore(after ?? Number.MAX_SAFE_INTEGER);
  const set = (order === 'oldest' ? quarantine : quarantine.toReversed()).filter(({ position }) => isAhead(position));
  for (const found of inOrder(positions, set, order)) {
    const entry = typeof found === 'number' ? recordEntry(kept.get(found), places) : quarantinedEntry(found);
    if (entry === null || !isAhead(entry.position) || !answers(entry, query)) continue;
    if (entries.length === limit) return { entries, next: entries.at(-1)?.position ?? null };
    entries.push(entry);
  }
  return { entries, next: null };
}

/** Two sequences in one order. */
function* inOrder(
  positions: Iterable<number>,
  set: readonly QuarantinedEntry[],
  order: RecordQuery['order'],
): Generator<number | QuarantinedEntry> {
  const isBefore = (one: number, other: number): boolean => (order === 'oldest' ? one < other : one > other);
  let next = 0;
  for (const position of positions) {
    for (let one = set[next]; one !== undefined && isBefore(one.position, position); one = set[next]) {
      next += 1;
      yield one;
    }
    yield position;
  }
  yield* set.slice(next);
}

function recordEntry(record: StoredRecord | undefined, places: ReadonlyMap<string, SinkPlace>): RecordEntry | null {
  if (record === undefined) return null;
  const sinks: { [sink: string]: RecordDelivery } = {};
  for (const [sink, place] of places) {
    const delivery = place.deliveryOf(record.position);
    if (delivery !== null) sinks[sink] = delivery;
  }
  return { kind: 'record', ...record, sinks };
}

const quarantinedEntry = ({ position, event }: QuarantinedEntry): RecordEntry => ({
  kind: 'quarantined',
  position,
  quarantined: event,
});

function answers(entry: RecordEntry, { state, sink, name, from, to }: RecordQuery): boolean {
  const about = entry.kind === 'record' ? entry.event : entry.quarantined;
  const at = Date.parse(about.timestamp);
  if (
    (name !== undefined && about.name !== name) ||
    (from !== undefined && at < from) ||
    (to !== undefined && at >= to)
  ) {
    return false;
  }
  if (entry.kind === 'quarantined') return sink === undefined && (state === undefined || state === 'quarantined');
  const deliveries = Object.entries(entry.sinks).filter(([of]) => sink === undefined || of === sink);
  if (sink !== undefined && deliveries.length === 0) return false;
  return state === undefined || deliveries.some(([, delivery]) => delivery.state === state);
}
