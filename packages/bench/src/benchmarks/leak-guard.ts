import type { Bench, Section } from '../bench.ts';
import { figuresOf, inTurn } from '../pairs.ts';
import { runChild } from '../run-child.ts';
import { spreadOf } from '../statistics.ts';
import { figure, range } from '../table.ts';

const measured = {
  report: 'report of Butler, µs',
  fixed: 'usage event with nothing but fixed values, µs',
  text100: 'usage event with 100 characters of free text, µs',
  text580: 'usage event with 580 characters of free text, µs',
  prose: '64 KB of prose, ms',
} as const;
const kinds = Object.keys(measured).filter((kind): kind is keyof typeof measured => kind in measured);

/** What the leak guard costs an event, and what 64 KB of hostile text cost it against 64 KB of prose. */
export async function leakGuard({ installed, runs, quick }: Bench): Promise<Section> {
  const rounds = String(quick ? 3 : 40);
  const found = await inTurn([['guard', () => runChild(installed.child('leak-guard'), [rounds])]], runs);
  const of = (name: string): readonly number[] => figuresOf(found('guard'), name);
  return {
    title: 'h. The leak guard',
    notes: [
      `Each run is a fresh process; an event is the median of ${rounds} rounds of 500 after five to warm up, each free text a new one.`,
      'Hostile: 29 texts of 64 KB made to be slow, each against prose of the same size.',
    ],
    columns: ['', 'median', 'min – max'],
    rows: kinds.map((kind) => {
      const spread = spreadOf(of(kind));
      return [measured[kind], figure(spread.median), range(spread)];
    }),
    claims: [
      {
        what: 'leak guard, hostile text against prose, median of the texts',
        figures: of('hostile'),
        unit: '×',
        target: null,
      },
      { what: 'leak guard, hostile text against prose, the slowest', figures: of('worst'), unit: '×', target: null },
    ],
    faults: of('kept').some((kept) => kept > 0) ? ['The leak guard kept back what identifies nobody.'] : [],
    figures: Object.fromEntries([
      ...kinds.map((kind) => [measured[kind], of(kind)]),
      ['hostile against prose, median', of('hostile')],
      ['hostile against prose, slowest', of('worst')],
    ]),
  };
}
