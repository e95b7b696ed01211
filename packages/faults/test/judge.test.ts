import { describe, expect, it } from 'vitest';
import { account } from '../src/arrivals.ts';
import { checks } from '../src/checks.ts';
import { countedIn, judge } from '../src/judge.ts';
import { parseOptions } from '../src/options.ts';

const event = (uuid: string, properties: object, timestamp = '2026-01-01T00:00:00.000Z'): unknown => ({
  uuid,
  event: 'count_tallied' in properties ? 'faults report' : 'done',
  timestamp,
  properties,
});

/** What is broken when these requests came, and the numbers from 1 to 3 were promised. */
function broken(...requests: readonly { readonly events: readonly unknown[]; readonly taken?: boolean }[]) {
  const of = account();
  const check = checks();
  for (const { events, taken = true } of requests) of.note(events, '', taken);
  const found = judge(of.place(), [1, 2, 3], check);
  return { broken: check.broken, ...found };
}

const all = [1, 2, 3].map((number) => event(`uuid-${number}`, { number }));

describe('what is held against what arrived', () => {
  it('finds nothing where all came, some of it twice', () => {
    expect(broken({ events: all }, { events: all.slice(1) })).toEqual({ broken: [], arrived: 3, redelivered: 2 });
  });

  it.each([
    ['an event that did not come', { events: all.slice(1) }, /Event 1 was promised/],
    ['one that was refused', { events: all.slice(0, 1), taken: false }, /Event 2 was promised/],
    ['one under two uuids', { events: [...all, event('uuid-4', { number: 2 })] }, /Event 2 came under 2 uuids/],
    [
      'another time',
      { events: [...all, event('uuid-1', { number: 1 }, '2026-01-02')] },
      /uuid-1 came again with another/,
    ],
  ])('finds %s', (_what, request, says) => {
    expect(broken(request).broken).toContainEqual(expect.stringMatching(says));
  });

  it('finds another content in what was only seen before', () => {
    const seen = { events: [event('uuid-1', { number: 9 })], taken: false };
    expect(broken(seen, { events: all }).broken).toContainEqual(expect.stringMatching(/another content/));
  });

  it('adds up what each report tells once', () => {
    const of = account();
    const report = event('uuid-r', { count_tallied: 5 });
    of.note([report, event('uuid-s', { count_tallied: 2 })], '', true);
    of.note([report], '', true);
    expect(countedIn(of.place())).toBe(7);
  });
});

describe('the command line', () => {
  it('runs all with 1,000 kills unless told otherwise', () => {
    expect(parseOptions([], ['one', 'two'])).toMatchObject({
      only: new Set(['one', 'two']),
      kills: 1000,
      quick: false,
    });
    expect(parseOptions(['--', '--quick', '--only', 'two', '--seed', '3'], ['one', 'two'])).toMatchObject({
      only: new Set(['two']),
      kills: 30,
      seed: 3,
    });
  });

  it.each([
    ['--only', 'three'],
    ['--kills', '0'],
    ['--seed', 'x'],
  ])('refuses %s %s', (...args) => {
    expect(() => parseOptions(args, ['one', 'two'])).toThrow(/Give/);
  });
});
