import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../src/delivery/sink.ts';
import { deliverSplitting } from '../../src/delivery/split.ts';
import type { TelemetryEvent } from '../../src/pipeline/telemetry-event.ts';
import type { Random } from '../../src/surroundings/random.ts';

const events = (count: number): TelemetryEvent[] =>
  Array.from({ length: count }, (_, index) => ({
    uuid: `event-${index}`,
    name: 'flowCreated',
    timestamp: '2026-01-01T00:00:00.000Z',
    distinctId: 'someone',
    properties: {},
  }));

/** Refuses a batch as a whole when one of these is in it, as receivers do. */
const refusing = (poison: ReadonlySet<string>) => {
  const deliveries: number[] = [];
  const deliver = async (part: readonly TelemetryEvent[]): Promise<readonly Outcome[]> => {
    deliveries.push(part.length);
    const refused = part.some(({ uuid }) => poison.has(uuid));
    return part.map(() => (refused ? { status: 'rejected', why: '400' } : { status: 'accepted' }));
  };
  return { deliver, deliveries };
};

/** Lots drawn from a seed. */
const drawn = (seed: number): Random => {
  let state = seed;
  return (count) => new Uint8Array(count).map(() => (state = (state * 1103515245 + 12345) % 2 ** 31) >>> 16);
};
const random = drawn(1);
const lastHalfFirst: Random = (count) => new Uint8Array(count);

const statuses = (outcomes: readonly Outcome[]): string[] => outcomes.map(({ status }) => status);

describe('splitting a refused batch', () => {
  it('takes one delivery when nothing is refused', async () => {
    const { deliver, deliveries } = refusing(new Set());
    const { outcomes, refusedAll } = await deliverSplitting(events(1000), deliver, random);
    expect(deliveries).toEqual([1000]);
    expect(refusedAll).toBe(false);
    expect(new Set(statuses(outcomes))).toEqual(new Set(['accepted']));
  });

  it('rejects exactly the poison events and delivers all others, wherever they stand', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 2, max: 200 }),
        fc.array(fc.nat(199), { maxLength: 3 }),
        fc.nat(),
        async (count, picks, seed) => {
          const poison = new Set(picks.filter((pick) => pick < count).map((pick) => `event-${pick}`));
          fc.pre(poison.size < count);
          const { deliver } = refusing(poison);
          const { outcomes, refusedAll } = await deliverSplitting(events(count), deliver, drawn(seed));
          // With nothing but poison ahead of what is sound, the search may give up before its first acceptance.
          fc.pre(!refusedAll);
          expect(statuses(outcomes)).toEqual(
            events(count).map(({ uuid }) => (poison.has(uuid) ? 'rejected' : 'accepted')),
          );
        },
      ),
    );
  });

  it.each([0, 499, 500, 999])('rejects alone the one poison event of a thousand at %i', async (place) => {
    const { deliver, deliveries } = refusing(new Set([`event-${place}`]));
    const { outcomes } = await deliverSplitting(events(1000), deliver, random);
    expect(statuses(outcomes).filter((status) => status === 'accepted')).toHaveLength(999);
    expect(outcomes[place]).toEqual({ status: 'rejected', why: '400' });
    expect(deliveries.length).toBeLessThanOrEqual(21);
  });

  it('rejects nothing, after a few deliveries, when the receiver refuses everything', async () => {
    const { deliver, deliveries } = refusing(new Set(events(1000).map(({ uuid }) => uuid)));
    const { outcomes, refusedAll } = await deliverSplitting(events(1000), deliver, random);
    expect(refusedAll).toBe(true);
    expect(new Set(statuses(outcomes))).toEqual(new Set(['retry']));
    expect(deliveries.length).toBeLessThanOrEqual(22);
  });

  it('gets past many refused events within a few tries, wherever they stand', async () => {
    const poison = new Set(events(1000).flatMap(({ uuid }, place) => (place < 200 || place >= 800 ? [uuid] : [])));
    for (let seed = 1, arrived = 0; arrived < 600; seed += 1) {
      expect(seed).toBeLessThan(50);
      const { outcomes } = await deliverSplitting(events(1000), refusing(poison).deliver, drawn(seed * 7919));
      arrived = statuses(outcomes).filter((status) => status === 'accepted').length;
    }
  });

  it('stops at the first failure and keeps what it had not tried', async () => {
    let calls = 0;
    const { outcomes, refusedAll } = await deliverSplitting(
      events(4),
      async (part) => {
        calls += 1;
        if (calls === 1) return part.map(() => ({ status: 'rejected', why: '400' }));
        if (calls === 2) return part.map(() => ({ status: 'accepted' }));
        return part.map(() => ({ status: 'retry', why: '503' }));
      },
      lastHalfFirst,
    );
    expect(refusedAll).toBe(false);
    expect(statuses(outcomes)).toEqual(['retry', 'retry', 'accepted', 'accepted']);
  });

  it('does not reject what was refused before the receiver failed, when nothing was accepted', async () => {
    let calls = 0;
    const { outcomes } = await deliverSplitting(
      events(2),
      async (part) => {
        calls += 1;
        return part.map(() => (calls < 3 ? { status: 'rejected', why: '400' } : { status: 'retry', why: '503' }));
      },
      lastHalfFirst,
    );
    expect(statuses(outcomes)).toEqual(['retry', 'retry']);
  });

  it('says of each event what the receiver said, also of those that it gave up to try', async () => {
    const { deliver } = refusing(new Set(events(1000).map(({ uuid }) => uuid)));
    const { outcomes } = await deliverSplitting(events(1000), deliver, random);
    const why = 'refused, and nothing else was accepted: 400';
    expect(outcomes).toEqual(events(1000).map(() => ({ status: 'retry', why })));
  });

  it('says of all when to come again, where the receiver named a time after refusals', async () => {
    let calls = 0;
    const later: Outcome = { status: 'retry', why: '429', afterMillis: 60_000 };
    const { outcomes } = await deliverSplitting(
      events(2),
      async (part) => {
        calls += 1;
        return part.map(() => (calls < 3 ? { status: 'rejected', why: '400' } : later));
      },
      lastHalfFirst,
    );
    expect(outcomes).toEqual([later, later]);
  });

  it('believes a sink that answers for each event', async () => {
    const { outcomes } = await deliverSplitting(
      events(3),
      async () => [
        { status: 'accepted', receipt: 'r' },
        { status: 'rejected', why: 'too old' },
        { status: 'retry', why: 'busy' },
      ],
      random,
    );
    expect(statuses(outcomes)).toEqual(['accepted', 'rejected', 'retry']);
  });
});
