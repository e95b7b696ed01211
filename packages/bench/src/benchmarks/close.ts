import type { Bench, Section } from '../bench.ts';
import { figuresOf, inTurn } from '../pairs.ts';
import { runChild } from '../run-child.ts';
import { spreadOf } from '../statistics.ts';
import { figure, range } from '../table.ts';

const timeoutMillis = 500;
const ways = ['plainsight', 'posthog-node'] as const;
const calls: Readonly<Record<(typeof ways)[number], string>> = {
  plainsight: `plainsight: close({ timeoutMillis: ${timeoutMillis} })`,
  'posthog-node': `posthog-node: shutdown(${timeoutMillis})`,
};
/** After this time a process that closed has not ended by itself. */
const patience = { full: 5000, quick: 1000 };

/** How long closing takes while a request hangs at a host that never answers, and whether the process then ends. */
export async function closing({ installed, server, runs, quick }: Bench): Promise<Section> {
  const child = installed.child('close');
  const limitMillis = quick ? patience.quick : patience.full;
  const found = await inTurn(
    ways.map((way) => [way, () => runChild(child, [way, server.deafHost, String(timeoutMillis)], { limitMillis })]),
    runs,
  );
  const overshoots = (way: (typeof ways)[number]): readonly number[] => figuresOf(found(way), 'overshootMillis');
  const endings = (way: (typeof ways)[number]): readonly number[] => found(way).map((run) => run.millisAfterWord);
  const endedByThemselves = (way: (typeof ways)[number]): number => found(way).filter((run) => run.byItself).length;
  return {
    title: 'e. Closing against a host that never answers, ms',
    notes: [
      'Each run is a fresh process with 100 events of 1.3 KB in a request that hangs. It closes, says how long that took, and only returns.',
      `Overshoot: beyond the limit of ${timeoutMillis} ms. End: from closed until the process had ended; given up and killed after ${limitMillis / 1000} s.`,
    ],
    columns: ['', 'overshoot', 'min – max', 'end', 'min – max', 'ended by itself'],
    rows: ways.map((way) => {
      const [over, end] = [spreadOf(overshoots(way)), spreadOf(endings(way))];
      const itself = `${endedByThemselves(way)} of ${found(way).length}`;
      return [calls[way], figure(over.median), range(over), figure(end.median), range(end), itself];
    }),
    claims: [
      {
        what: 'close() beyond its limit, host that never answers',
        figures: overshoots('plainsight'),
        unit: 'ms',
        target: { floor: 50, better: 'lower' },
      },
    ],
    faults:
      endedByThemselves('plainsight') === found('plainsight').length
        ? []
        : ['A process that closed did not end by itself.'],
    figures: Object.fromEntries(
      ways.flatMap((way) => [
        [`${calls[way]}, overshoot, ms`, overshoots(way)],
        [`${calls[way]}, end, ms`, endings(way)],
      ]),
    ),
  };
}
