import { describe, expect, it } from 'vitest';
import { earlyBuffer } from '../../src/lifecycle/early-buffer.ts';

describe('earlyBuffer', () => {
  it('gives what was recorded in its order, and what was counted summed up by name, and is empty then', () => {
    const buffer = earlyBuffer();
    buffer.add({ name: 'boiled', properties: { litres: 1 }, at: 1 });
    buffer.count('filled', 2);
    buffer.add({ name: 'boiled', properties: { litres: 2 }, at: 2 });
    buffer.count('emptied', 1);
    buffer.count('filled', 3);
    expect(buffer.take()).toEqual({
      early: [
        { name: 'boiled', properties: { litres: 1 }, at: 1 },
        { name: 'boiled', properties: { litres: 2 }, at: 2 },
      ],
      counted: [
        { name: 'filled', by: 5 },
        { name: 'emptied', by: 1 },
      ],
      dropped: 0,
    });
    expect(buffer.take()).toEqual({ early: [], counted: [], dropped: 0 });
  });

  it('counts on although it is full of events, and holds a bounded number of names', () => {
    const buffer = earlyBuffer();
    for (let number = 0; number < 1005; number += 1) buffer.add({ name: 'boiled', properties: {}, at: number });
    buffer.count('filled', 1);
    for (let number = 0; number < 1005; number += 1) buffer.count(`no such ${number}`, 1);
    buffer.count('filled', 1);
    const { early, counted, dropped } = buffer.take();
    expect([early.length, counted.length, dropped]).toEqual([1000, 1000, 11]);
    expect(counted[0]).toEqual({ name: 'filled', by: 2 });
  });
});
