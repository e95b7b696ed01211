import assert from 'node:assert/strict';
import { sampleEvent } from '../samples.ts';
import { acceptedArrived, need, wellFormed } from './checks.ts';
import type { SinkSupports, SinkTest } from './part.ts';

/** What a sink does when it is aborted, or its receiver fails or hangs. */
export function troublePart(test: SinkTest, supports: SinkSupports): void {
  test('accepts nothing when it is aborted before it begins, but what arrived', async (tried) => {
    const outcomes = await tried.deliver([1, 2].map(sampleEvent), AbortSignal.abort());
    wellFormed(outcomes, 2);
    await acceptedArrived(tried, supports, [1, 2].map(sampleEvent), outcomes);
  });
  if (supports.failing) {
    test('accepts nothing of a receiver that fails, and says why', async ({ deliver, fail }) => {
      await need(fail, 'fail')();
      const outcomes = await deliver([1, 2].map(sampleEvent));
      wellFormed(outcomes, 2);
      assert.ok(
        outcomes.every(({ status }) => status !== 'accepted'),
        'a receiver that failed was said to have accepted',
      );
    });
  }
  if (supports.hanging) {
    test('resolves soon after it is aborted, and accepts nothing of a receiver that never answers', async ({
      deliver,
      hang,
    }) => {
      await need(hang, 'hang')();
      const controller = new AbortController();
      const delivery = deliver([1, 2].map(sampleEvent), controller.signal);
      controller.abort(new Error('no answer in time'));
      const outcomes = await delivery;
      wellFormed(outcomes, 2);
      assert.ok(
        outcomes.every(({ status }) => status === 'retry'),
        'a receiver that never answered was said to have answered',
      );
    });
  }
}

/** What a sink does after it was closed. */
export function closedPart(test: SinkTest, supports: SinkSupports): void {
  test('settles a delivery, and accepts only what arrived', async (tried) => {
    const batch = [1, 2].map(sampleEvent);
    const outcomes = await tried.deliver(batch).catch((error: unknown) => {
      assert.ok(error instanceof Error && error.name !== 'AssertionError', 'a delivery after close did not end');
      return null;
    });
    if (outcomes === null) return;
    wellFormed(outcomes, 2);
    await acceptedArrived(tried, supports, batch, outcomes);
  });
}
