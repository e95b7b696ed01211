import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseOutcome, parseOutcomes } from '../../src/delivery/parse-outcomes.ts';
import { shownSink } from '../../src/delivery/shown-sink.ts';
import type { Outcome, Sink } from '../../src/delivery/sink.ts';

const unseen = /[\p{C}\p{Zl}\p{Zp}]/u;
const textsIn = (outcome: Outcome): readonly string[] =>
  outcome.status === 'accepted' ? [outcome.receipt ?? ''] : [outcome.why];
const trap = (field: string): object =>
  Object.defineProperty({ status: 'retry', why: 'w' }, field, {
    get: () => {
      throw new Error('trap');
    },
  });

describe('what a sink says of events', () => {
  it.each<[unknown, Outcome]>([
    [{ status: 'accepted' }, { status: 'accepted' }],
    [
      { status: 'accepted', receipt: 'r-1', why: 'no' },
      { status: 'accepted', receipt: 'r-1' },
    ],
    [
      { status: 'accepted', receipt: 17 },
      { status: 'accepted', receipt: '17' },
    ],
    [{ status: 'accepted', receipt: { id: 17 } }, { status: 'accepted' }],
    [{ status: 'accepted', receipt: ' \n\u200B' }, { status: 'accepted' }],
    [
      { status: 'rejected', why: ' \n' },
      { status: 'rejected', why: 'no reason was given' },
    ],
    [
      { status: 'rejected', why: 'too large' },
      { status: 'rejected', why: 'too large' },
    ],
    [{ status: 'rejected' }, { status: 'rejected', why: 'no reason was given' }],
    [
      { status: 'retry', why: 503 },
      { status: 'retry', why: '503' },
    ],
    [
      { status: 'retry', why: '' },
      { status: 'retry', why: 'no reason was given' },
    ],
    [
      { status: 'retry', why: new Error('down') },
      { status: 'retry', why: 'no reason was given' },
    ],
    [
      { status: 'retry', why: 'w', afterMillis: 5, fault: 'configuration', more: 1 },
      { status: 'retry', why: 'w', afterMillis: 5, fault: 'configuration' },
    ],
    [
      { status: 'retry', why: 'w', afterMillis: 5, byDate: true },
      { status: 'retry', why: 'w', afterMillis: 5, byDate: true },
    ],
    [
      { status: 'retry', why: 'w', fault: 'network', byDate: true },
      { status: 'retry', why: 'w' },
    ],
    ...[Number.NaN, -5, 0, '5000', null, Number.NEGATIVE_INFINITY, 5n].map((afterMillis): [unknown, Outcome] => [
      { status: 'retry', why: 'w', afterMillis },
      { status: 'retry', why: 'w' },
    ]),
  ])('is taken for what it is: %o', (given, outcome) => {
    expect(parseOutcome(given)).toEqual(outcome);
  });

  it.each<[unknown]>([
    [null],
    [undefined],
    ['accepted'],
    [{}],
    [{ status: 'ok' }],
    [trap('status')],
    [trap('why')],
    [trap('afterMillis')],
    [Proxy.revocable({}, {}).proxy],
  ])('is no outcome where it has no status, or cannot be read', (given) => {
    expect(parseOutcome(given)).toBeNull();
    expect(parseOutcomes([{ status: 'accepted' }, given], 2)).toBeNull();
  });

  it('counts as no list where outcomes are missing, too many, or left out', () => {
    const accepted: Outcome = { status: 'accepted' };
    const { proxy, revoke } = Proxy.revocable([], {});
    revoke();
    const hole = [accepted];
    hole.length = 2;
    for (const given of [[], [accepted], [accepted, accepted, accepted], hole, null, 'ab', { length: 2 }, proxy]) {
      expect(parseOutcomes(given, 2)).toBeNull();
    }
  });

  it('is cut to 300 characters, and nothing in it is unseen, whatever it holds', () => {
    const words = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 700 }),
      fc
        .array(fc.constantFrom('\u001B[2J', '\n', '\u202E', '\uD800', '😀', 'a', '\u2028'), { maxLength: 400 })
        .map((all) => all.join('')),
      fc.anything(),
    );
    const outcome = fc.record({ status: fc.constantFrom('accepted', 'retry', 'rejected'), why: words, receipt: words });
    fc.assert(
      fc.property(fc.array(outcome, { maxLength: 4 }), (given) => {
        const outcomes = parseOutcomes(given, given.length) ?? [];
        expect(outcomes).toHaveLength(given.length);
        for (const text of outcomes.flatMap(textsIn)) {
          expect(text.length).toBeLessThanOrEqual(300);
          expect(text).not.toMatch(unseen);
        }
        expect(parseOutcomes(outcomes, given.length)).toEqual(outcomes);
      }),
      { numRuns: 60 },
    );
  });

  it('keeps 300 characters whole, and marks what was longer without cutting one in two', () => {
    const whyOf = (why: string): string =>
      textsIn(parseOutcome({ status: 'retry', why }) ?? { status: 'accepted' })[0] ?? '';
    expect(whyOf('a'.repeat(300))).toBe('a'.repeat(300));
    expect(whyOf('a'.repeat(301))).toBe(`${'a'.repeat(299)}…`);
    expect(whyOf('😀'.repeat(150))).toBe('😀'.repeat(150));
    expect(whyOf(`a${'😀'.repeat(150)}`)).toBe(`a${'😀'.repeat(149)}…`);
    expect(whyOf('x'.repeat(65_536))).toHaveLength(300);
  });
});

describe('what a sink says of itself', () => {
  const sink: Sink = {
    name: 'posthog',
    receiver: { company: 'PostHog', url: 'https://eu.i.posthog.com', region: 'EU' },
    deliver: async () => [],
    close: async () => {},
  };

  it('is shown as it is', () => {
    expect(shownSink(sink)).toEqual({
      name: 'posthog',
      receiver: sink.receiver,
      problem: null,
      inWords: 'posthog (PostHog, https://eu.i.posthog.com)',
    });
  });

  it('is shown short and inert, and in some way, whatever it is', () => {
    const field = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.constant('\u001B[2J\n'.repeat(500)),
      fc.anything(),
    );
    fc.assert(
      fc.property(field, field, field, (name, receiver, problem) => {
        const odd = { name, receiver: { company: name, url: receiver }, problem };
        const shown = shownSink({ ...sink, ...(odd as Partial<Sink>) });
        for (const text of [shown.name, shown.receiver.company, shown.receiver.url ?? '', shown.problem ?? '']) {
          expect(text.length).toBeLessThanOrEqual(300);
          expect(text).not.toMatch(unseen);
        }
        expect(shown.name).not.toBe('');
        expect(shown.receiver.company).not.toBe('');
      }),
      { numRuns: 60 },
    );
    const throwing: Sink = { name: 'posthog', receiver: sink.receiver, deliver: sink.deliver, close: sink.close };
    Object.defineProperty(throwing, 'receiver', {
      get: () => {
        throw new Error('trap');
      },
    });
    expect(shownSink(throwing).inWords).toBe('posthog (unknown)');
  });
});
