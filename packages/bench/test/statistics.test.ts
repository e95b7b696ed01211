import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pairedRatios, percentile, spreadOf } from '../src/statistics.ts';

const figures = fc.array(fc.double({ min: 0.001, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 200 });

describe('the spread of runs', () => {
  it('is the median with the least and the most', () => {
    expect(spreadOf([3, 1, 2])).toEqual({ median: 2, min: 1, max: 3, runs: 3 });
    expect(spreadOf([4, 1, 2, 3])).toEqual({ median: 2.5, min: 1, max: 4, runs: 4 });
  });

  it('does not depend on the order of the runs, and does not change them', () => {
    fc.assert(
      fc.property(figures, (runs) => {
        const before = [...runs];
        expect(spreadOf(runs.toReversed())).toEqual(spreadOf(runs));
        expect(runs).toEqual(before);
      }),
    );
  });

  it('has as many runs below its median as above', () => {
    fc.assert(
      fc.property(figures, (runs) => {
        const { median } = spreadOf(runs);
        expect(runs.filter((one) => one < median).length).toBeLessThanOrEqual(runs.length / 2);
        expect(runs.filter((one) => one > median).length).toBeLessThanOrEqual(runs.length / 2);
      }),
    );
  });

  it('is refused where nothing was measured', () => {
    expect(() => spreadOf([])).toThrow(RangeError);
    expect(() => percentile([], 0.99)).toThrow(RangeError);
  });
});

describe('a percentile', () => {
  it('sorts by number, not by text', () => {
    expect(percentile([1000, 9, 80], 0.5)).toBe(80);
  });

  it('interpolates between two figures', () => {
    expect(percentile([0, 10], 0.25)).toBe(2.5);
    expect(
      percentile(
        Array.from({ length: 101 }, (_, index) => 100 - index),
        0.99,
      ),
    ).toBe(99);
  });
});

describe('ratios of pairs', () => {
  it('hold each run against the one that came next to it', () => {
    expect(pairedRatios([1, 6, 10], [2, 3, 10])).toEqual([0.5, 2, 1]);
  });

  it('are refused where a run has no other', () => {
    expect(() => pairedRatios([1, 2], [1])).toThrow(RangeError);
  });
});
