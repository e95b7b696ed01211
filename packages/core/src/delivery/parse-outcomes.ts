import { wordsOf } from '../facts/shown.ts';
import type { Outcome } from './sink.ts';

/**
 * Reads what a sink returned, which may pass on what its receiver said. The outcomes hold known fields only, and their words are
 * brief and inert, so that they can be logged and stored. `null` unless it is an array of `expected` outcomes. Never throws.
 */
export function parseOutcomes(given: unknown, expected: number): readonly Outcome[] | null {
  try {
    if (!Array.isArray(given) || given.length !== expected) return null;
    // Mostly one object stands for all events of a batch.
    const known = new Map<unknown, Outcome | null>();
    const outcomes = Array.from({ length: expected }, (_, index) => {
      const one: unknown = given[index];
      const outcome = known.get(one) ?? parse(one);
      known.set(one, outcome);
      return outcome;
    });
    return outcomes.every((outcome) => outcome !== null) ? outcomes : null;
  } catch {
    return null;
  }
}

/** The same for one outcome. */
export const parseOutcome = (given: unknown): Outcome | null => parseOutcomes([given], 1)?.[0] ?? null;

/** Reads each field once: a getter may return another value the next time. */
function parse(given: unknown): Outcome | null {
  if (typeof given !== 'object' || given === null) return null;
  const status: unknown = Reflect.get(given, 'status');
  if (status === 'accepted') {
    const receipt = wordsOf(Reflect.get(given, 'receipt'));
    return receipt === null ? { status } : { status, receipt };
  }
  if (status !== 'retry' && status !== 'rejected') return null;
  const why = wordsOf(Reflect.get(given, 'why')) ?? 'no reason was given';
  if (status === 'rejected') return { status, why };
  const afterMillis: unknown = Reflect.get(given, 'afterMillis');
  const isTime = typeof afterMillis === 'number' && afterMillis > 0;
  return {
    status,
    why,
    ...(isTime ? { afterMillis } : {}),
    ...(isTime && Reflect.get(given, 'byDate') === true ? { byDate: true } : {}),
    ...(Reflect.get(given, 'fault') === 'configuration' ? { fault: 'configuration' } : {}),
  };
}
