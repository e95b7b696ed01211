import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Identifier } from '../../../src/facts/identifiers.ts';
import { automaton } from '../../../src/pipeline/guard/automaton.ts';
import { firstLook } from '../../../src/pipeline/guard/first-look.ts';
import { leaksOf } from '../../../src/pipeline/guard/leaks.ts';
import { lookThrough } from '../../../src/pipeline/guard/look-through.ts';
import { needlesOf } from '../../../src/pipeline/guard/needles.ts';
import { identifiers, writtenIn } from './machine.ts';

const machines: readonly (readonly Identifier[])[] = [
  identifiers,
  identifiers.slice(0, 4),
  [],
  [{ what: 'user name', value: 'mark' }],
  [{ what: 'user name', value: 'x' }],
  [
    { what: 'host name', value: 'abababab' },
    { what: 'user name', value: 'babaa' },
  ],
  [{ what: 'host name', value: 'long'.repeat(100) }],
  [{ what: 'user name', value: 'Jörgen' }],
];

const values = [...new Set(machines.flat().map(({ value }) => value))];
const written = values.flatMap((value) => [value, ...writtenIn(value).map(([, text]) => text)]);
/** The whole of what is looked for, or a part of it, which is nearly found. */
const piece = fc.constantFrom(...written).chain((text) =>
  fc.oneof(
    fc.constant(text),
    fc
      .tuple(fc.nat(text.length), fc.nat(text.length))
      .map(([from, to]) => text.slice(Math.min(from, to), Math.max(from, to))),
  ),
);
const between = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    ', ',
    '-',
    '/',
    '\\',
    '.',
    '%',
    'a',
    'It took long, and the kettle whistled. ',
    '7',
    '\0',
    '\u0301',
  ),
  fc.string({ maxLength: 20 }),
  fc.string({ unit: 'binary', maxLength: 5 }),
);
const texts = fc.array(fc.oneof(piece, between), { maxLength: 12 }).map((all) => all.join(''));

describe('a first look', () => {
  it('lets go by only what holds nothing, and sees the signs that are seen in it', () => {
    const made = machines.map((machine) => {
      const needles = machine.flatMap(needlesOf);
      const sought = automaton(needles);
      return { sought, first: firstLook(sought, needles) };
    });
    let gone = 0;
    fc.assert(
      fc.property(fc.constantFrom(...made), texts, ({ sought, first }, text) => {
        const bytes = Buffer.from(text);
        const signs = first(bytes);
        if (signs === null) return;
        gone += 1;
        const found: string[] = [];
        expect(lookThrough(bytes, sought, false, ({ of }) => found.push(of.what))).toBe(signs);
        expect(found).toEqual([]);
      }),
      { numRuns: 5000 },
    );
    expect(gone).toBeGreaterThan(500);
  });

  it('changes no verdict: a text says the same where it is too long for a first look', () => {
    const guards = machines.map(leaksOf);
    const tail = ' '.repeat(5000);
    fc.assert(
      fc.property(fc.constantFrom(...guards), texts, (leaks, text) => {
        expect(leaks(text)).toEqual(leaks(text + tail));
      }),
      { numRuns: 1000 },
    );
  });

  it('is all that most texts need', () => {
    const needles = identifiers.flatMap(needlesOf);
    const first = firstLook(automaton(needles), needles);
    const text =
      'The flow was run again (its third step, a well-known one), and took 3.5 seconds: nothing else waited. ';
    for (let times = 1; times < 20; times += 1) expect(first(Buffer.from(text.repeat(times)))).not.toBeNull();
  });
});
