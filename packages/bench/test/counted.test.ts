import { describe, expect, it } from 'vitest';
import { lossesOf } from '../src/counted.ts';
import type { Ended } from '../src/run-child.ts';

const ended = (said: Readonly<Record<string, number>>): Ended => ({
  said,
  millis: 1,
  millisAfterWord: 1,
  byItself: true,
});

describe('the losses of runs', () => {
  it('are none where as many arrived as were sent', () => {
    expect(lossesOf('a way', [ended({ sent: 5, arrived: 5 })], 'sent', 'arrived')).toEqual([]);
  });

  it('name each run in which fewer arrived, or more', () => {
    const runs = [ended({ sent: 5, arrived: 4 }), ended({ sent: 5, arrived: 5 }), ended({ sent: 5, arrived: 6 })];
    expect(lossesOf('a way', runs, 'sent', 'arrived')).toEqual([
      'a way: of 5 events, 4 arrived.',
      'a way: of 5 events, 6 arrived.',
    ]);
  });

  it('name a run of which nothing arrived, or that did not say what it sent', () => {
    expect(lossesOf('a way', [ended({ sent: 5 }), ended({ arrived: 5 })], 'sent', 'arrived')).toHaveLength(2);
  });
});
