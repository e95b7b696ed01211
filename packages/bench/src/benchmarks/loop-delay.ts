import type { Bench, Section } from '../bench.ts';
import { counted, lossesOf } from '../counted.ts';
import { figuresOf, inTurn } from '../pairs.ts';
import { runChild } from '../run-child.ts';
import { spreadOf } from '../statistics.ts';
import { figure, range } from '../table.ts';

const ways = ['none', 'on'] as const;
const labels = { none: 'no telemetry', on: 'recorded, kept in SQLite and delivered' } as const;

/** How long the host's loop is held up by 5,000 events a second that are recorded and delivered. */
export async function loopDelay({ installed, server, runs, quick }: Bench): Promise<Section> {
  const child = installed.child('loop-delay');
  const seconds = quick ? '1' : '8';
  const found = await inTurn(
    ways.map((way) => [way, () => counted(server, runChild(child, [way, server.host, installed.newFile(), seconds]))]),
    runs,
  );
  const of = (way: (typeof ways)[number], name: string): readonly number[] => figuresOf(found(way), name);
  return {
    title: 'g. Delay of the host’s loop at 5,000 events a second, ms',
    notes: [
      `Each run is a fresh process that makes 50 events of 1.3 KB every 10 ms for ${seconds} s, the first second not counted.`,
      'Delay: perf_hooks.monitorEventLoopDelay with a resolution of 1 ms, which is contained in every figure.',
    ],
    columns: ['', 'p50', 'p99', 'p99.9', 'min – max', 'max'],
    rows: ways.map((way) => {
      const median = (name: string): string => figure(spreadOf(of(way, name)).median);
      return [
        labels[way],
        median('p50'),
        median('p99'),
        median('p999'),
        range(spreadOf(of(way, 'p999'))),
        median('max'),
      ];
    }),
    claims: [
      {
        what: 'delay of the loop, p99.9, over that without telemetry',
        figures: of('on', 'p999').map((millis, index) => millis - (of('none', 'p999')[index] ?? 0)),
        unit: 'ms',
        target: { floor: 5, better: 'lower' },
      },
    ],
    faults: lossesOf('At 5,000 a second', found('on'), 'made', 'arrived'),
    figures: Object.fromEntries(ways.map((way) => [`${labels[way]}, p99.9, ms`, of(way, 'p999')])),
  };
}
