import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kindOf } from '../../src/facts/plain-section.ts';
import { inert, quoted } from '../../src/facts/shown.ts';

describe('a value as it is shown', () => {
  it('is short, on one line, and nothing in it is invisible', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(quoted(text)).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
        expect(quoted(text).length).toBeLessThan(450);
      }),
    );
  });

  it('is quoted, with what is left out marked', () => {
    expect(quoted('yes')).toBe('"yes"');
    expect(quoted('say "yes"')).toBe(String.raw`"say \"yes\""`);
    expect(quoted('😀'.repeat(41))).toBe(`"${'😀'.repeat(40)}…"`);
  });

  it('keeps letters of all languages', () => {
    expect(inert('Größe 大小 ✓')).toBe('Größe 大小 ✓');
    expect(inert('a\u0007\u009B\u200E')).toBe(String.raw`a\u{7}\u{9b}\u{200e}`);
  });

  it('has a kind with a name', () => {
    expect([[], {}, 'a', 1, 1n, true, null, undefined, () => 1].map(kindOf)).toEqual([
      'a list',
      'a section',
      'a text',
      'a number',
      'a number',
      'a boolean',
      'nothing',
      'nothing',
      'a function',
    ]);
  });
});
