import { describe, expect, it } from 'vitest';
import type { Identifier, IdentifierKind } from '../../../src/facts/identifiers.ts';
import { planWords } from '../../../src/pipeline/guard/plan-words.ts';
import { searchedOf } from '../../../src/pipeline/guard/searched.ts';
import { plan } from '../facts.ts';
import { identifiers } from './machine.ts';

const words = planWords(plan);
const whyNot = (what: IdentifierKind, value: string): string | undefined =>
  searchedOf([{ what, value }], words).passedOver[0]?.why;

describe('searchedOf', () => {
  it('looks for what tells a machine from others', () => {
    expect(searchedOf(identifiers, words)).toEqual({ searched: identifiers, passedOver: [] });
  });

  it.each<[IdentifierKind, readonly string[]]>([
    ['user name', ['root', 'node', 'Admin', 'ubuntu', 'butler', 'www-data']],
    ['host name', ['localhost', 'raspberrypi', 'DOCKER', 'debian']],
    ['home directory', ['/root', '/home/node/', '/home/runner', '/Users/node', '/', String.raw`C:\ `.trim()]],
    ['working directory', ['/app', '/usr/src/app', '/home']],
    ['configured host', ['localhost', '127.0.0.1', '::1', '0.0.0.0']],
  ])('passes over a %s that many machines have', (what, values) => {
    for (const value of values) expect([value, whyNot(what, value)]).not.toEqual([value, undefined]);
  });

  it('passes over what has fewer than four letters', () => {
    for (const value of ['vm', 'al', 'a-b', 'x.y'])
      expect(whyNot('user name', value)).toBe('it has fewer than 4 letters');
  });

  it('passes over a name that is a word of the plan: of its names and values, not of its prose', () => {
    for (const value of ['Kettle', 'boiled', 'high', 'round', 'spout', 'production', 'report']) {
      expect([value, whyNot('user name', value)]).not.toEqual([value, undefined]);
    }
    expect(whyNot('user name', 'makers')).toBeUndefined();
    const mac: Identifier = { what: 'MAC address', value: '02:fc:00:0b:0a:01' };
    expect(searchedOf([mac], new Set(['02:fc:00:0b:0a:01'])).searched).toEqual([mac]);
  });
});
