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

const retry = (more: { afterMillis?: number; fault?: 'configuration' } = {}): Outcome => ({
  status: 'retry',
  why: '503',
  ...more,
});

describe('the back-off', () => {
  it('lies between nothing and a bound that doubles from a second to an hour', () => {
    const bounds = [1, 2, 3, 4, 12, 13, 50].map((failures) => Math.round(backoffMillis(failures, most) / second));
    expect(bounds).toEqual([1, 2, 4, 8, 2048, 3600, 3600]);
    expect(backoffMillis(50, least)).toBe(0);
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

  it('waits as long as the receiver asks, and no longer than a day', () => {
    expect(after(healthy, retry({ afterMillis: 2 * hour })).notBefore).toBe(now + 2 * hour);
    expect(after(healthy, retry({ afterMillis: 2 * hour })).askedToWaitUntil).toBe(now + 2 * hour);
    expect(after(healthy, retry({ afterMillis: 90 * day })).notBefore).toBe(now + day);
    expect(after(healthy, retry()).askedToWaitUntil).toBe(0);
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
