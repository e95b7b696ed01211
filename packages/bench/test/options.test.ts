import { describe, expect, it } from 'vitest';
import { parseOptions } from '../src/options.ts';

describe('the command line', () => {
  it('runs everything five times unless told otherwise', () => {
    expect(parseOptions([])).toEqual({
      only: new Set(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i']),
      runs: 5,
      quick: false,
      json: null,
    });
  });

  it('takes some of the benchmarks, and a number of runs', () => {
    const { only, runs } = parseOptions(['--only', 'b,d', '--runs', '9']);
    expect([...only]).toEqual(['b', 'd']);
    expect(runs).toBe(9);
  });

  it('runs once when it is to be quick', () => {
    expect(parseOptions(['--quick']).runs).toBe(1);
  });

  it.each([['--only', 'x'], ['--runs', '0'], ['--runs', 'many'], ['--fast']])('refuses %s %s', (...args) => {
    expect(() => parseOptions(args)).toThrow();
  });
});
