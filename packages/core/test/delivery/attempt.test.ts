import { describe, expect, it } from 'vitest';
import { attempt, deliveryMillis } from '../../src/delivery/attempt.ts';
import type { Outcome, Sink } from '../../src/delivery/sink.ts';
import type { TelemetryEvent } from '../../src/pipeline/telemetry-event.ts';
import type { Clock } from '../../src/surroundings/clock.ts';

const event: TelemetryEvent = { uuid: 'u', name: 'n', timestamp: 't', distinctId: 'd', properties: {} };

const sinkThat = (deliver: Sink['deliver']): Sink => ({
  name: 'test',
  receiver: { company: 'a test', url: null, region: null },
  deliver,
  close: async () => {},
});

/** A clock whose timers fire when told. */
const clockInHand = () => {
  const timers = new Map<() => void, number>();
  const clock: Clock = {
    now: () => 0,
    after: (millis, action) => {
      timers.set(action, millis);
      return () => timers.delete(action);
    },
  };
  return { clock, timers, fire: () => timers.forEach((_, action) => action()) };
};

const never = new AbortController().signal;

describe('one call of a sink', () => {
  it.each<[string, Sink['deliver'], RegExp]>([
    [
      'throws',
      () => {
        throw new Error('broken');
      },
      /threw: broken/,
    ],
    ['rejects', async () => Promise.reject(new Error('broken')), /threw: broken/],
    ['rejects with nothing', async () => Promise.reject(undefined), /threw: undefined/],
    ['gives too few outcomes', async () => [{ status: 'accepted' }], /gave 1 outcome for 2 events/],
    ['gives too many outcomes', async () => [1, 2, 3].map((): Outcome => ({ status: 'accepted' })), /gave 3 outcomes/],
    ['gives no list', async () => JSON.parse('null'), /no list of outcomes/],
    [
      'gives unknown outcomes',
      async () => JSON.parse('[{"status":"ok"},{"status":"accepted"}]'),
      /no list of outcomes/,
    ],
  ])('keeps all events when the sink %s', async (_, deliver, why) => {
    const { clock, timers } = clockInHand();
    const outcomes = await attempt(sinkThat(deliver), [event, event], { clock, stop: never });
    expect(outcomes).toHaveLength(2);
    for (const outcome of outcomes) expect(outcome).toMatchObject({ status: 'retry', why: expect.stringMatching(why) });
    expect(timers.size).toBe(0);
  });

  it('gives up on a sink that never answers, and tells it so', async () => {
    const { clock, timers, fire } = clockInHand();
    let signal: AbortSignal | undefined;
    const hanging = sinkThat((_, given) => {
      signal = given;
      return new Promise(() => {});
    });
    const outcomes = attempt(hanging, [event], { clock, stop: never });
    expect([...timers.values()]).toEqual([deliveryMillis]);
    fire();
    expect(await outcomes).toEqual([{ status: 'retry', why: 'no answer within 30 s' }]);
    expect(signal?.aborted).toBe(true);
  });

  it('ends at once when delivery is stopped, before and while the sink works', async () => {
    const stop = new AbortController();
    const { clock } = clockInHand();
    const hanging = sinkThat(() => new Promise(() => {}));
    const outcomes = attempt(hanging, [event], { clock, stop: stop.signal });
    stop.abort();
    expect(await outcomes).toEqual([{ status: 'retry', why: 'stopped while delivering' }]);
    expect(await attempt(hanging, [event], { clock, stop: stop.signal })).toEqual([
      { status: 'retry', why: 'stopped while delivering' },
    ]);
  });

  it('gives what the sink gives', async () => {
    const { clock } = clockInHand();
    const given: Outcome[] = [{ status: 'accepted', receipt: 'r' }];
    expect(
      await attempt(
        sinkThat(async () => given),
        [event],
        { clock, stop: never },
      ),
    ).toEqual(given);
  });
});
