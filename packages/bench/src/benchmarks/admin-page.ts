import type { Bench, Section } from '../bench.ts';
import { figuresOf, inTurn } from '../pairs.ts';
import { runChild } from '../run-child.ts';
import { pairedRatios, spreadOf } from '../statistics.ts';
import { figure, range } from '../table.ts';

type Size = 'few' | 'many';
const sizes: readonly Size[] = ['few', 'many'];

const measures = [
  ['overview', '/, ms'],
  ['view', '/view, ms'],
  ['filtered', '/view of one name and day, ms'],
  ['rare', '/view of what was rejected, ms'],
  ['middle', '/view from the middle on, ms'],
  ['record', '/view of one record, ms'],
] as const;

/** What an answer of the admin page takes, with ever so many records in the store. */
export async function adminPage({ installed, runs, quick }: Bench): Promise<Section> {
  const counts: Readonly<Record<Size, number>> = { few: 1000, many: quick ? 5000 : 1_000_000 };
  const files = new Map(sizes.map((size) => [size, installed.newFile()]));
  const fileOf = (size: Size): string => files.get(size) ?? '';
  for (const size of sizes) {
    const args = ['fill', fileOf(size), String(counts[size])];
    await runChild(installed.child('backlog'), args, { startMillis: 600_000 });
  }
  const child = installed.child('admin-page');
  const found = await inTurn<Size>(
    sizes.map((size) => [size, () => runChild(child, [fileOf(size), String(counts[size])])]),
    runs,
  );
  const of = (size: Size, name: string): readonly number[] => figuresOf(found(size), name);
  return {
    title: 'i. The admin page over a store in which much is',
    notes: [
      'Each run is a fresh process over a SQLite file with so many records of 1.3 KB, within two weeks: the median of 50 answers, whole.',
      'The overview shows status, the next report and the plot of 30 days; /view 25 records.',
    ],
    columns: ['records', ...sizes.map((size) => figure(counts[size])), 'min – max of the last'],
    rows: measures.map(([name, label]) => [
      label,
      ...sizes.map((size) => figure(spreadOf(of(size, name)).median)),
      range(spreadOf(of('many', name))),
    ]),
    claims: measures.map(([name, label]) => ({
      what: `${label.replace(', ms', '')}, ${figure(counts.many)} records against ${figure(counts.few)}`,
      figures: pairedRatios(of('many', name), of('few', name)),
      unit: '×',
      target: name === 'overview' || name === 'view' ? { floor: 1.5, aim: 1.1, better: 'lower' as const } : null,
    })),
    faults: [],
    figures: Object.fromEntries(
      measures.flatMap(([name, label]) =>
        sizes.map((size) => [`${figure(counts[size])} records: ${label}`, of(size, name)]),
      ),
    ),
  };
}
