import { describe, expect, it } from 'vitest';
import { recentVerdicts } from '../../../src/pipeline/guard/recent-verdicts.ts';

describe('recentVerdicts', () => {
  it('remembers the last so many, and no more than twice as many', () => {
    const verdicts = recentVerdicts(10);
    for (let count = 0; count < 1000; count += 1) verdicts.set(`text ${count}`, [`verdict ${count}`]);
    const kept = Array.from({ length: 1000 }, (_, count) => count).filter(
      (count) => verdicts.get(`text ${count}`) !== undefined,
    );
    expect(kept.length).toBeGreaterThanOrEqual(10);
    expect(kept.length).toBeLessThanOrEqual(20);
    expect(kept.at(-1)).toBe(999);
  });

  it('remembers what is asked for again and again', () => {
    const verdicts = recentVerdicts(10);
    verdicts.set('version', ['one']);
    for (let count = 0; count < 1000; count += 1) {
      verdicts.set(`text ${count}`, []);
      expect(verdicts.get('version')).toEqual(['one']);
    }
  });
});
