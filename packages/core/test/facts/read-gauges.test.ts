import { describe, expect, it } from 'vitest';
import { readGauges } from '../../src/facts/read-gauges.ts';
import { compileCheck } from '../../src/pipeline/compile-check.ts';
import { eventSchemas, type JsonSchema } from '../../src/pipeline/event-schemas.ts';
import type { Value } from '../../src/plan/values.ts';
import type { Json } from '../../src/surroundings/json.ts';
import { manualClock } from '../../src/testing/manual-clock.ts';
import { plan } from '../lifecycle/host.ts';

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

  it.each<[Value, readonly string[], readonly string[]]>([
    [{ type: 'string', pattern: '^v\\p{N}+$', maxLength: 5 }, ['v1', 'v1234'], ['', '1', 'v', 'v12345', 'v1\n']],
    [
      { type: 'string', format: 'uuid' },
      ['919108f7-52d1-4320-9bac-f847db4148a8', '919108F7-52D1-4320-9BAC-F847DB4148A8'],
      ['', 'none', '919108f752d143209bacf847db4148a8', '919108f7-52d1-4320-9bac-f847db4148ax'],
    ],
    [
      { type: 'string', format: 'date' },
      ['2026-01-01', '2024-02-29'],
      ['', 'today', '2026-02-29', '2026-02-30', '2026-13-01', '2026-1-1', '2026-01-01T00:00:00Z'],
    ],
    [
      { type: 'string', format: 'date-time' },
      ['2026-01-01T00:00:00Z', '2026-01-01T23:59:59.999+02:00'],
      ['', '2026-01-01', '2026-01-01T00:00:00', '2026-01-01T25:00:00Z', '2026-02-30T00:00:00Z', 'Thu Jan 01 2026'],
    ],
    [{ type: 'string', maxLength: 3, freeText: 'a name that nobody can foresee' }, ['', 'abc'], ['abcd']],
  ])('are null where a text is none of its kind: %j', async (declared, good, bad) => {
    for (const text of good) expect(await read(declared, () => text)).toBe(text);
    for (const text of bad) expect(await read(declared, () => text)).toBeNull();
  });

  it.each<[Value]>([
    [{ type: 'string', format: 'uuid' }],
    [{ type: 'string', format: 'date' }],
    [{ type: 'string', format: 'date-time' }],
    [{ type: 'string', pattern: '^[a-c]+$', maxLength: 3 }],
    [{ enum: ['s', 'l'] }],
    [{ type: 'integer', minimum: -1, maximum: 2 }],
    [{ type: 'number' }],
    [{ type: 'boolean' }],
  ])('lose no report: what they give passes the check of %j', async (declared) => {
    const texts = ['2026-02-29', '2026-02-28', '2026-02-28T10:00:00Z', '2026-02-28T24:00:00Z', 'abc', 'abcd', 's', ''];
    const { properties } = eventSchemas({ ...plan, gauges: { users: declared } }, [])['kettle report'] ?? {};
    const { gauge_users: users } = properties as { readonly gauge_users: JsonSchema };
    const check = await compileCheck({ report: { type: 'object', properties: { users } } });
    const event = { uuid: '', name: 'report', timestamp: '', distinctId: '' };
    for (const given of [...texts, '919108f7-52d1-4320-9bac-f847db4148a8', 1, 3, -2, 0.5, 1e21, true, null]) {
      const value = (await read(declared, () => given)) as Json;
      expect(check({ ...event, properties: { users: value } }), String(given)).toEqual([]);
    }
  });

  it('have no negative zero, which JSON does not have', async () => {
    expect(Object.is(await read(count, () => -0), 0)).toBe(true);
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
