import { describe, expect, it } from 'vitest';
import { tallies } from '../../src/store/tallies.ts';

describe('tallies', () => {
  it('add up by name and by the report that tells them, and begin again when they are taken', () => {
    const counted = tallies();
    counted.add('filled', 'report', 1);
    counted.add('filled', 'report', 2);
    counted.add('emptied', 'report', 4);
    counted.add('filled', 'report/worker', 8);
    expect(counted.size).toBe(3);
    expect(counted.take()).toEqual([
      { name: 'filled', scope: 'report', by: 3 },
      { name: 'emptied', scope: 'report', by: 4 },
      { name: 'filled', scope: 'report/worker', by: 8 },
    ]);
    expect([counted.size, counted.take()]).toEqual([0, []]);
    counted.add('filled', 'report', 1);
    expect(counted.take()).toEqual([{ name: 'filled', scope: 'report', by: 1 }]);
  });
});
