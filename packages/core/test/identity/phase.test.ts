import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { phaseOf } from '../../src/identity/phase.ts';

const twelveHours = 12 * 3600 * 1000;

describe('the phase of an installation', () => {
  it('is whole and within the period', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.double({ min: 0.001, max: 1e12, noNaN: true }), (id, name, period) => {
        const phase = phaseOf(id, name, period);
        expect(Number.isInteger(phase)).toBe(true);
        expect(phase).toBeGreaterThanOrEqual(0);
        expect(phase).toBeLessThan(Math.max(1, Math.round(period)));
      }),
    );
  });

  it('is the same for the same installation, name and period', () => {
    expect(phaseOf('installation', 'telemetry sent', twelveHours)).toBe(
      phaseOf('installation', 'telemetry sent', twelveHours),
    );
    // Once released it must stay: another phase would report twice in a slot.
    expect(phaseOf('installation', 'telemetry sent', twelveHours)).toBe(19_658_939);
  });

  it('differs by name, and does not confuse where one ends and the other begins', () => {
    expect(phaseOf('a', 'bc', twelveHours)).not.toBe(phaseOf('ab', 'c', twelveHours));
    expect(phaseOf('a', 'b', twelveHours)).not.toBe(phaseOf('a', 'c', twelveHours));
  });

  it('spreads installations evenly over the period', () => {
    const hours = Array.from({ length: 12 }, () => 0);
    for (let index = 0; index < 12_000; index += 1) {
      const hour = Math.floor(phaseOf(`installation-${index}`, 'telemetry sent', twelveHours) / 3_600_000);
      hours[hour] = (hours[hour] ?? 0) + 1;
    }
    // Six standard deviations of a binomial distribution of 12,000 with probability 1/12 are 182.
    for (const count of hours) expect(Math.abs(count - 1000)).toBeLessThan(182);
  });
});
