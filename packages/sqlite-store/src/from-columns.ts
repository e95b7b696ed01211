import {
  eventsIn,
  type ConsentReceipt,
  type Quarantined,
  type RecordEntry,
  type RecordPage,
  type RecordQuery,
  type StoredRecord,
} from '@plainsight/core';
import type { PageMessage } from './engine/records.ts';
import type { RecordColumns } from './engine/waiting.ts';

/** Records out of the columns that they came in. */
export function recordsOf({ positions, bytes, events, consents, consentById }: RecordColumns): readonly StoredRecord[] {
  const receipts = new Map(
    Object.entries(consentById).map(([id, [planVersion, planHash, allowedBy]]) => [
      Number(id),
      { planVersion, planHash, allowedBy } satisfies ConsentReceipt,
    ]),
  );
  const read = eventsIn(events);
  return read.map((event, index) => ({
    position: positions[index] ?? 0,
    event,
    bytes: bytes[index] ?? 0,
    receipt: receipts.get(consents[index] ?? 0) ?? unknownConsent,
  }));
}

/** A page, with records and quarantined events in one order. */
export function pageOf({ records, quarantined, next }: PageMessage, { order }: RecordQuery): RecordPage {
  const { sinks } = records;
  const entries: RecordEntry[] = [
    ...recordsOf(records).map((record, index) => ({ kind: 'record' as const, ...record, sinks: sinks[index] ?? {} })),
    ...quarantined.map(({ position, json }) => ({
      kind: 'quarantined' as const,
      position,
      quarantined: quarantinedFrom(json),
    })),
  ];
  const sign = order === 'oldest' ? 1 : -1;
  return { entries: entries.toSorted((one, other) => sign * (one.position - other.position)), next };
}

const unknownConsent: ConsentReceipt = { planVersion: 0, planHash: '', allowedBy: 'unknown' };

/** Only ever given what this package wrote: a look at its outside is enough. */
function quarantinedFrom(json: string): Quarantined {
  const read: unknown = JSON.parse(json);
  if (!isQuarantined(read)) throw new TypeError('Failed to read a quarantined event: this is none.');
  return read;
}

const isQuarantined = (read: unknown): read is Quarantined =>
  typeof read === 'object' && read !== null && 'uuid' in read && 'reasons' in read;
