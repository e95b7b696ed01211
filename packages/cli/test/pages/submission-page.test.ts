import { stripVTControlCharacters } from 'node:util';
import { columnsOf, painter } from '@plainsight/console-sink';
import { describe, expect, test } from 'vitest';
import { replayedPage } from '../../src/pages/replayed-page.ts';
import { submissionPage } from '../../src/pages/submission-page.ts';
import { submission } from '../samples.ts';

const style = { width: 80, color: false, paint: painter(false) };

describe('submissionPage', () => {
  test('says what became of it, and what at each sink', () => {
    expect(`\n${submissionPage(submission, style)}\n`).toBe(`
Nothing waits any longer.

  posthog      1,200 events accepted, 1 rejected
               PostHog · https://eu.i.posthog.com · kept in EU
               last answer: 200
  larder       0 events accepted, 3 waiting
               Larder · https://telemetry.larder.example/v1
`);
  });

  test('leaves why it failed to stderr', () => {
    const page = submissionPage({ ...submission, result: 'failed', reason: 'no answer' }, style);
    expect(page).not.toContain('no answer');
    expect(page).toMatch(/^ {2}posthog/u);
  });

  test.each(['off', 'nothing'] as const)('says no more than why, where the result is %s', (result) => {
    expect(submissionPage({ ...submission, result, reason: 'Nothing was to be sent.' }, style)).toBe(
      'Nothing was to be sent.',
    );
  });

  test('says that another process delivered', () => {
    expect(submissionPage({ ...submission, elsewhere: true }, style)).toContain(
      '\nAnother process of this installation',
    );
  });

  test.each([40, 80, 120])('has no line wider than %i columns, and colour adds none', (width) => {
    const page = submissionPage(submission, { ...style, width });
    for (const line of page.split('\n')) expect(columnsOf(line)).toBeLessThanOrEqual(width);
    const painted = submissionPage(submission, { width, color: true, paint: painter(true) });
    expect(painted).toContain('\u001b[32m1,200 events accepted\u001b[39m');
    expect(stripVTControlCharacters(painted)).toBe(page);
  });

  test('writes what a terminal would obey as escapes', () => {
    const evil = '\u001b[2J\u202e';
    const sink = { name: evil, receiver: { company: evil, url: evil, region: evil }, lastAnswer: evil };
    const sinks = [{ ...sink, accepted: 1, rejected: 1, waiting: 1 }];
    const page = submissionPage({ ...submission, reason: evil, sinks }, style);
    expect(page.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });
});

test('replayedPage says how much was read, and what became of it at each sink', () => {
  const sinks = [{ name: 'posthog', accepted: 498, rejected: 2 }];
  expect(`\n${replayedPage({ sinks }, { place: 'events.ndjson', count: 500 }, style)}\n`).toBe(`
500 telemetry events in events.ndjson

  posthog      498 events accepted, 2 rejected
`);
});

test('replayedPage names what failed its checks, and why', () => {
  const sinks = [{ name: 'posthog', accepted: 1, rejected: 0 }];
  const first = [
    { uuid: '0815', name: 'boiled\u001B', timestamp: '', fields: ['litres'], reasons: ['litres must be number'] },
  ];
  expect(
    `\n${replayedPage({ sinks, quarantined: { count: 3, first } }, { place: 'events.ndjson', count: 4 }, style)}\n`,
  ).toBe(String.raw`
4 telemetry events in events.ndjson

  posthog      1 event accepted
  not sent     3 events failed the checks
               boiled\u001b 0815
                 litres must be number
               and 2 more events
`);
});
