import { createHmac } from 'node:crypto';
import type { UsageMark } from '../facts/fact.ts';
import type { EventPlan } from '../plan/plan.ts';

/**
 * By what a usage event of kind `once` or `recurring` is known again: HMAC-SHA256 of its name and values, of which 132 bits
 * are kept, with the installation's random id as the key. `null` where each occurrence is an event, or where it has values
 * that are no JSON: it then goes on, to be refused by the check.
 */
export function markOf(event: EventPlan | undefined, name: string, values: object, key: string): UsageMark | null {
  if (event?.kind !== 'once' && event?.kind !== 'recurring') return null;
  try {
    const sorted = Object.entries(values).toSorted(([one], [other]) => (one < other ? -1 : 1));
    const text = JSON.stringify([name, sorted]);
    const hash = createHmac('sha256', key).update(text).digest('base64url').slice(0, 22);
    return { hash, everyDays: event.kind === 'recurring' ? event.everyDays : null };
  } catch {
    return null;
  }
}
