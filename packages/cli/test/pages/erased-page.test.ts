import { columnsOf, painter } from '@plainsight/console-sink';
import { describe, expect, test } from 'vitest';
import { erasedPage } from '../../src/pages/erased-page.ts';
import { resetPage } from '../../src/pages/reset-page.ts';
import { switchedPage } from '../../src/pages/switched-page.ts';
import { off, on, report } from '../samples.ts';

const style = { width: 80, color: false, paint: painter(false) };
const contact = 'privacy@larder.example';
const id = report.distinctId;

describe('erasedPage', () => {
  test('says how many, and where to write with which id', () => {
    expect(`\n${erasedPage({ records: 12, id, contact }, style)}\n`).toBe(`
Deleted 12 records here.

To have deleted what was delivered before, write to privacy@larder.example and
give this id:
  5b1c0ad9f1f9c0d7f6b0e4a9c6d1a5b37e2f4c8d9a0b1c2d3e4f5a6b7c8d9e0f
`);
  });

  test('says so where there was nothing, and where there is no id', () => {
    const page = erasedPage({ records: 0, id: null, contact }, style);
    expect(page).toContain('There was nothing to delete here.');
    expect(page).toContain('Nothing was delivered under an id that lasts. For questions, write to');
    expect(page).toContain(contact);
  });

  test.each([40, 120])('has no line wider than %i columns', (width) => {
    const page = erasedPage({ records: 12, id, contact: `${contact}\u001b[2J` }, { ...style, width });
    for (const line of page.split('\n')) expect(columnsOf(line)).toBeLessThanOrEqual(width);
    expect(page).not.toContain('\u001b');
  });
});

describe('resetPage', () => {
  test('names the new id, and says how to have deleted what was sent under the old one', () => {
    const page = resetPage({ id: 'new', before: 'old', contact }, style);
    expect(page).toMatch(/^The id is now new\n/u);
    expect(page).toMatch(/write to privacy@larder\.example and\ngive this id:\n {2}old$/u);
  });

  test('speaks of no old id where there was none', () => {
    expect(resetPage({ id: null, before: null, contact }, style)).toBe(
      'The id is forgotten. A new one is made when telemetry needs it.',
    );
  });
});

describe('switchedPage', () => {
  test('says what is decided, what follows, and lists the four places', () => {
    expect(switchedPage('on', on, ['No config was named.'], style)).toMatch(
      /telemetry +ON, because larder\.telemetry is true\n[^]*DO_NOT_TRACK[^]*← decided\n +No config was named\.$/u,
    );
    expect(switchedPage('off', off, [], style)).toMatch(/OFF, because DO_NOT_TRACK is 1\n +Nothing is sent any more/u);
  });
});
