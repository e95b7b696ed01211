import { describe, expect, it } from 'vitest';
import { judge, type Target } from '../src/verdict.ts';

const judged = (figures: readonly number[], target: Target | null) => {
  const { floorMet, aimMet } = judge({ what: 'a claim', figures, unit: '×', target });
  return { floorMet, aimMet };
};

describe('a claim', () => {
  it('is judged by its median: one good run or one bad run changes nothing', () => {
    expect(judged([0.1, 2, 2], { floor: 1, aim: 0.5, better: 'lower' })).toEqual({ floorMet: false, aimMet: false });
    expect(judged([0.4, 0.4, 9], { floor: 1, aim: 0.5, better: 'lower' })).toEqual({ floorMet: true, aimMet: true });
  });

  it('may meet its floor and miss its aim', () => {
    expect(judged([0.7], { floor: 1, aim: 0.5, better: 'lower' })).toEqual({ floorMet: true, aimMet: false });
    expect(judged([0.95], { floor: 0.9, aim: 1, better: 'higher' })).toEqual({ floorMet: true, aimMet: false });
  });

  it('meets a limit that it reaches exactly', () => {
    expect(judged([1], { floor: 1, better: 'lower' }).floorMet).toBe(true);
    expect(judged([1], { floor: 1, better: 'higher' }).floorMet).toBe(true);
  });

  it('is neither met nor missed where there is no target', () => {
    expect(judged([1], null)).toEqual({ floorMet: null, aimMet: null });
    expect(judged([1], { floor: 1, better: 'lower' }).aimMet).toBeNull();
  });

  it('whose figures are no numbers meets nothing', () => {
    expect(judged([Number.NaN], { floor: 1, aim: 0.5, better: 'lower' })).toEqual({ floorMet: false, aimMet: false });
  });
});
