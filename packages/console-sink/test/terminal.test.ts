import { describe, expect, test } from 'vitest';
import { wantsColor, widthOf } from '../src/index.ts';

describe('wantsColor', () => {
  test.each([
    ['a terminal', true, {}, true],
    ['a pipe', undefined, {}, false],
    ['a terminal with NO_COLOR', true, { NO_COLOR: '1' }, false],
    ['a terminal with an empty NO_COLOR', true, { NO_COLOR: '' }, true],
    ['a pipe with FORCE_COLOR', undefined, { FORCE_COLOR: '1' }, true],
    ['a pipe with an empty FORCE_COLOR', undefined, { FORCE_COLOR: '' }, true],
    ['a terminal with FORCE_COLOR=0', true, { FORCE_COLOR: '0' }, false],
    ['a terminal with FORCE_COLOR=false', true, { FORCE_COLOR: 'false' }, false],
    ['a pipe with both', undefined, { FORCE_COLOR: '1', NO_COLOR: '1' }, true],
    ['a dumb terminal', true, { TERM: 'dumb' }, false],
  ])('for %s', (_, isTTY, env, wanted) => {
    expect(wantsColor({ isTTY }, env)).toBe(wanted);
  });
});

describe('widthOf', () => {
  test.each([
    [100, {}, 100],
    [300, {}, 120],
    [20, {}, 40],
    [undefined, {}, 80],
    [undefined, { COLUMNS: '100' }, 100],
    [undefined, { COLUMNS: 'wide' }, 80],
    [0, {}, 80],
  ])('of %s columns with %j is %i', (columns, env, width) => {
    expect(widthOf({ columns }, env)).toBe(width);
  });
});
