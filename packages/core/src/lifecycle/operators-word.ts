import { either, waysToSayOff } from '../consent/ways-to-say-off.ts';
import { reasonOf } from '../errors.ts';
import { sentence } from '../facts/shown.ts';
import type { Plan } from '../plan/plan.ts';
import type { Clock } from '../surroundings/clock.ts';
import { inTime } from '../surroundings/in-time.ts';
import type { Session } from './session.ts';

/** A decision may wait ten seconds for a lock. */
const limitMillis = 15_000;

/** Keeps the operator's word. Gives why it could not be kept; `null` where it was. Never rejects. */
export function keepWord({ decisions, surroundings: { clock } }: Session, value: 'on' | 'off'): Promise<string | null> {
  const at = new Date(clock.now()).toISOString();
  return problemOf(
    decisions.update((decided) => ({ ...decided, consent: { value, at } })),
    clock,
  );
}

/** Why something could not be done, within 15 seconds; `null` where it was. Never rejects. */
export async function problemOf(work: Promise<unknown>, clock: Clock): Promise<string | null> {
  try {
    return (await inTime(work, limitMillis, clock)) ? null : `it takes longer than ${limitMillis / 1000} seconds`;
  } catch (error) {
    return reasonOf(error);
  }
}

/** What an operator is told whose on is kept, and not followed yet. */
export const notBegun = (why: string | null): string | null =>
  why === null ? null : `telemetry has not begun yet, and goes on to try: ${why}`;

/** What an operator is told whose off could not be kept: what it does all the same, and the ways that last. */
export function offNotKept(plan: Plan, why: string, isStarted: boolean): string {
  const ways = either(waysToSayOff(plan)).replace(/^(?!set )/, 'set ');
  return isStarted
    ? `telemetry is off in this process until the restart only, for the decision could not be kept: ${sentence(why)} To keep it off, ${ways}`
    : `the decision could not be kept, and so an application that runs is not stopped: ${sentence(why)} To stop it, ${ways}, and start it again`;
}

/** What an operator is told whose telemetry was turned off, and left something in its store. */
export const notDeleted = (why: string | null): string | null =>
  why === null ? null : `telemetry is off, and what was not sent could not be deleted: ${why}`;
