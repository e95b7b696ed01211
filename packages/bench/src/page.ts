import type { Section } from './bench.ts';
import { figure, range, tableOf } from './table.ts';
import { judge, type Judged } from './verdict.ts';

/** What is printed of one benchmark. */
export const sectionPage = ({ title, notes, columns, rows }: Section): string =>
  ['', title, '', ...notes, '', tableOf(columns, rows), ''].join('\n');

/** All figures that are compared with others or held against a target. */
export function claimsPage(sections: readonly Section[], quick: boolean): string {
  const judged = sections.flatMap(({ claims }) => claims.map(judge));
  if (judged.length === 0) return '';
  const title = quick
    ? 'Ratios of one short run each: they show that the measurement works, and nothing of speed.'
    : 'Ratios: the median of the pairs, and how far they lie apart. Met or not is said of the median.';
  const columns = quick ? ['', 'ratio'] : ['', 'median', 'min – max', 'pairs', 'floor', '', 'aim', ''];
  return [
    '',
    title,
    '',
    tableOf(
      columns,
      judged.map((one) => (quick ? shortRow(one) : rowOf(one))),
    ),
    '',
  ].join('\n');
}

const shortRow = ({ what, unit, spread }: Judged): readonly string[] => [what, `${figure(spread.median)} ${unit}`];

function rowOf({ what, unit, spread, target, floorMet, aimMet }: Judged): readonly string[] {
  const limit = (value: number | undefined): string =>
    value === undefined ? '–' : `${target?.better === 'higher' ? '≥' : '≤'} ${figure(value)} ${unit}`;
  return [
    what,
    `${figure(spread.median)} ${unit}`,
    range(spread),
    String(spread.runs),
    limit(target?.floor),
    inWords(floorMet),
    limit(target?.aim),
    inWords(aimMet),
  ];
}

const inWords = (met: boolean | null): string => (met === null ? '' : met ? 'met' : 'NOT met');
