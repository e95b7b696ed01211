import assert from 'node:assert/strict';
import { sampleEvent } from '../samples.ts';
import { receivedBy, wellFormed } from './checks.ts';
import type { SinkSupports, SinkTest } from './part.ts';

/** What a sink does while all is well. */
export function deliversPart(test: SinkTest, supports: SinkSupports): void {
  test('gives one outcome for each event, and accepts what the receiver takes', async ({ deliver }) => {
    const outcomes = await deliver([1, 2, 3].map(sampleEvent));
    wellFormed(outcomes, 3);
    assert.deepEqual(
      outcomes.map(({ status }) => status),
      ['accepted', 'accepted', 'accepted'],
    );
  });
  test('gives no outcome for an empty batch', async ({ deliver }) => {
    assert.deepEqual(await deliver([]), []);
  });
  test('leaves the batch as it is', async ({ deliver }) => {
    const batch = deepFrozen([1, 2].map(sampleEvent));
    wellFormed(await deliver(batch), 2);
    assert.deepEqual(batch, [1, 2].map(sampleEvent));
  });
  test('takes the largest batch that it says it takes', async ({ sink, deliver }) => {
    const { events, bytes } = sink.limits ?? { events: 500, bytes: 1024 * 1024 };
    const size = Buffer.byteLength(JSON.stringify(sampleEvent(1)));
    const count = Math.max(1, Math.min(events, Math.floor(bytes / size)));
    const outcomes = await deliver(Array.from({ length: count }, (_, number) => sampleEvent(number)));
    wellFormed(outcomes, count);
    assert.ok(
      outcomes.every(({ status }) => status === 'accepted'),
      'not all of the largest batch was accepted',
    );
  });
  test('delivers again when it is asked again', async ({ deliver }) => {
    for (const number of [1, 2, 2]) {
      const outcomes = await deliver([sampleEvent(number)]);
      assert.deepEqual(
        outcomes.map(({ status }) => status),
        ['accepted'],
      );
    }
  });
  if (supports.received) {
    test('says accepted of what the receiver has, under the uuid that it was given', async (tried) => {
      const before = (await receivedBy(tried)).length;
      await tried.deliver([1, 2, 3].map(sampleEvent));
      await tried.deliver([3].map(sampleEvent));
      const arrived = (await receivedBy(tried)).slice(before);
      assert.deepEqual(arrived.toSorted(), [1, 2, 3, 3].map((number) => sampleEvent(number).uuid).toSorted());
    });
  }
}

function deepFrozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) deepFrozen(part);
  return Object.freeze(value);
}
