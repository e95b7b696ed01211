import type { Bench, Section } from '../bench.ts';
import { figuresOf, inTurn, type Side } from '../pairs.ts';
import { numberOf, runChild } from '../run-child.ts';
import { pairedRatios, spreadOf } from '../statistics.ts';
import { figure, range } from '../table.ts';
import type { Claim } from '../verdict.ts';

type Way = 'nothing' | 'import posthog-node' | 'off by environment' | 'off by config' | 'on';

const ways: readonly Exclude<Way, 'nothing'>[] = ['import posthog-node', 'off by environment', 'off by config', 'on'];
const target = { floor: 0.25, aim: 0.1, better: 'lower' } as const;

/** What importing and starting costs a host, against importing posthog-node. */
export async function startup({ installed, runs, quick }: Bench): Promise<Section> {
  const child = installed.child('start');
  const side =
    (way: string, env: Readonly<Record<string, string>> = {}): Side =>
    () =>
      runChild(child, [way, installed.newFile()], { env });
  const sides: readonly (readonly [Way, Side])[] = [
    ['nothing', side('nothing')],
    ['import posthog-node', side('import posthog-node')],
    ['off by environment', side('host', { DO_NOT_TRACK: '1' })],
    ['off by config', side('off by config')],
    ['on', side('host')],
  ];
  // The first to read a file reads it from the disk.
  if (!quick) await inTurn(sides, 1);
  const found = await inTurn(sides, quick ? 1 : 3 * runs);
  const inside = (way: Way): readonly number[] => figuresOf(found(way), 'millis');
  const cpu = (way: Way): readonly number[] => figuresOf(found(way), 'cpuMillis');
  const bare = spreadOf(found('nothing').map(({ millis }) => millis));
  const outside = (way: Way): readonly number[] => found(way).map(({ millis }) => millis - bare.median);
  const against = (of: (way: Way) => readonly number[], by: string): readonly Claim[] =>
    (['off by environment', 'off by config'] as const).map((way) => ({
      what: `import and start, ${way}, against importing posthog-node (${by})`,
      figures: pairedRatios(of(way), of('import posthog-node')),
      unit: '×',
      target,
    }));
  return {
    title: 'c. Import and start, ms',
    notes: [
      `Each run is a fresh process${quick ? '' : ', after a first round that is not counted'}: a host with the plan of Butler imports core and posthog-sink, as compiled and published, and starts.`,
      'Stores: memoryStore with fileDecisions. On: until start() resolves, the facts of the machine made up.',
      `Inside: from before the import until start() resolved. Whole: the process from spawn to end, less the median of a bare node (${figure(bare.median)} ms, ${range(bare)}).`,
    ],
    columns: ['', 'inside', 'min – max', 'CPU inside', 'whole', 'min – max'],
    rows: ways.map((way) => {
      const [own, all] = [spreadOf(inside(way)), spreadOf(outside(way))];
      return [way, figure(own.median), range(own), figure(spreadOf(cpu(way)).median), figure(all.median), range(all)];
    }),
    claims: [...against(inside, 'inside'), ...against(outside, 'whole')],
    faults: ways.flatMap((way) => {
      const on = way === 'on' || way === 'import posthog-node' ? 1 : 0;
      return found(way).some((run) => numberOf(run, 'on') !== on) ? [`${way}: it was not.`] : [];
    }),
    figures: Object.fromEntries(
      ways.flatMap((way) => [
        [`${way}, inside, ms`, inside(way)],
        [`${way}, CPU inside, ms`, cpu(way)],
        [`${way}, whole, ms`, outside(way)],
      ]),
    ),
  };
}
