import { describe, expect, it } from 'vitest';
import { nextHealth } from '../../src/delivery/next-health.ts';
import type { Outcome } from '../../src/delivery/sink.ts';
import { healthy, type SinkHealth } from '../../src/store/store.ts';
import { seededRandom } from '../../src/testing/index.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
/** How many installations there are, each of which reports once in a period, at a time of its own. */
const installations = 10_000;
const periodMillis = 12 * hour;
const epoch = Date.UTC(2026, 0, 1);

const random = seededRandom(2026);
const draw = (bound: number): number => {
  const [a = 0, b = 0, c = 0] = random(3);
  return (bound * ((a << 16) | (b << 8) | c)) / 2 ** 24;
};

const failed = (before: SinkHealth, now: number, more: Partial<Outcome & { status: 'retry' }> = {}): SinkHealth => {
  const outcome: Outcome = { status: 'retry', why: '503', ...more };
  const context = { now, random, periodMillis, nextSlotAt: (at: number) => at + draw(periodMillis) };
  return nextHealth(before, { outcomes: [outcome], refusedAll: false }, context);
};

/** Most of these times that lie within one stretch of such a length. */
function busiest(times: readonly number[], millis: number): number {
  const counts = new Map<number, number>();
  for (const time of times) {
    const at = Math.floor(time / millis);
    counts.set(at, (counts.get(at) ?? 0) + 1);
  }
  return Math.max(...counts.values());
}

/** How many report within a minute while all is well. */
const normalMinute = installations / (periodMillis / minute);
const everyone = Array.from({ length: installations }, (_, index) => index);

describe('a fleet', () => {
  it.each([
    ['an hour', hour, 1],
    ['six hours', 6 * hour, 1],
    ['a minute and a half', 90 * second, 60],
  ])('that is told one date at once, %s away, comes back over as long a time', (_what, wait, share) => {
    const told = everyone.slice(0, installations / share);
    const date = epoch + wait;
    const back = told.map(() => failed(healthy, epoch, { afterMillis: wait, byDate: true }).notBefore);
    expect(back.every((time) => time >= date && time <= date + Math.min(wait, periodMillis / 4))).toBe(true);
    // All at once they were 720 normal minutes in one second.
    const spreadMinutes = Math.min(wait, periodMillis / 4) / minute;
    expect(busiest(back, minute)).toBeLessThan((1.3 * told.length) / spreadMinutes + 10);
    expect(busiest(back, second)).toBeLessThan((4 * told.length) / (60 * spreadMinutes) + 10);
  });

  it('that asks all through an hour, and is told the same date, never comes back faster than ten times the normal', () => {
    const date = epoch + hour;
    const calls = everyone.map(() => epoch + draw(periodMillis)).filter((at) => at < date);
    const back = calls.map((at) => failed(healthy, at, { afterMillis: date - at, byDate: true }).notBefore);
    expect(busiest(back, minute) / normalMinute).toBeLessThan(10);
  });

  it('that is told the same seconds comes back as it called, and no two together that did not', () => {
    const [soon = 0, late = 0] = [30 * second, 2 * hour].map(
      (afterMillis) => new Set(everyone.map(() => failed(healthy, epoch, { afterMillis }).askedToWaitUntil)).size,
    );
    expect(soon).toBe(1);
    expect(late).toBeGreaterThan(installations / 2);
  });

  it.each([
    ['three hours', 3, 15],
    ['a day', 24, 12],
    ['three days', 72, 12],
  ])('comes back from an outage of %s in no minute more than some times the normal', (_what, hours, times) => {
    const end = epoch + hours * hour;
    // Each notices with its first report after the outage began, and some come only when it is over.
    const back = everyone.map(() => {
      let at = epoch + draw(periodMillis);
      for (let health = healthy; at < end; at = health.notBefore) health = failed(health, at);
      return at;
    });
    expect(busiest(back, minute) / normalMinute).toBeLessThan(times);
  });

  it('tries no more often than every 100 ms, whatever the lot', () => {
    const pauses = everyone.map(() => failed(healthy, epoch).notBefore - epoch);
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(100);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(second);
  });
});
