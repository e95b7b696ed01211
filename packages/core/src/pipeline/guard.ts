import { map, type OperatorFunction } from 'rxjs';
import type { JsonSchema } from './event-schemas.ts';
import type { Leaks } from './guard/leaks.ts';
import { openStrings, textAt } from './guard/open-strings.ts';
import type { Quarantined } from './quarantined.ts';
import type { TelemetryEvent } from './telemetry-event.ts';
import type { Validated, Verdict } from './validate.ts';

/** What a plan's events may hold, and what they must not. */
export interface Guarded {
  /** What is wrong with an event that its checks let pass, in words that hold no value of it; empty when nothing is. */
  reasons(event: TelemetryEvent): readonly string[];
  /** What is kept of an event that failed its checks: names that are none of the plan's may tell something as well. */
  remains(quarantined: Quarantined): Quarantined;
}

/** Fifth and last stage: what identifies this machine or a person goes no further. */
export const guard = (guarded: Guarded | undefined): OperatorFunction<Validated, Validated> =>
  map(({ state, verdicts }) => ({
    state,
    verdicts: guarded === undefined ? verdicts : verdicts.map((verdict) => guardedVerdict(verdict, guarded)),
  }));

/** The verdict on one event, after its guard. */
export function guardedVerdict(verdict: Verdict, guarded: Guarded): Verdict {
  if (!verdict.passed) return { passed: false, quarantined: guarded.remains(verdict.quarantined) };
  const { event } = verdict;
  const reasons = guarded.reasons(event);
  if (reasons.length === 0) return verdict;
  const { uuid, name, timestamp, properties } = event;
  return { passed: false, quarantined: { uuid, name, timestamp, fields: Object.keys(properties), reasons } };
}

/** Guards the events of a plan, by their schemas. */
export function guardOf(schemas: { readonly [event: string]: JsonSchema }, leaks: Leaks): Guarded {
  const open = new Map(Object.entries(schemas).map(([name, schema]) => [name, openStrings(schema)]));
  const names = new Set(Object.entries(schemas).flatMap(([name, schema]) => [name, ...namesIn(schema)]));
  const nameOf = (name: string): string => (names.has(name) ? name : withoutLeaks(name, leaks));
  /** Reasons hold nothing that is not of the plan, but for names. */
  const reasonOf = (reason: string): string =>
    reason.endsWith(unknownName) || reason.endsWith('…') ? withoutLeaks(reason, leaks, unknownName) : reason;

  return {
    reasons: ({ name, properties }) => {
      let reasons: string[] | null = null;
      for (const place of open.get(name) ?? none) {
        const text = textAt(properties, place.path);
        if (text === null) continue;
        for (const what of leaks(text, place)) (reasons ??= []).push(`${place.path.join('.')} holds ${what}`);
      }
      return reasons ?? none;
    },
    remains: (quarantined) => ({
      ...quarantined,
      name: nameOf(quarantined.name),
      fields: quarantined.fields.map(nameOf),
      reasons: quarantined.reasons.map(reasonOf),
    }),
  };
}

/** How the check ends what it says of a name. */
const unknownName = ' is not in the plan';
const none: readonly never[] = [];

/** A text that tells nothing, or words in its place. */
function withoutLeaks(text: string, leaks: Leaks, after = ''): string {
  const found = leaks(text);
  return found.length === 0 ? text : `a name that holds ${found.join(' and ')}${after}`;
}

const namesIn = ({ properties = null }: JsonSchema): readonly string[] =>
  typeof properties === 'object' && properties !== null ? Object.keys(properties) : [];
