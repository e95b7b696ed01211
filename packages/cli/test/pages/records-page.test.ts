import { stripVTControlCharacters } from 'node:util';
import { columnsOf, painter } from '@plainsight/console-sink';
import type { RecordEntry } from '@plainsight/core';
import { describe, expect, test } from 'vitest';
import { recordsPage } from '../../src/pages/records-page.ts';
import { quarantined, record, report } from '../samples.ts';

const style = { width: 80, color: false, paint: painter(false), full: false };
const about = { context: ['appEnv'], whyNone: 'There are no records.' };
const entries = [record, quarantined];

describe('recordsPage', () => {
  test('has one line an entry: time, name, state at each sink, receipt; and says how the next page is seen', () => {
    expect(`\n${recordsPage({ entries, next: 10 }, about, style)}\n`).toBe(`
time (UTC)           name           larder       posthog  receipt
2026-03-04 05:06:07  larder report  accepted     waiting  r-0815
2026-03-04 05:06:06  jarOpened      quarantined

There are more. To see them, ask again with --after 10.
`);
  });

  test('says of a sink that a record was not meant for it', () => {
    const other: RecordEntry = {
      ...record,
      sinks: { http: { state: 'rejected', why: null, receipt: null, at: null } },
    };
    const page = recordsPage({ entries: [record, other], next: null }, about, style);
    expect(page).toMatch(/http +larder +posthog +receipt\n.* – +accepted +waiting +r-0815\n.* rejected +– +–$/u);
  });

  test('says why there is none', () => {
    expect(recordsPage({ entries: [], next: null }, about, style)).toBe('There are no records.');
  });

  test('shows each whole: the event, what allowed it, what the receivers said', () => {
    const page = recordsPage({ entries, next: null }, about, { ...style, full: true });
    expect(page).toContain('uuid         0f9d3a9e-5b0c-5c52-8f3e-2d9a4f6b7c81');
    expect(page).toContain('appEnv  production');
    expect(page).toContain(`
  allowed by   larder.telemetry
  plan         version 3
  plan hash    6f1ed002ab5595859014ebf0951522d9a1b0c7e2f3d4958677a8b9cadbecfd0e

  sinks        larder: accepted, 2026-03-04 05:07:08 UTC
                 receipt: r-0815
               posthog: waiting
                 because 503 from eu.i.posthog.com
`);
    expect(page).toContain(`
jarOpened  quarantined: it is never sent, and its values are kept nowhere

  when         2026-03-04 05:06:06 UTC
  uuid         0197f3a2-1b1c-7d52-8f3e-2d9a4f6b7c81
  fields       shelf, note
  reasons      note: holds the host name
               shelf: is none of the words of the plan`);
  });

  test('keeps to one line where a name or a receipt is long', () => {
    const long = { ...record, event: { ...report, name: 'n'.repeat(200) } };
    const sinks = { larder: { ...record.sinks['larder'], receipt: 'r'.repeat(500) } } as typeof record.sinks;
    const lines = recordsPage({ entries: [{ ...long, sinks }], next: null }, about, style).split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(/n… +accepted +r+…$/u);
    for (const line of lines) expect(columnsOf(line)).toBeLessThanOrEqual(80);
  });

  test.each([40, 60, 80, 120])('has no line wider than %i columns, and colour adds none', (width) => {
    for (const full of [false, true]) {
      const page = recordsPage({ entries, next: 10 }, about, { ...style, width, full });
      for (const line of page.split('\n')) expect(columnsOf(line)).toBeLessThanOrEqual(width);
      const painted = recordsPage({ entries, next: 10 }, about, { width, color: true, paint: painter(true), full });
      expect(painted).toContain('\u001b[');
      expect(stripVTControlCharacters(painted)).toBe(page);
    }
  });

  test('writes what a terminal would obey as escapes, wherever it comes from', () => {
    const evil = '\u001b[2J\u202e\r';
    const delivery = { state: 'rejected', why: evil, receipt: evil, at: 1e18 } as const;
    const hostile: readonly RecordEntry[] = [
      {
        ...record,
        event: { ...report, name: evil, timestamp: evil, uuid: evil, distinctId: evil, properties: { [evil]: evil } },
        receipt: { planVersion: 1, planHash: evil, allowedBy: evil },
        sinks: { [evil]: delivery, ['__proto__']: delivery },
      },
      {
        ...quarantined,
        quarantined: { uuid: evil, name: evil, timestamp: evil, fields: [evil], reasons: [evil] },
      },
    ];
    expect(recordsPage({ entries: [], next: null }, { ...about, whyNone: evil }, style)).toBe('\\u001b[2J\\u202e\\r');
    for (const full of [false, true]) {
      const page = recordsPage({ entries: hostile, next: null }, { ...about, whyNone: evil }, { ...style, full });
      expect(page.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      expect(page).toContain('\\u001b[2J');
    }
  });
});
