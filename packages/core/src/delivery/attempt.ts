import { reasonOf } from '../errors.ts';
import { many } from '../facts/many.ts';
import { brief } from '../facts/shown.ts';
import type { TelemetryEvent } from '../pipeline/telemetry-event.ts';
import type { Clock } from '../surroundings/clock.ts';
import { parseOutcomes } from './parse-outcomes.ts';
import { shownSink } from './shown-sink.ts';
import type { Outcome, Sink } from './sink.ts';

/** How long one delivery may take before it is given up, in milliseconds. */
export const deliveryMillis = 30_000;

/**
 * One call of a sink. Always resolves, with one outcome an event: a sink that throws, never answers, or answers with
 * something else has delivered nothing that we know of, and all is tried again. The words of sinks and receivers are brief and
 * inert from here on.
 */
export async function attempt(
  sink: Sink,
  batch: readonly TelemetryEvent[],
  { clock, stop }: { readonly clock: Clock; readonly stop: AbortSignal },
): Promise<readonly Outcome[]> {
  const controller = new AbortController();
  const { name } = shownSink(sink);
  const all = (why: string): readonly Outcome[] => batch.map(() => ({ status: 'retry', why: brief(why) }));
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
    // A copy: whatever the sink does to it, the outcomes are of these events.
    asked(sink, [...batch], controller.signal).then(
      (given) => done(parseOutcomes(given, batch.length) ?? all(misfit(name, given, batch.length))),
      (error: unknown) => done(all(`the sink ${name} threw: ${reasonOf(error)}`)),
    );
  });
}

/** A sink may throw before it gives a promise. */
const asked = async (sink: Sink, batch: readonly TelemetryEvent[], signal: AbortSignal): Promise<unknown> =>
  sink.deliver(batch, signal);

const misfit = (name: string, outcomes: unknown, expected: number): string => {
  const count = countOf(outcomes);
  return count === null || count === expected
    ? `the sink ${name} gave something that is no list of outcomes`
    : `the sink ${name} gave ${many(count, 'outcome')} for ${many(expected, 'event')}`;
};

/** Length of an array; `null` for anything else. */
function countOf(outcomes: unknown): number | null {
  try {
    return Array.isArray(outcomes) ? outcomes.length : null;
  } catch {
    return null;
  }
}
