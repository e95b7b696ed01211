import type { Json } from '@plainsight/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatLine } from '../src/index.ts';
import { report } from './events.ts';

/** A JSON value. fast-check types its own as one that may be changed. */
const json: fc.Arbitrary<Json> = fc
  .jsonValue({ stringUnit: 'binary' })
  .map((value) => JSON.parse(JSON.stringify(value)));

describe('formatLine', () => {
  test('gives uuid, name, timestamp, distinctId and properties, in this order', () => {
    const { uuid, name, timestamp, distinctId, properties } = report;
    const shuffled = { properties, extra: 1, distinctId, name, timestamp, uuid };
    expect(Object.keys(JSON.parse(formatLine(shuffled)))).toEqual([
      'uuid',
      'name',
      'timestamp',
      'distinctId',
      'properties',
    ]);
  });

  test('is one line that a terminal does not obey, and the same event to a parser', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'binary' }), json), (properties) => {
        const line = formatLine({ ...report, properties });
        expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
        expect(JSON.stringify(JSON.parse(line).properties)).toBe(JSON.stringify(properties));
      }),
    );
    const hostile = { a: '\u009b31m\u202e\u2028\u{e0041}\n' };
    const line = formatLine({ ...report, properties: hostile });
    expect(line).toContain('"\\u009b31m\\u202e\\u2028\\udb40\\udc41\\n"');
    expect(JSON.parse(line).properties).toEqual(hostile);
  });
});
