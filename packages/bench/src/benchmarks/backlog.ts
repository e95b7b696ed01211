import type { Bench, Section } from '../bench.ts';
import { figuresOf, inTurn } from '../pairs.ts';
import { runChild } from '../run-child.ts';
import { pairedRatios, spreadOf } from '../statistics.ts';
import { figure, range } from '../table.ts';
import type { Claim } from '../verdict.ts';

type Size = 'none' | 'few' | 'many';
const sizes: readonly Size[] = ['none', 'few', 'many'];

const measures = [
  ['cpuMicros', 'CPU of an event, µs'],
  ['wallMicros', 'time of an event, µs'],
  ['commitP50', 'commit of one event, p50 ms'],
  ['commitP99', 'commit of one event, p99 ms'],
  ['page', 'page of records, ms'],
  ['rarePage', 'page of rejected records, ms'],
  ['status', 'status, ms'],
  ['megabytes', 'memory of the process, MB'],
] as const;

/** What an event, a page and a status cost, and how much memory, with ever so many events waiting on the disk. */
export async function backlog({ installed, runs, quick }: Bench): Promise<Section> {
  const child = installed.child('backlog');
  const counts: Readonly<Record<Size, number>> = quick
    ? { none: 0, few: 1000, many: 5000 }
    : { none: 0, few: 10_000, many: 1_000_000 };
  const files = new Map(sizes.map((size) => [size, installed.newFile()]));
  const fileOf = (size: Size): string => files.get(size) ?? '';
  for (const size of sizes) {
    await runChild(child, ['fill', fileOf(size), String(counts[size])], { startMillis: 600_000 });
  }
  const found = await inTurn<Size>(
    sizes.map((size) => [size, () => runChild(child, ['measure', fileOf(size)])]),
    runs,
  );
  const of = (size: Size, name: string): readonly number[] => figuresOf(found(size), name);
  const claim = (what: string, name: string, target: Claim['target']): Claim => ({
    what: `${what}, ${figure(counts.many)} waiting against ${figure(counts.few)}`,
    figures: pairedRatios(of('many', name), of('few', name)),
    unit: '×',
    target,
  });
  const extra = of('many', 'megabytes').map((megabytes, index) => megabytes - (of('none', 'megabytes')[index] ?? 0));
  return {
    title: 'f. A store in which much waits',
    notes: [
      'Each run is a fresh process on a SQLite file with so many events of 1.3 KB waiting: 10,000 are recorded, and as many settled, 500 at a time.',
      'A commit is record() and flush({ to: "store" }), with the disk waited for. Pages of 50 records, the newest first.',
      'Memory is the resident set after 2,000 events.',
    ],
    columns: ['waiting', ...sizes.map((size) => figure(counts[size])), 'min – max of the last'],
    rows: measures.map(([name, label]) => [
      label,
      ...sizes.map((size) => figure(spreadOf(of(size, name)).median)),
      range(spreadOf(of('many', name))),
    ]),
    claims: [
      claim('CPU of an event', 'cpuMicros', { floor: 1.2, aim: 1.1, better: 'lower' }),
      claim('time of an event', 'wallMicros', { floor: 1.2, aim: 1.1, better: 'lower' }),
      claim('page of records', 'page', null),
      claim('status', 'status', null),
      {
        what: `memory with ${figure(counts.many)} waiting, over an empty store`,
        figures: extra,
        unit: 'MB',
        target: { floor: 10, aim: 3, better: 'lower' },
      },
    ],
    faults: [],
    figures: Object.fromEntries(
      measures.flatMap(([name, label]) =>
        sizes.map((size) => [`${figure(counts[size])} waiting: ${label}`, of(size, name)]),
      ),
    ),
  };
}
