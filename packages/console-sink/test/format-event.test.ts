import { stripVTControlCharacters } from 'node:util';
import type { Json } from '@plainsight/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { columnsOf, formatEvent } from '../src/index.ts';
import { jarOpened, report } from './events.ts';

/** A JSON value. fast-check types its own as one that may be changed. */
const json: fc.Arbitrary<Json> = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)));

const anyEvent = fc.record({
  uuid: fc.string({ unit: 'binary' }),
  name: fc.string({ unit: 'binary' }),
  timestamp: fc.string({ unit: 'binary' }),
  distinctId: fc.string({ unit: 'binary' }),
  properties: fc.dictionary(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .tuple(fc.constantFrom('system_', 'feature_', 'gauge_', 'count_'), fc.string({ unit: 'binary' }))
        .map((parts) => parts.join('')),
      fc.constant('telemetry_json'),
    ),
    fc.oneof(fc.boolean(), fc.constant(null), fc.double(), fc.string({ unit: 'binary' }), json),
  ),
});

/** Widths of the parts that are never broken: the gutter and a cell. */
const narrowest = 40;

describe('formatEvent', () => {
  test('shows a report by group, aligned, at 80 columns', () => {
    expect(`\n${formatEvent(report)}\n`).toBe(`
telemetry sent

  when         2026-03-04T05:06:07.089Z
  distinct id  5b1c0ad9f1f9c0d7f6b0e4a9c6d1a5b37e2f4c8d9a0b1c2d3e4f5a6b7c8d9e0f
  uuid         0f9d3a9e-5b0c-5c52-8f3e-2d9a4f6b7c81

  service      larder 4.5.6

  context      appEnv  production

  system       each sent as system_<name>
               id                 the distinct id
               arch               x64
               isRunningInDocker  false
               distro             unknown

  gauges       each sent as gauge_<name>
               users  7

  counts       each sent as count_<name>
               jarsOpened  31

  features     ● 1 on   ○ 1 off   ? 1 unknown   ◆ 2 with a value
               each sent as feature_<name>

  api          ○ apiJars       ● apiShelves
  others       ? heartbeat           ◆ logLevel: info      ◆ shelfCount: 12

  nested       telemetry_json: the same values again, nested (5 features, 4
               system fields, 256 bytes)
`);
  });

  test("shows a usage event's own properties apart from the context", () => {
    const text = formatEvent(jarOpened, { context: ['appEnv'], remark: 'dry run' });
    expect(`\n${text}\n`).toBe(`
jarOpened  dry run

  when         2026-03-04T05:06:08.000Z
  distinct id  5b1c0ad9f1f9c0d7f6b0e4a9c6d1a5b37e2f4c8d9a0b1c2d3e4f5a6b7c8d9e0f
  uuid         019cb5a1-2d31-7c4e-9a55-6b7c8d9e0f1a

  service      larder 4.5.6

  context      appEnv  production

  properties   size     large
               pickles  3
`);
  });

  test('shows the nested view whole when asked to', () => {
    const text = formatEvent(report, { nested: true });
    expect(text).toContain('"enabledFeatures": {');
    expect(text).toContain('"shelfCount": 12');
    expect(text).not.toContain('the same values again');
  });

  test.each([
    ['a feature', { enabledFeatures: { feature: { a: true, b: true } }, system: { arch: 'x64' } }],
    ['a value of a feature', { enabledFeatures: { feature: { a: false } }, system: { arch: 'x64' } }],
    ['a system field', { enabledFeatures: { feature: { a: true } }, system: { arch: 'arm64' } }],
    ['a branch', { enabledFeatures: { feature: { a: true } }, system: { arch: 'x64' }, more: {} }],
    ['a branch beside the features', { enabledFeatures: { feature: { a: true }, more: 1 }, system: { arch: 'x64' } }],
    ['everything', ['a list']],
  ])('shows the nested view whole where %s of it is not among the flat values', (_, nested) => {
    const properties = { feature_a: true, system_arch: 'x64', telemetry_json: nested };
    const text = formatEvent({ ...report, properties });
    expect(text).not.toContain('the same values again');
    expect(text.replaceAll(/\s/gu, '')).toContain(JSON.stringify(nested).replaceAll(/\s/gu, ''));
  });

  test('shows a string that reads as another value in quotes', () => {
    const properties = { a: 'true', b: true, c: '12', d: 12, e: '', f: ' x', g: '4.5.6', h: 'unknown' };
    const lines = formatEvent({ ...report, properties }).split('\n');
    const values = lines.slice(-8).map((line) => line.slice(15));
    expect(values).toEqual([
      'a  "true"',
      'b  true',
      'c  "12"',
      'd  12',
      'e  ""',
      'f  " x"',
      'g  4.5.6',
      'h  "unknown"',
    ]);
  });

  test('writes control characters, escape sequences and bidi characters of names and values as escapes', () => {
    const hostile = '\u001b[2J\u001b]0;title\u0007\u009b31m\u202eevil\u2066\u200f\r\n\b';
    const text = formatEvent({
      uuid: hostile,
      name: hostile,
      timestamp: hostile,
      distinctId: hostile,
      properties: {
        service: hostile,
        [hostile]: hostile,
        [`feature_${hostile}`]: hostile,
        telemetry_json: { [hostile]: hostile },
      },
    });
    expect(text).toContain('\\u001b[2J\\u001b]0;title\\u0007\\u009b31m\\u202eevil\\u2066\\u200f\\r\\n\\u0008');
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
  });

  test('never lets a character through that a terminal would obey, nor a line that is too wide, whatever it is given', () => {
    fc.assert(
      fc.property(anyEvent, fc.integer({ min: narrowest, max: 120 }), fc.boolean(), (event, width, nested) => {
        const text = formatEvent(event, { width, nested, remark: 'dry run' });
        expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
        for (const line of text.split('\n')) expect(columnsOf(line)).toBeLessThanOrEqual(width);
      }),
    );
  });

  test('keeps to the width where values stand deep, and long numbers beside them', () => {
    const deep = { a: { b: { c: { d: { e: { f: -1.1754943508222876e-308 } } } } } };
    const text = formatEvent({ ...report, properties: { telemetry_json: deep } }, { width: narrowest, nested: true });
    for (const line of text.split('\n')) expect(columnsOf(line)).toBeLessThanOrEqual(narrowest);
  });

  test('adds nothing but colour when it colours', () => {
    fc.assert(
      fc.property(anyEvent, fc.integer({ min: narrowest, max: 120 }), (event, width) => {
        const painted = formatEvent(event, { width, color: true });
        expect(stripVTControlCharacters(painted)).toBe(formatEvent(event, { width, color: false }));
      }),
    );
    expect(formatEvent(report, { color: true })).toContain('\u001b[32m●\u001b[39m apiShelves');
  });

  test('aligns values beside characters that take two columns or none', () => {
    const text = formatEvent({ ...report, properties: { 名前: 'x', 'e\u0301': 'y', name: 'z' } });
    const columns = text
      .split('\n')
      .slice(-3)
      .map((line) => columnsOf(line.slice(0, line.search(/[xyz]$/u))));
    expect(new Set(columns).size).toBe(1);
  });
});
