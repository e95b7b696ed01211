import type { Events, Json, MessageKey, TelemetryEvent } from '@plainsight/core';
import plan from './plan.ts';

/** A row as the receiver of Firefly III takes it. */
export interface Row {
  /** UUID. */
  readonly installation_id: string;
  /** RFC 2822, UTC. */
  readonly collected_at: string;
  readonly type: 'feature' | 'recurring';
  readonly key: string;
  /** Numbers and booleans as JSON writes them; `null` where it is unknown. */
  readonly value: string | null;
}

/** What a row holds, for the documentation. */
export const keysOfRows: readonly MessageKey[] = [
  { name: '[].installation_id', value: 'the id that the event is sent under, as far as a UUID has room for it' },
  { name: '[].collected_at', value: 'when it happened' },
  { name: '[].type', value: 'feature for what is sent once, recurring for all else' },
  { name: '[].key', value: 'the name of the event; of a report, a field of it without gauge_ or feature_' },
  { name: '[].value', value: 'the value of the event; of a report, of that field' },
];

/** As many as a report becomes; a usage event becomes one. */
export const rowsOfReport = Object.keys({ ...plan.gauges, ...plan.features }).length;

/** The rows of telemetry events. */
export const rowsOf = (events: readonly TelemetryEvent[]): readonly Row[] =>
  events.flatMap((event) =>
    valuesOf(event).map(([key, value]) => ({
      installation_id: installationIdOf(event.distinctId),
      collected_at: new Date(event.timestamp).toUTCString().replace('GMT', '+0000'),
      type: usage[event.name]?.kind === 'once' ? 'feature' : 'recurring',
      key,
      value: typeof value === 'string' || value === null ? value : JSON.stringify(value),
    })),
  );

/** Who sends: what can be kept of the id in a UUID (version 8, RFC 9562), all but two of its first 32 digits. */
export const installationIdOf = (id: string): string =>
  id.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-8$3-a$4-$5');

const usage: Events = plan.events ?? {};

function valuesOf({ name, properties }: TelemetryEvent): readonly (readonly [key: string, value: Json])[] {
  if (name !== plan.report?.name) return [[name, properties['value'] ?? null]];
  return Object.entries(properties).flatMap(([property, value]) => {
    const key = /^(?:gauge|feature)_(.+)$/.exec(property)?.[1];
    return key === undefined ? [] : [[key, value] as const];
  });
}
