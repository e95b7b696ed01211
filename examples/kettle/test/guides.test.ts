import { globSync, readFileSync } from 'node:fs';
import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { runLine } from './run-line.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Code of a guide that a comment before it says something of: `<!-- from FILE -->` or `<!-- run in examples/kettle -->`. */
interface Marked {
  readonly guide: string;
  readonly mark: 'from' | 'run in';
  readonly place: string;
  readonly code: string;
}

const marked: readonly Marked[] = globSync('docs/**/*.md', { cwd: root }).flatMap((guide) =>
  [...readFileSync(join(root, guide), 'utf8').matchAll(/^<!-- (from|run in) (\S+) -->\n\n```\w+\n(.*?)^```$/gms)].map(
    ([, mark, place = '', code = '']) => ({ guide, mark: mark === 'from' ? 'from' : 'run in', place, code }),
  ),
);
const excerpts = marked.filter(({ mark }) => mark === 'from');
const runs = Object.entries(
  Object.groupBy(
    marked.filter(({ mark }) => mark === 'run in'),
    ({ guide }) => guide,
  ),
);

/** A part of a file may stand further left in a guide. */
const flush = (text: string): string => text.replaceAll(/^[ \t]+/gm, '');

describe('the guides', () => {
  test('are found', () => {
    expect(excerpts.length).toBeGreaterThan(20);
    expect(runs.length).toBeGreaterThan(2);
  });

  test.each(excerpts)('$guide shows code as it stands in $place', ({ place, code }) => {
    expect(flush(readFileSync(join(root, place), 'utf8'))).toContain(flush(code));
  });

  test.each(runs)('%s has commands that run', { timeout: 120_000 }, async (_guide, blocks = []) => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'kettle-'));
    for (const line of blocks.flatMap(({ code }) => code.trim().split('\n'))) {
      const { code, output } = await runLine(line, folder.path);
      expect({ line, code, output }).toEqual({ line, code: 0, output });
    }
  });
});
