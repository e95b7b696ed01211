import assert from 'node:assert/strict';
import type { Outcome } from '../../delivery/sink.ts';
import type { TelemetryEvent } from '../../pipeline/telemetry-event.ts';
import type { SinkPlace, SinkSupports, TriedSink } from './part.ts';

/** One outcome for each event, and each is one. */
export function wellFormed(outcomes: readonly Outcome[], count: number): void {
  assert.equal(outcomes.length, count, 'there must be one outcome for each event');
  for (const outcome of outcomes) {
    assert.ok(['accepted', 'retry', 'rejected'].includes(outcome.status), `${outcome.status} is no outcome`);
    if (outcome.status === 'accepted') assert.equal(typeof (outcome.receipt ?? ''), 'string', 'a receipt is a text');
    if (outcome.status !== 'accepted') assert.match(outcome.why, /\S/, `${outcome.status} must say why`);
    if (outcome.status === 'retry' && outcome.afterMillis !== undefined) {
      assert.ok(
        Number.isFinite(outcome.afterMillis) && outcome.afterMillis >= 0,
        'afterMillis must be a number from 0',
      );
    }
  }
}

/** Nothing was said to be accepted that the receiver does not have. */
export async function acceptedArrived(
  tried: TriedSink,
  supports: SinkSupports,
  batch: readonly TelemetryEvent[],
  outcomes: readonly Outcome[],
): Promise<void> {
  if (!supports.received) return;
  const arrived = new Set(await receivedBy(tried));
  for (const [index, { uuid }] of batch.entries()) {
    if (outcomes[index]?.status === 'accepted')
      assert.ok(arrived.has(uuid), 'what did not arrive was said to be accepted');
  }
}

/** What the receiver has. */
export const receivedBy = async ({ received }: SinkPlace): Promise<readonly string[]> => need(received, 'received')();

/** What the factory owes, because it says that it supports it. */
export function need<T>(part: T | undefined, name: string): T {
  assert.ok(part !== undefined, `the factory says that it supports this, and must give \`${name}\``);
  return part;
}
