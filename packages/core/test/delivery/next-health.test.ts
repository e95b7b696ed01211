import { describe, expect, it } from 'vitest';
import { backoffMillis } from '../../src/delivery/backoff.ts';
import { nextHealth } from '../../src/delivery/next-health.ts';
import type { Outcome } from '../../src/delivery/sink.ts';
import { healthy, type SinkHealth } from '../../src/store/store.ts';

const second = 1000;
const hour = 3600 * second;
const day = 24 * hour;
const now = Date.UTC(2026, 0, 1);
const most = (count: number): Uint8Array => new Uint8Array(count).fill(255);
const least = (count: number): Uint8Array => new Uint8Array(count);
const nextSlotAt = (): number => now + 8 * day;

const after = (before: SinkHealth, outcome: Outcome, options: { at?: number; refusedAll?: boolean } = {}): SinkHealth =>
  nextHealth(
    before,
    { outcomes: [outcome], refusedAll: options.refusedAll ?? false },
    { now: options.at ?? now, random: most, nextSlotAt },
  );

const retry = (more: { afterMillis?: number; byDate?: boolean; fault?: 'configuration' } = {}): Outcome => ({
  status: 'retry',
  why: '503',
  ...more,
});

describe('the back-off', () => {
  it('lies between 100 ms and a bound that doubles from a second to an hour', () => {
    const bounds = [1, 2, 3, 4, 12, 13, 50].map((failures) => Math.round(backoffMillis(failures, most) / second));
    expect(bounds).toEqual([1, 2, 4, 8, 2048, 3600, 3600]);
    expect([1, 2, 50].map((failures) => backoffMillis(failures, least))).toEqual([100, 100, 100]);
  });

  it('uses all of the range', () => {
    const half = (count: number): Uint8Array => new Uint8Array(count).map((_, index) => (index === 0 ? 128 : 0));
    expect(backoffMillis(13, half)).toBe(hour / 2);
  });
});

describe('the health of a sink', () => {
  it('is well after an acceptance, and forgets the outage', () => {
    const before: SinkHealth = { ...healthy, state: 'failing', failingSince: now - hour, failures: 7, notBefore: now };
    expect(after(before, { status: 'accepted' })).toEqual({
      ...healthy,
      lastAnswer: 'accepted',
      lastAnswerAt: now,
    });
  });

  it('waits longer with each failure and remembers when the outage began', () => {
    const first = after(healthy, retry());
    expect(first).toMatchObject({ state: 'failing', failures: 1, failingSince: now, lastAnswer: '503' });
    const later = after(first, retry(), { at: now + hour });
    expect(later).toMatchObject({ failures: 2, failingSince: now });
    expect(later.notBefore - (now + hour)).toBeGreaterThan(first.notBefore - now);
  });

  it('waits as long as the receiver asks, and a day at most, before what is added by lot', () => {
    for (const [afterMillis, asked] of [
      [2 * hour, 2 * hour],
      [90 * day, day],
      [Number.POSITIVE_INFINITY, day],
    ] as const) {
      const soonest = nextHealth(
        healthy,
        { outcomes: [retry({ afterMillis })], refusedAll: false },
        { now, random: least, nextSlotAt, periodMillis: day },
      );
      expect(soonest).toMatchObject({ notBefore: now + asked, askedToWaitUntil: now + asked });
    }
    expect(after(healthy, retry()).askedToWaitUntil).toBe(0);
  });

  it.each([
    ['seconds up to a minute', { afterMillis: 60 * second }, 0],
    ['more seconds', { afterMillis: 61 * second }, 61 * second],
    ['a date within the minute', { afterMillis: 5 * second, byDate: true }, 5 * second],
    ['a date', { afterMillis: 2 * hour, byDate: true }, 2 * hour],
    ['a date that is further than a quarter of the period', { afterMillis: 9 * hour, byDate: true }, 3 * hour],
    ['a date that is further than a day', { afterMillis: 90 * day, byDate: true }, 3 * hour],
  ])('adds to %s, by lot, as much again, and a quarter of the period at most', (_, asked, spread) => {
    const latest = nextHealth(
      healthy,
      { outcomes: [retry(asked)], refusedAll: false },
      { now, random: most, nextSlotAt, periodMillis: 12 * hour },
    );
    const end = now + Math.min(asked.afterMillis, day) + Math.max(0, spread - 1);
    expect(latest).toMatchObject({ notBefore: end, askedToWaitUntil: end });
  });

  it('waits up to a quarter of the period in an outage of hours, and no longer than it has lasted', () => {
    const failing = (millis: number, failures: number): number =>
      nextHealth(
        { ...healthy, state: 'failing', failingSince: now - millis, failures },
        { outcomes: [retry()], refusedAll: false },
        { now, random: most, nextSlotAt, periodMillis: 12 * hour },
      ).notBefore - now;
    // A host that flushes all the time fails often in a short time.
    expect([0.1, 1, 2, 3, 72].map((hours) => Math.round(failing(hours * hour, 500) / hour))).toEqual([1, 1, 2, 3, 3]);
    expect(Math.round(failing(72 * hour, 3) / second)).toBe(8);
  });

  it('is tried hourly after a configuration fault, and when everything was refused', () => {
    const fault = after(healthy, retry({ fault: 'configuration' }));
    expect(fault).toMatchObject({ state: 'misconfigured', notBefore: now + hour });
    expect(after(healthy, retry(), { refusedAll: true })).toMatchObject({ notBefore: now + hour, refusals: 1 });
  });

  it('is tried once a slot after seven days without an answer', () => {
    const before: SinkHealth = { ...healthy, state: 'failing', failingSince: now - 7 * day - 1, failures: 200 };
    expect(after(before, retry()).notBefore).toBe(nextSlotAt());
    expect(after({ ...before, failingSince: now - 6 * day }, retry()).notBefore).toBeLessThanOrEqual(now + hour);
  });
});
