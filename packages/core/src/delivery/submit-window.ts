import { phaseOf } from '../identity/phase.ts';
import { nextSlotAfter, slotAt } from '../identity/slot.ts';
import type { TelemetryEvent } from '../pipeline/telemetry-event.ts';

/** What holds telemetry events until the installation's window. */
export interface SubmitWindow {
  /** Start of the window that a time is in. All times are milliseconds since the epoch. */
  at(time: number): number;
  /** Whether an event is not to leave yet: it happened in the window that `now` is in. */
  holds(event: TelemetryEvent, now: number): boolean;
  /** Start of the next window. */
  nextAt(now: number): number;
}

const hourMillis = 3600 * 1000;

/**
 * Windows of so many hours, each installation's with a phase of its own. What happens in one leaves when it is over. There
 * is nothing to remember: an event belongs to the window of its time, and a clock that jumps, either way, holds nothing.
 */
export function submitWindow(everyHours: number, installation: string): SubmitWindow {
  const period = everyHours * hourMillis;
  const phase = phaseOf(installation, 'submit', period);
  const at = (time: number): number => slotAt(time, phase, period);
  return {
    at,
    holds: ({ timestamp }, now) => at(Date.parse(timestamp)) === at(now),
    nextAt: (now) => nextSlotAfter(now, phase, period),
  };
}
