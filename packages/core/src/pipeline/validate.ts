import { map, type OperatorFunction } from 'rxjs';
import type { Flattened, Unchecked } from './flatten.ts';
import type { Quarantined } from './quarantined.ts';
import type { State } from './state.ts';
import type { TelemetryEvent } from './telemetry-event.ts';

/** Says what is wrong with an event, in words that hold no value of it; an empty list when nothing is. */
export type Check = (event: TelemetryEvent) => readonly string[];

/** An event that passed its checks, or what is left of one that did not. */
export type Verdict =
  | { readonly passed: true; readonly event: TelemetryEvent; readonly json: string; readonly bytes: number }
  | { readonly passed: false; readonly quarantined: Quarantined };

/** The state after a fact, and the verdicts on the events that follow from it. */
export interface Validated {
  readonly state: State;
  readonly verdicts: readonly Verdict[];
}

/** Largest event, in bytes of its JSON. */
const maxEventBytes = 64 * 1024;

/** Fourth stage: what the plan does not allow goes no further. */
export const validate = (check: Check): OperatorFunction<Flattened, Validated> =>
  map(({ state, events }) => ({ state, verdicts: events.map((event) => verdictOn(event, check)) }));

function verdictOn(event: Unchecked, check: Check): Verdict {
  if (event.refused !== undefined) return { passed: false, quarantined: remains(event, [event.refused]) };
  return checked(event, check);
}

/** Whether one event is small enough, and what its check says of it. */
export function checked(event: TelemetryEvent, check: Check): Verdict {
  const json = jsonOf(event);
  const bytes = Buffer.byteLength(json);
  if (bytes > maxEventBytes) {
    return { passed: false, quarantined: remains(event, [`is ${bytes} bytes, and may be ${maxEventBytes}`]) };
  }
  const reasons = check(event);
  return reasons.length === 0
    ? { passed: true, event, json, bytes }
    : { passed: false, quarantined: remains(event, reasons) };
}

/** Empty for what is no JSON, as a bigint; the check refuses it. */
function jsonOf(event: TelemetryEvent): string {
  try {
    return JSON.stringify(event);
  } catch {
    return '';
  }
}

const shortened = (text: string): string => (text.length > 200 ? `${text.slice(0, 199)}…` : text);

const remains = (event: TelemetryEvent, reasons: readonly string[]): Quarantined => ({
  uuid: event.uuid,
  name: shortened(event.name),
  timestamp: event.timestamp,
  fields: Object.keys(event.properties).slice(0, 200).map(shortened),
  reasons: reasons.map(shortened),
});
