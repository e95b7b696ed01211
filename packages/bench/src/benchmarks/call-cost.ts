import type { Bench, Section } from '../bench.ts';
import { counted, lossesOf } from '../counted.ts';
import { figuresOf, inTurn } from '../pairs.ts';
import { runChild } from '../run-child.ts';
import { pairedRatios, spreadOf } from '../statistics.ts';
import { figure, range } from '../table.ts';

const sizes = ['small', 'large'] as const;
const labels = { small: 'small', large: '1.3 KB' } as const;
const target = { floor: 1, aim: 0.5, better: 'lower' } as const;

/** What one call costs the code that makes it: record() of plainsight, capture() of posthog-node. */
export async function callCost({ installed, server, runs, quick }: Bench): Promise<Section> {
  const samples = String(quick ? 1000 : 20_000);
  const child = installed.child('call-cost');
  const found = await inTurn(
    sizes.map((size) => [size, () => counted(server, runChild(child, [server.host, size, samples]))]),
    runs,
  );
  const all = sizes.flatMap((size) => {
    return (['P50', 'P99'] as const).map((quantile) => ({
      what: `${quantile.toLowerCase()}, ${labels[size]} properties`,
      ours: figuresOf(found(size), `record${quantile}`),
      theirs: figuresOf(found(size), `capture${quantile}`),
    }));
  });
  const bytes = (size: (typeof sizes)[number]): string => String(figuresOf(found(size), 'bytes')[0]);
  const nothing = spreadOf(sizes.flatMap((size) => figuresOf(found(size), 'nothingP50')));
  return {
    title: 'a. Cost of a call, µs',
    notes: [
      `Each run is a fresh process in which both sides make ${samples} calls a size, one after the other and in turn who is first;`,
      'each call is timed alone. Both are on, with default options, and send to the server every 500 calls, untimed.',
      `Properties as JSON: small ${bytes('small')} bytes, 1.3 KB ${bytes('large')} bytes, one or so more or less.`,
      `Timing a call of nothing: ${figure(nothing.median)} µs, contained in every figure.`,
    ],
    columns: ['', 'record()', 'min – max', 'capture()', 'min – max'],
    rows: all.map(({ what, ours, theirs }) => {
      const [own, other] = [spreadOf(ours), spreadOf(theirs)];
      return [what, figure(own.median), range(own), figure(other.median), range(other)];
    }),
    claims: all.map(({ what, ours, theirs }) => ({
      what: `record() against capture(), ${what}`,
      figures: pairedRatios(ours, theirs),
      unit: '×',
      target,
    })),
    faults: sizes.flatMap((size) => [
      ...lossesOf(
        `record(), ${size}`,
        found(size),
        'recorded',
        `arrived ${size === 'small' ? 'flowOpened' : 'flowRun'}`,
      ),
      ...lossesOf(`capture(), ${size}`, found(size), 'recorded', 'arrived captured'),
    ]),
    figures: Object.fromEntries(
      all.flatMap(({ what, ours, theirs }) => [
        [`record() ${what}, µs`, ours],
        [`capture() ${what}, µs`, theirs],
      ]),
    ),
  };
}
