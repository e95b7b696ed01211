import { brief } from '../facts/shown.ts';
import type { TelemetryEvent } from '../pipeline/telemetry-event.ts';
import type { Random } from '../surroundings/random.ts';
import type { Outcome } from './sink.ts';

/** What became of a batch. */
export interface BatchResult {
  /** One for each event, in order. `rejected` is final. */
  readonly outcomes: readonly Outcome[];
  /** True when the receiver refused whatever it was sent: nothing can be said of any one event. */
  readonly refusedAll: boolean;
}

/**
 * Delivers a batch, and where the receiver refuses it, finds the events that it refuses alone by splitting in two.
 * An event is rejected only when another of its batch was accepted. As long as none was, at most
 * `2 log2(size) + 2` deliveries are made: a gateway that refuses everything is not flooded, and loses nothing.
 * Which half goes first is drawn by lot, so that many refused events in one place cannot hide the others for ever.
 */
export async function deliverSplitting(
  batch: readonly TelemetryEvent[],
  deliver: (part: readonly TelemetryEvent[]) => Promise<readonly Outcome[]>,
  random: Random,
): Promise<BatchResult> {
  const outcomes: (Outcome | undefined)[] = batch.map(() => undefined);
  const parts = [{ start: 0, end: batch.length }];
  const mostRefusals = 2 * Math.ceil(Math.log2(Math.max(2, batch.length))) + 2;
  let refusals = 0;
  let accepted = false;
  let stopped: Outcome | undefined;
  let refusal = '';

  for (let part = parts.pop(); part !== undefined; part = parts.pop()) {
    const { start, end } = part;
    const answers = await deliver(batch.slice(start, end));
    accepted ||= answers.some(({ status }) => status === 'accepted');
    stopped = answers.find(({ status }) => status === 'retry');
    const refused = answers.every(({ status }) => status === 'rejected');
    if (refused && end - start > 1) {
      const middle = start + Math.ceil((end - start) / 2);
      const halves = [
        { start: middle, end },
        { start, end: middle },
      ];
      parts.push(...(isHeads(random) ? halves : halves.reverse()));
    } else {
      answers.forEach((answer, index) => (outcomes[start + index] = answer));
    }
    refusals += refused ? 1 : 0;
    refusal = answers.find((answer) => answer.status === 'rejected')?.why ?? refusal;
    if (stopped !== undefined || (!accepted && refusals >= mostRefusals)) break;
  }

  const refusedAll = refusals > 0 && !accepted && stopped === undefined;
  // What was not tried waits for the next time, and a refusal counts only beside an acceptance. A failure goes before a
  // refusal, for it may say when to come again.
  const undecided: Outcome = stopped ?? {
    status: 'retry',
    why: brief(`refused, and nothing else was accepted: ${refusal}`),
  };
  const isFinal = (outcome: Outcome): boolean => outcome.status !== 'rejected' || accepted;
  return {
    outcomes: outcomes.map((outcome) => (outcome !== undefined && isFinal(outcome) ? outcome : undecided)),
    refusedAll,
  };
}

const isHeads = (random: Random): boolean => ((random(1)[0] ?? 0) & 1) === 1;
