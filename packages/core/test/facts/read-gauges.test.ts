import { describe, expect, it } from 'vitest';
import { readGauges } from '../../src/facts/read-gauges.ts';
import type { Value } from '../../src/plan/values.ts';
import { manualClock } from '../../src/testing/manual-clock.ts';

/** What one gauge gives. */
const read = async (declared: Value, gauge: (() => unknown) | undefined): Promise<unknown> =>
  (await readGauges({ users: declared }, gauge === undefined ? {} : { users: gauge }, manualClock()))['users'];

const count: Value = { type: 'integer' };

describe('gauges', () => {
  it('are asked for their values, and may give promises', async () => {
    const declared = {
      users: count,
      load: { type: 'number' },
      full: { type: 'boolean' },
      size: { enum: ['s', 'l'] },
    } as const;
    const gauges = { users: () => 3, load: async () => 0.5, full: () => false, size: async () => 'l' };
    expect(await readGauges(declared, gauges, manualClock())).toEqual({ users: 3, load: 0.5, full: false, size: 'l' });
  });

  it('are asked only when the plan declares them', async () => {
    let asked = false;
    const gauges = { users: () => 1, other: () => (asked = true) };
    expect(await readGauges({ users: count }, gauges, manualClock())).toEqual({ users: 1 });
    expect(asked).toBe(false);
  });

  it.each([
    ['is missing', undefined],
    [
      'throws',
      () => {
        throw new Error('no database');
      },
    ],
    [
      'throws what has no text',
      () => {
        throw Object.create(null);
      },
    ],
    ['rejects', () => Promise.reject(new Error('no database'))],
    ['gives a text', () => '3'],
    ['gives a boolean', () => true],
    ['gives NaN', () => Number.NaN],
    ['gives infinity', () => Infinity],
    ['gives a fraction', () => 1.5],
    ['gives a bigint', () => 3n],
    ['gives nothing', () => undefined],
    ['gives null', () => null],
    ['gives an object', () => ({ valueOf: () => 3 })],
    ['gives a function', () => () => 3],
    ['is no function', 3 as unknown as () => unknown],
  ])('are null where one %s', async (_, gauge) => {
    expect(await read(count, gauge)).toBeNull();
  });

  it('are null where a value is not what the plan declares', async () => {
    expect(await read({ type: 'number', minimum: 0, maximum: 10 }, () => 11)).toBeNull();
    expect(await read({ type: 'number', minimum: 0, maximum: 10 }, () => -1)).toBeNull();
    expect(await read({ type: 'number', minimum: 0, maximum: 10 }, () => 10)).toBe(10);
    expect(await read({ type: 'number' }, () => Number.NaN)).toBeNull();
    expect(await read({ type: 'number' }, () => -Infinity)).toBeNull();
    expect(await read({ enum: ['s', 'l'] }, () => 'm')).toBeNull();
    expect(await read({ enum: ['1'] }, () => 1)).toBeNull();
    expect(await read({ type: 'boolean' }, () => 1)).toBeNull();
    expect(await read({ type: 'string', pattern: '.', maxLength: 3 }, () => 'four')).toBeNull();
    expect(await read({ type: 'string', pattern: '.', maxLength: 3 }, () => '😀😀😀')).toBe('😀😀😀');
    expect(await read({ type: 'string', format: 'uuid' }, () => 3)).toBeNull();
  });

  it('are not what every object inherits', async () => {
    const declared = {
      hasOwnProperty: { type: 'boolean' },
      toString: { type: 'string', maxLength: 99, freeText: 'a test' },
    } as const;
    expect(await readGauges(declared, {}, manualClock())).toEqual({ hasOwnProperty: null, toString: null });
  });

  it('are null where one takes two seconds, and the others are not lost', async () => {
    const clock = manualClock();
    const reading = readGauges(
      { slow: count, quick: count },
      { slow: () => new Promise(() => {}), quick: () => 1 },
      clock,
    );
    await clock.advance(1999);
    expect(clock.timers).toEqual([1]);
    await clock.advance(1);
    expect(await reading).toEqual({ slow: null, quick: 1 });
    expect(clock.timers).toEqual([]);
  });

  it('are asked all at the same time', async () => {
    const clock = manualClock();
    const never = () => new Promise(() => {});
    const reading = readGauges(
      { one: count, two: count, three: count },
      { one: never, two: never, three: never },
      clock,
    );
    await clock.advance(2000);
    expect(await reading).toEqual({ one: null, two: null, three: null });
  });
});
