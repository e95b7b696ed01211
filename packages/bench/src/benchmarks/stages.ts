import type { Bench, Section } from '../bench.ts';
import { figuresOf, inTurn } from '../pairs.ts';
import { runChild } from '../run-child.ts';
import { spreadOf } from '../statistics.ts';
import { figure, range } from '../table.ts';

const kinds = ['usage', 'report'] as const;
const names: Readonly<Record<(typeof kinds)[number], string>> = {
  usage: 'usage event of 1.3 KB',
  report: 'report of Butler',
};
const stages = ['nothing', 'fold', 'derive', 'flatten', 'validate', 'guard', 'all'] as const;

/** What each stage of the pipeline costs. */
export async function stageByStage({ installed, runs, quick }: Bench): Promise<Section> {
  const child = installed.child('stages');
  const rounds = String(quick ? 3 : 40);
  const found = await inTurn(
    kinds.map((kind) => [kind, () => runChild(child, [kind, rounds])]),
    runs,
  );
  return {
    title: 'd. The pipeline, stage by stage, µs an event',
    notes: [
      `Each run is a fresh process; each stage alone over 500 facts, as one commit has them: the median of ${rounds} rounds after as many to warm up.`,
      'Nothing: a stage that hands on what it is given. All: the whole pipeline at once, as core runs it.',
    ],
    columns: ['', ...stages],
    rows: kinds.flatMap((kind) => {
      const spreads = stages.map((stage) => spreadOf(figuresOf(found(kind), stage)));
      return [
        [names[kind], ...spreads.map(({ median }) => figure(median))],
        ['  min – max', ...spreads.map(range)],
      ];
    }),
    claims: [],
    faults: kinds.flatMap((kind) =>
      figuresOf(found(kind), 'share').some((share) => share !== 1)
        ? [`${names[kind]}: the pipeline did not let all pass.`]
        : [],
    ),
    figures: Object.fromEntries(
      kinds.flatMap((kind) => stages.map((stage) => [`${names[kind]}, ${stage}, µs`, figuresOf(found(kind), stage)])),
    ),
  };
}
