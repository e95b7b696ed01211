import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextSlotAfter, slotAt } from '../../src/identity/slot.ts';

const hour = 3600 * 1000;
/** Ten thousand years either way. */
const clocks = fc.integer({ min: -315_360_000_000_000, max: 315_360_000_000_000 });
const periods = fc.integer({ min: 1, max: 366 * 24 * hour });
const schedules = periods.chain((period) => fc.tuple(fc.integer({ min: 0, max: period - 1 }), fc.constant(period)));

describe('a slot', () => {
  it('starts at the phase after each multiple of the period', () => {
    const day = Date.UTC(2026, 0, 1);
    expect(slotAt(day + 5 * hour, 2 * hour, 12 * hour)).toBe(day + 2 * hour);
    expect(slotAt(day + 2 * hour, 2 * hour, 12 * hour)).toBe(day + 2 * hour);
    expect(slotAt(day + 2 * hour - 1, 2 * hour, 12 * hour)).toBe(day - 10 * hour);
    expect(nextSlotAfter(day + 2 * hour, 2 * hour, 12 * hour)).toBe(day + 14 * hour);
  });

  it('holds its time, and the next one begins where it ends, before 1970 too', () => {
    fc.assert(
      fc.property(clocks, schedules, (now, [phase, period]) => {
        const start = slotAt(now, phase, period);
        const next = nextSlotAfter(now, phase, period);
        expect(start).toBeLessThanOrEqual(now);
        expect(next).toBeGreaterThan(now);
        expect(next - start).toBe(period);
        expect(slotAt(start, phase, period)).toBe(start);
        expect(slotAt(next - 1, phase, period)).toBe(start);
        expect(slotAt(next, phase, period)).toBe(next);
      }),
    );
  });

  it('is at the phase within the period', () => {
    fc.assert(
      fc.property(clocks, schedules, (now, [phase, period]) => {
        const within = (slotAt(now, phase, period) - phase) % period;
        expect(Math.abs(within)).toBe(0);
      }),
    );
  });

  it('has at least a millisecond, however short the period', () => {
    fc.assert(
      fc.property(clocks, fc.double({ min: 0, max: 3, noNaN: true }), (now, period) => {
        expect(slotAt(now, 0, period)).toBeLessThanOrEqual(now);
        expect(nextSlotAfter(now, 0, period)).toBeGreaterThan(now);
      }),
    );
  });
});
