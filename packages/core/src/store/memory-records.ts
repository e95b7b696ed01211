import { eventFromJson } from '../pipeline/event-text.ts';
import type { Quarantined } from '../pipeline/quarantined.ts';
import { activityLog, hourOf } from './activity-log.ts';
import { fifo } from './fifo.ts';
import { recordLog } from './record-log.ts';
import { recordPage, type QuarantinedEntry } from './record-page.ts';
import { sinkPlace, type SinkPlace } from './sink-place.ts';
import type {
  ActivityBucket,
  ActivityQuery,
  BatchLimits,
  Counts,
  Erasure,
  NewRecord,
  RecordPage,
  RecordQuery,
  Settlement,
  SinkHealth,
  StoredRecord,
} from './store.ts';
import { uuidSet } from './uuid-set.ts';

/** How much a memory store keeps: records and quarantined events together. */
export interface Quota {
  readonly maxRecords: number;
  /** Bytes of the events as JSON. */
  readonly maxBytes: number;
}

/** Records in memory, each kept once, with the place that each sink has reached in them. */
export interface MemoryRecords {
  add(records: readonly NewRecord[], quarantined: readonly Quarantined[], dropped: number): void;
  attach(sinks: readonly string[]): void;
  waiting(sink: string, limits: BatchLimits): readonly StoredRecord[];
  settle(sink: string, settlements: readonly Settlement[], health: SinkHealth): void;
  health(sink: string): SinkHealth | undefined;
  counts(): Counts;
  page(query: RecordQuery): RecordPage;
  activity(query: ActivityQuery): readonly ActivityBucket[];
  erase(what: Erasure): void;
}

/** So many of the records that every sink is done with are kept for people to see: the most recent ones. */
const mostSettled = 1000;

export function memoryRecords({ maxRecords, maxBytes }: Quota): MemoryRecords {
  const kept = recordLog();
  const uuids = uuidSet();
  /** Positions that some sink is done with and none waits for, in the order in which they came to be so. */
  const settled = fifo<number>();
  const quarantine = fifo<QuarantinedEntry>();
  const quarantinedUuids = new Set<string>();
  const activity = activityLog();
  const places = new Map<string, SinkPlace>();
  let attached: readonly SinkPlace[] = [];
  let bytes = 0;
  let dropped = 0;

  const isAwaited = (position: number): boolean => attached.some((place) => place.waitsFor(position));

  const placeOf = (sink: string): SinkPlace => {
    const place = places.get(sink);
    if (place === undefined)
      throw new Error(`Failed to use the records of the sink ${sink}: it was not attached. Attach it first.`);
    return place;
  };

  function addRecord({ json, ...record }: NewRecord): void {
    if (!uuids.add(record.event.uuid)) return;
    kept.add({ ...record, event: eventFromJson(json) });
    activity.count(hourOf(record.event.timestamp), record.event.name, 1);
    bytes += record.bytes;
    for (const place of places.values()) place.expect();
  }

  function addQuarantined(event: Quarantined): void {
    if (quarantinedUuids.has(event.uuid)) return;
    const size = Buffer.byteLength(JSON.stringify(event));
    quarantine.add({ position: kept.skip(), event, bytes: size });
    quarantinedUuids.add(event.uuid);
    activity.count(hourOf(event.timestamp), null, 1);
    bytes += size;
  }

  function remove(position: number): void {
    const record = kept.get(position);
    if (record === undefined) return;
    for (const place of places.values()) place.forget(position);
    uuids.delete(record.event.uuid);
    kept.delete(position);
    activity.count(hourOf(record.event.timestamp), record.event.name, -1);
    bytes -= record.bytes;
  }

  /** Settled first, then quarantined, then what waits; the oldest first. */
  function evictOne(): void {
    const done = settled.take();
    if (done !== undefined) return remove(done);
    dropped += 1;
    if (quarantine.length === 0) return remove(kept.first);
    removeQuarantined();
  }

  function removeQuarantined(): void {
    const entry = quarantine.take();
    if (entry === undefined) return;
    quarantinedUuids.delete(entry.event.uuid);
    activity.count(hourOf(entry.event.timestamp), null, -1);
    bytes -= entry.bytes;
  }

  const isDone = (position: number): boolean =>
    !isAwaited(position) && [...places.values()].some((place) => place.isDoneWith(position));

  const eraseIf = (goes: (position: number) => boolean): void => {
    for (const position of kept.positions()) if (goes(position)) remove(position);
  };

  const erasures: Readonly<Record<Erasure, () => void>> = {
    unsent: () => {
      for (const place of places.values()) place.withdraw(kept.positions(), kept.last);
      eraseIf((position) => ![...places.values()].some((place) => place.has(position)));
      while (quarantine.length > 0) removeQuarantined();
    },
    submitted: () => eraseIf(isDone),
    all: () => {
      eraseIf(() => true);
      while (quarantine.length > 0) removeQuarantined();
      for (const place of places.values()) place.startAnew(kept.last);
      dropped = 0;
    },
  };

  function evict(): void {
    while (settled.length > mostSettled) remove(settled.take() ?? 0);
    while (kept.size + quarantine.length > maxRecords || bytes > maxBytes) evictOne();
  }

  function findSettled(): void {
    settled.clear();
    for (const position of kept.positions()) if (isDone(position)) settled.add(position);
    evict();
  }

  return {
    add: (records, quarantined, lost) => {
      dropped += lost;
      for (const record of records) addRecord(record);
      for (const event of quarantined) addQuarantined(event);
      evict();
    },
    attach: (sinks) => {
      for (const sink of sinks) if (!places.has(sink)) places.set(sink, sinkPlace(kept.last));
      attached = sinks.map(placeOf);
      findSettled();
    },
    waiting: (sink, limits) => {
      const batch: StoredRecord[] = [];
      let size = 0;
      for (const position of placeOf(sink).candidates(kept.first, kept.last)) {
        const record = kept.get(position);
        if (record === undefined) continue;
        size += record.bytes;
        if (batch.length > 0 && (batch.length >= limits.events || size > limits.bytes)) break;
        batch.push(record);
      }
      return batch;
    },
    settle: (sink, settlements, health) => {
      const done = placeOf(sink).settle(settlements, health, kept);
      for (const position of done) if (!isAwaited(position)) settled.add(position);
      evict();
    },
    health: (sink) => places.get(sink)?.health,
    counts: () => ({
      sinks: Object.fromEntries([...places].map(([sink, place]) => [sink, place.counts])),
      records: kept.size,
      quarantined: quarantine.length,
      dropped,
      bytes,
    }),
    page: (query) => recordPage({ kept, quarantine: quarantine.items(), places, query }),
    activity: activity.buckets,
    erase: (what) => {
      erasures[what]();
      findSettled();
    },
  };
}
