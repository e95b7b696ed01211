import type { RecordEntry } from '@plainsight/core';
import type { Visit } from './visit.ts';

/** The record or quarantined event at a place, as it stands in an address; `null` where there is none. */
export async function recordAt({ telemetry, options }: Visit, place: string): Promise<RecordEntry | null> {
  const position = /^\d{1,15}$/u.test(place) ? Number(place) : 0;
  if (position < 1) return null;
  const { entries } = await telemetry.records({ order: 'oldest', after: position - 1, limit: 1 }, options);
  const [entry] = entries;
  return entry?.position === position ? entry : null;
}

/** The telemetry event, as sinks are given it, byte for byte; `null` where there is none. */
export async function jsonOfRecord(visit: Visit, place: string): Promise<string | null> {
  const entry = await recordAt(visit, place);
  return entry?.kind === 'record' ? JSON.stringify(entry.event) : null;
}
