import { describe, expect, it } from 'vitest';
import { earlyBuffer } from '../../src/lifecycle/early-buffer.ts';
import type { Recorded } from '../../src/lifecycle/recorded.ts';

const boiled = (litres: number, bytes = 1): Recorded => ({
  name: 'boiled',
  properties: { litres },
  at: litres,
  bytes,
  refused: null,
});

describe('earlyBuffer', () => {
  it('gives what was recorded in its order, and what was counted summed up by name, and is empty then', () => {
    const buffer = earlyBuffer(100);
    buffer.add(boiled(1));
    buffer.count('filled', 2);
    buffer.add(boiled(2));
    buffer.count('emptied', 1);
    buffer.count('filled', 3);
    expect(buffer.take()).toEqual({
      early: [boiled(1), boiled(2)],
      counted: [
        { name: 'filled', by: 5 },
        { name: 'emptied', by: 1 },
      ],
      dropped: 0,
    });
    expect(buffer.take()).toEqual({ early: [], counted: [], dropped: 0 });
  });

  it('counts on although it is full of events, and holds a bounded number of names', () => {
    const buffer = earlyBuffer(1_000_000);
    for (let litres = 0; litres < 1005; litres += 1) buffer.add(boiled(litres));
    buffer.count('filled', 1);
    for (let number = 0; number < 1005; number += 1) buffer.count(`no such ${number}`, 1);
    buffer.count('filled', 1);
    const { early, counted, dropped } = buffer.take();
    expect([early.length, counted.length, dropped]).toEqual([1000, 1000, 11]);
    expect(counted[0]).toEqual({ name: 'filled', by: 2 });
  });

  it('holds events up to its bytes, what fits of them, and has room again when it was emptied', () => {
    const buffer = earlyBuffer(100);
    for (const bytes of [60, 41, 40, 1]) buffer.add(boiled(bytes, bytes));
    expect(buffer.take()).toMatchObject({ early: [boiled(60, 60), boiled(40, 40)], dropped: 2 });
    buffer.add(boiled(100, 100));
    expect(buffer.take()).toMatchObject({ early: [boiled(100, 100)], dropped: 0 });
  });
});
