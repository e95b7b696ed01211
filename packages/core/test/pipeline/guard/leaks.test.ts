import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Identifier } from '../../../src/facts/identifiers.ts';
import { ownIdentifiers } from '../../../src/facts/own-identifiers.ts';
import { leaksOf } from '../../../src/pipeline/guard/leaks.ts';
import { searchedOf } from '../../../src/pipeline/guard/searched.ts';
import { identifiers, writtenIn } from './machine.ts';

const leaks = leaksOf(identifiers);
const own = searchedOf(await ownIdentifiers({}), new Set()).searched;

const of = (what: Identifier['what'], value: string) => leaksOf([{ what, value }]);

describe('leaks', () => {
  it.each([...identifiers, ...own])('finds the $what $value, however it is written', ({ what, value }) => {
    const here = leaksOf([{ what, value }]);
    for (const [how, text] of writtenIn(value)) expect([how, here(text)]).not.toEqual([how, []]);
  });

  it('finds them within any other text', () => {
    const ways = [...identifiers, ...own].flatMap(({ value }) => writtenIn(value).map(([, text]) => text));
    const between = fc.string({ unit: 'grapheme', maxLength: 40 }).map((text) => ` ${text} `);
    const all = leaksOf([...identifiers, ...own]);
    fc.assert(
      fc.property(between, fc.constantFrom(...ways), between, (before, way, after) => {
        // A percent sign before it may have been a part of it.
        expect(all(`${before.replaceAll(/[%\\&]/g, '')}${way}${after}`)).not.toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  it('says what it found, and never how it is written', () => {
    expect(leaks('kept at Brass-Kettle-7')).toEqual(["this machine's host name"]);
    expect(leaks('hildegard@example.org')).toEqual(["the user's name", 'an e-mail address']);
    expect(leaks('at 203.0.113.77, for 02FC.000B.0A01')).toEqual([
      'an IP address of this machine',
      'a MAC address of this machine',
      'an IPv4 address',
      'a MAC address',
    ]);
  });

  it.each([
    ['02:FC:00:0B:0A:01', '02-fc-00-0b-0a-01', '02fc.000b.0a01', '02FC000B0A01', '2:fc:0:b:a:1'],
    ['fd12:3456::77', 'FD12:3456:0:0:0:0:0:77', 'fd12:3456:0000:0000:0000:0000:0000:0077'],
    ['203.0.113.77', '203-0-113-77', '203.0.113.77:8080', '203.0.113.77.'],
    [
      'd:/services/teahouse',
      String.raw`d:\services\teahouse\x`,
      String.raw`D:\\SERVICES\\Teahouse`,
      'D:/Services//Teahouse',
    ],
  ])('knows addresses and paths in each of their forms: %s', (...texts) => {
    for (const text of texts) expect([text, leaks(text).length]).not.toEqual([text, 0]);
  });

  it('finds a word where it stands alone, and not within another', () => {
    const short = of('user name', 'mark');
    for (const text of ['mark', 'Mark!', 'by_mark', 'mark-7', 'mark42', 'x/mark/y', 'mark@', 'für mark']) {
      expect([text, short(text)]).toEqual([text, ["the user's name"]]);
    }
    for (const text of ['marketplace', 'bookmarks', 'Dänemark', 'remarkable'])
      expect([text, short(text)]).toEqual([text, []]);
    expect(of('host name', 'kettle')('kettles')).toEqual([]);
    expect(of('host name', 'web-10')('web-105')).toEqual([]);
    expect(of('IP address', '203.0.113.7')('203.0.113.77 ')).toEqual(['an IPv4 address']);
    expect(of('home directory', '/home/al')('x/home/alice')).toEqual([]);
  });

  it('finds a long one within another word as well', () => {
    expect(leaks('xhildegards')).toEqual(["the user's name"]);
    expect(leaks('smbrass-kettle-70')).toEqual(["this machine's host name"]);
  });

  it('finds names that are not ASCII, with and without their marks, and in scripts without spaces', () => {
    for (const text of [
      'Jörgen',
      'JÖRGEN',
      'jo\u0308rgen',
      'jorgen',
      'j%C3%B6rgen',
      Buffer.from('xJörgen').toString('base64'),
    ]) {
      expect([text, of('user name', 'Jörgen')(text)]).toEqual([text, ["the user's name"]]);
    }
    expect(of('user name', '山田太郎')('これは山田太郎のです')).toEqual(["the user's name"]);
    expect(of('user name', 'Straußmann')('STRAUSSMANN')).toEqual(["the user's name"]);
    expect(of('user name', 'νίκος')('ΝΊΚΟΣ')).toEqual(["the user's name"]);
  });

  it('remembers a bounded number of verdicts, and always says the same', () => {
    const here = leaksOf(identifiers);
    const first = here('by hildegard');
    for (let count = 0; count < 5000; count += 1) here(`harmless ${count}`);
    expect(here('by hildegard')).toEqual(first);
    expect(here('harmless 1')).toEqual([]);
  });
});

describe('leaks in hostile text', () => {
  const size = 64 * 1024;
  const fill = (text: string): string => text.repeat(Math.ceil(size / text.length)).slice(0, size);
  it.each([
    'a',
    '@',
    'a@',
    'a@b.',
    '1.',
    '1.2.3.4 ',
    '/',
    '\\',
    '%',
    '%41',
    '%2541',
    ':',
    'fe80:',
    'aa:',
    'eyJ',
    'eyJa.',
    '://',
    '://a',
    'aGlsZGVnYXJ',
    '68696c64',
    'brass-kettle-',
    'hildegar',
    '\u0301\u0323',
    '\uFDFA',
    '\u200B',
    '\0',
    '&#x6',
    '-----BEGIN',
    '~a',
    '\\u006',
  ])('ends, and finds what stands at its end: %j', (text) => {
    const hostile = `${fill(text)} brass-kettle-7`;
    expect(leaks(hostile)).toContain("this machine's host name");
  });
});
