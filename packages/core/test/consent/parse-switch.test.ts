import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDoNotTrack, parseSwitch } from '../../src/consent/parse-switch.ts';

const anyCase = (words: readonly string[]) =>
  fc
    .tuple(fc.constantFrom(...words), fc.infiniteStream(fc.boolean()), fc.stringMatching(/^[ \t\r\n]{0,3}$/))
    .map(([word, upper, space]) => {
      const cased = Array.from(word, (letter) => (upper.next().value ? letter.toUpperCase() : letter)).join('');
      return `${space}${cased}${space}`;
    });

const says = (value: unknown, inverted?: boolean) => parseSwitch('X_TELEMETRY', value, inverted).says;

describe('a switch', () => {
  it('is on for true, 1, on and yes, in any case and with white space around it', () => {
    fc.assert(
      fc.property(anyCase(['true', '1', 'on', 'yes']), (value) => {
        expect(says(value)).toBe('on');
        expect(says(value, true)).toBe('off');
      }),
    );
  });

  it('is off for false, 0, off and no, in any case and with white space around it', () => {
    fc.assert(
      fc.property(anyCase(['false', '0', 'off', 'no']), (value) => {
        expect(says(value)).toBe('off');
        expect(says(value, true)).toBe('on');
      }),
    );
  });

  it('takes the booleans and numbers of a config', () => {
    expect([true, false, 1, 0].map((value) => says(value))).toEqual(['on', 'off', 'on', 'off']);
    expect([true, false, 1, 0].map((value) => says(value, true))).toEqual(['off', 'on', 'off', 'on']);
  });

  it('is absent when it is empty', () => {
    for (const value of [undefined, null, '', '  ', '\t\n']) {
      expect(parseSwitch('X', value)).toEqual({ says: null, holds: null, problem: null });
      expect(parseSwitch('X', value, true)).toEqual({ says: null, holds: null, problem: null });
    }
  });

  it('is off for anything else, inverted too, and names the place, what it holds and what it may hold', () => {
    for (const value of [
      'maybe',
      'ture',
      'enabled',
      '2',
      2,
      -1,
      Number.NaN,
      [],
      [true],
      {},
      'null',
      '１',
      1n,
      () => true,
    ]) {
      for (const inverted of [false, true]) {
        const read = parseSwitch('X_TELEMETRY', value, inverted);
        expect(read.says).toBe('off');
        expect(read.problem).toContain(`X_TELEMETRY holds ${read.holds}`);
        for (const word of ['true', '1', 'on', 'yes', 'false', '0', 'off', 'no']) {
          expect(read.problem).toMatch(new RegExp(`\\b${word}\\b`));
        }
      }
    }
  });

  it('says the way out in the right direction', () => {
    expect(parseSwitch('Butler.anonTelemetry', 'maybe').problem).toBe(
      'Butler.anonTelemetry holds "maybe", so telemetry is off. Set it to true, 1, on or yes to switch telemetry on, to ' +
        'false, 0, off or no to switch it off, or leave it out.',
    );
    expect(parseSwitch('X_TELEMETRY_DISABLED', [], true).problem).toBe(
      'X_TELEMETRY_DISABLED holds a list, so telemetry is off. Set it to false, 0, off or no to switch telemetry on, to ' +
        'true, 1, on or yes to switch it off, or leave it out.',
    );
  });

  it('shows what it holds short, on one line and without what a terminal obeys', () => {
    const { problem } = parseSwitch('X', `\u001b[31m\n"\u202Etrue\u2028${'x'.repeat(10_000)}`);
    expect(problem).toContain(String.raw`"\u{1b}[31m\u{a}\"\u{202e}true\u{2028}xxx`);
    expect(problem).toContain('…');
    expect(problem?.length).toBeLessThan(250);
    expect(problem).not.toMatch(/[\p{C}\p{Zl}]/u);
  });

  it('shows a word that it knows as it is', () => {
    expect(parseSwitch('X', ' Yes ').holds).toBe('Yes');
    expect(parseSwitch('X', false).holds).toBe('false');
    expect(parseSwitch('X', 1).holds).toBe('1');
  });

  it('reads anything without a throw', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(['on', 'off', null]).toContain(says(value));
      }),
    );
  });
});

describe('DO_NOT_TRACK', () => {
  it('is off for anything but empty, 0, false, no and off', () => {
    for (const value of ['1', 'true', 'yes', 'on', 'TRUE', 'please', '2', 'null', '\u001b']) {
      expect(parseDoNotTrack(value)).toMatchObject({ says: 'off', problem: null });
    }
  });

  it('says nothing, and never on, for empty, 0, false, no and off', () => {
    for (const value of [undefined, '', ' ', '0', 'false', 'no', 'off', ' OFF ', 'False']) {
      expect(parseDoNotTrack(value)).toMatchObject({ says: null, problem: null });
    }
  });

  it('shows what it holds', () => {
    expect(parseDoNotTrack(undefined).holds).toBeNull();
    expect(parseDoNotTrack('0').holds).toBe('0');
    expect(parseDoNotTrack('\u001b[2J').holds).toBe(String.raw`"\u{1b}[2J"`);
  });
});
