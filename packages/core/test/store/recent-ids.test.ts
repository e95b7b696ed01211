import { describe, expect, it } from 'vitest';
import { recentIds } from '../../src/store/recent-ids.ts';

describe('recentIds', () => {
  it('knows the last ten thousand, and forgets those before', () => {
    const recent = recentIds();
    for (let number = 0; number < 10_005; number += 1) recent.add(String(number));
    expect([0, 4, 5, 10_004].map((number) => recent.has(String(number)))).toEqual([false, false, true, true]);
  });

  it('knows none that was never there, and none after it was cleared', () => {
    const recent = recentIds();
    recent.add('one');
    expect([recent.has('one'), recent.has('other')]).toEqual([true, false]);
    recent.clear();
    expect(recent.has('one')).toBe(false);
  });
});
