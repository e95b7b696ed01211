import { reasonOf } from '../errors.ts';
import type { TelemetryEvent } from '../pipeline/telemetry-event.ts';
import type { Clock } from '../surroundings/clock.ts';
import type { Outcome, Sink } from './sink.ts';

/** How long one delivery may take before it is given up, in milliseconds. */
export const deliveryMillis = 30_000;

/**
 * One call of a sink. Always resolves, with one outcome an event: a sink that throws, never answers, or answers with
 * something else has delivered nothing that we know of, and all is tried again.
 */
export async function attempt(
  sink: Sink,
  batch: readonly TelemetryEvent[],
  { clock, stop }: { readonly clock: Clock; readonly stop: AbortSignal },
): Promise<readonly Outcome[]> {
  const controller = new AbortController();
  const all = (why: string): readonly Outcome[] => batch.map(() => ({ status: 'retry', why }));
  return new Promise((resolve) => {
    const giveUp = (why: string): void => {
      controller.abort(new Error(why));
      done(all(why));
    };
    const cancel = clock.after(deliveryMillis, () => giveUp(`no answer within ${deliveryMillis / 1000} s`));
    const stopped = (): void => giveUp('stopped while delivering');
    const done = (outcomes: readonly Outcome[]): void => {
      cancel();
      stop.removeEventListener('abort', stopped);
      resolve(outcomes);
    };
    if (stop.aborted) return stopped();
    stop.addEventListener('abort', stopped);
    asked(sink, batch, controller.signal).then(
      (outcomes) => done(isComplete(outcomes, batch.length) ? outcomes : all(misfit(sink, outcomes, batch.length))),
      (error: unknown) => done(all(`the sink ${sink.name} threw: ${reasonOf(error)}`)),
    );
  });
}

/** A sink may throw before it gives a promise. */
const asked = async (sink: Sink, batch: readonly TelemetryEvent[], signal: AbortSignal): Promise<unknown> =>
  sink.deliver(batch, signal);

function isComplete(outcomes: unknown, expected: number): outcomes is readonly Outcome[] {
  return Array.isArray(outcomes) && outcomes.length === expected && outcomes.every(isOutcome);
}

const isOutcome = (outcome: unknown): boolean =>
  typeof outcome === 'object' &&
  outcome !== null &&
  'status' in outcome &&
  (outcome.status === 'accepted' || outcome.status === 'retry' || outcome.status === 'rejected');

const misfit = (sink: Sink, outcomes: unknown, expected: number): string =>
  Array.isArray(outcomes) && outcomes.length !== expected
    ? `the sink ${sink.name} gave ${outcomes.length} outcomes for ${expected} events`
    : `the sink ${sink.name} gave something that is no list of outcomes`;
