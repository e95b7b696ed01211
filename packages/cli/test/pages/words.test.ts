import { expect, test } from 'vitest';
import { many, size, time, timeOfMillis } from '../../src/pages/words.ts';

test.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [999, '999 bytes'],
  [1000, '1 kB'],
  [84_123, '84 kB'],
  [1_234_567, '1.2 MB'],
  [64 * 1024 * 1024, '67 MB'],
  [999_999, '1 MB'],
  [5e15, '5000 TB'],
])('%i bytes are %s', (bytes, said) => {
  expect(size(bytes)).toBe(said);
});

test('one is one, and more are grouped', () => {
  expect([many(0, 'record'), many(1, 'record'), many(1200, 'record')]).toEqual([
    '0 records',
    '1 record',
    '1,200 records',
  ]);
});

test('a time is said in UTC, and what is no time is given back', () => {
  expect(time('2026-03-04T05:06:07.089Z')).toBe('2026-03-04 05:06:07 UTC');
  expect(time('yesterday')).toBe('yesterday');
  expect(timeOfMillis(Date.UTC(2026, 2, 4))).toBe('2026-03-04 00:00:00 UTC');
  expect(timeOfMillis(1e300)).toBe('1e+300');
});
