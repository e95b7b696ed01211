import type { Bench, Section } from '../bench.ts';
import { counted, lossesOf } from '../counted.ts';
import { figuresOf, inTurn, type Runs, type Side } from '../pairs.ts';
import { runChild } from '../run-child.ts';
import { pairedRatios, spreadOf } from '../statistics.ts';
import { figure, range } from '../table.ts';
import type { Claim, Target } from '../verdict.ts';

type Way = 'plainsight' | 'durable' | 'durable-gzip-6' | 'sink' | 'bare' | 'bare-default' | 'burst';

const labels: Readonly<Record<Way, string>> = {
  plainsight: 'plainsight in memory: record() × 1,000, await flush()',
  durable: 'plainsight in SQLite: the same',
  'durable-gzip-6': 'plainsight in SQLite, gzip 6 as posthog-node: the same',
  sink: 'posthog-sink alone: await deliver(1,000)',
  bare: 'posthog-node: capture() × 1,000, await flush()',
  'bare-default': 'posthog-node, default options, the same',
  burst: 'posthog-node, default options, one burst',
};
const lossless: readonly Way[] = ['plainsight', 'durable', 'durable-gzip-6', 'sink', 'bare', 'bare-default'];

const mainThread = { floor: 0.5, aim: 0.25, better: 'lower' } as const;

const measures: Readonly<Record<string, string>> = {
  perSecond: 'events/s',
  threadMicros: 'main-thread CPU, µs an event',
  activeMicros: 'main thread busy, µs an event',
  cpuMicros: 'CPU of the process, µs an event',
};

/** How many events arrive in a second, and what each costs, when none may be lost. */
export async function throughput({ installed, server, runs, quick }: Bench): Promise<Section> {
  const child = installed.child('throughput');
  const side =
    (way: Way, events: number): Side =>
    () =>
      counted(server, runChild(child, [way, server.host, String(events), installed.newFile()]));
  const events = quick ? 2000 : 40_000;
  const found = await inTurn<Way>(
    lossless.map((way) => [way, side(way, events)]),
    runs,
  );
  const burst = await inTurn<Way>([['burst', side('burst', quick ? 20_000 : 100_000)]], quick ? 1 : Math.min(2, runs));
  const runsOf: Runs<Way> = (way) => (way === 'burst' ? burst(way) : found(way));
  return {
    title: 'b. Events delivered',
    notes: [
      `Each run is a fresh process that sends 5,000 events to warm up and then ${figure(events)}, properties of 1.3 KB; the sides in turn. A burst has no warm-up.`,
      'What arrived is counted at the server by uuid. memoryStore is given maxRecords 1,000,000 and maxBytes 4 GB, for all that is recorded here at once.',
      'posthog-node in the fifth row has flushAt 1,001 and maxQueueSize 10,000: one request for 1,000 events, as the sink.',
      'posthog-sink compresses at level 2 of gzip unless told otherwise, posthog-node at 6: part of what it gains comes from there. The third row has none of that.',
      'Main-thread CPU: process.threadCpuUsage(). Busy: active time of performance.eventLoopUtilization(). CPU: process.cpuUsage(), threads for gzip and GC included.',
    ],
    columns: ['', 'sent', 'arrived', 'events/s', 'min – max', 'main CPU µs', 'busy µs', 'CPU µs', 'wire bytes'],
    rows: [...lossless, 'burst' as const].map((way) => rowOf(way, runsOf)),
    claims: claimsOf(runsOf),
    faults: lossless.flatMap((way) => lossesOf(labels[way], runsOf(way), 'sent', 'arrived')),
    figures: Object.fromEntries(
      [...lossless, 'burst' as const].flatMap((way) =>
        Object.entries(measures).map(([name, label]) => [`${labels[way]}: ${label}`, figuresOf(runsOf(way), name)]),
      ),
    ),
  };
}

function rowOf(way: Way, runsOf: Runs<Way>): readonly string[] {
  const spread = (name: string) => spreadOf(figuresOf(runsOf(way), name));
  const [sent, arrived] = [spread('sent').median, spread('arrived')];
  const lost = arrived.min < sent ? ` (${figure((arrived.median / sent) * 100)} %: LOST)` : '';
  // Of a burst, what was handed over in a second is not what arrived.
  const speed = way === 'burst' ? ['–', '–'] : [figure(spread('perSecond').median), range(spread('perSecond'))];
  const costs = ['threadMicros', 'activeMicros', 'cpuMicros'].map((name) => figure(spread(name).median));
  const bytes = figure(spread('wireBytes').median / arrived.median);
  return [labels[way], figure(sent), `${figure(arrived.median)}${lost}`, ...speed, ...costs, bytes];
}

function claimsOf(runsOf: Runs<Way>): readonly Claim[] {
  const claim = (what: string, way: Way, name: string, target: Target | null): Claim => ({
    what: `${what} against posthog-node`,
    figures: pairedRatios(figuresOf(runsOf(way), name), figuresOf(runsOf('bare'), name)),
    unit: '×',
    target,
  });
  return [
    claim('sink alone, events/s', 'sink', 'perSecond', { floor: 0.9, better: 'higher' }),
    claim('sink alone, main-thread CPU an event', 'sink', 'threadMicros', null),
    claim('sink alone, CPU an event', 'sink', 'cpuMicros', null),
    claim('plainsight (memory store), events/s', 'plainsight', 'perSecond', { floor: 0.85, aim: 1, better: 'higher' }),
    claim('durable and delivered (SQLite), events/s', 'durable', 'perSecond', {
      floor: 0.85,
      aim: 1,
      better: 'higher',
    }),
    claim('the same with gzip at 6, as posthog-node, events/s', 'durable-gzip-6', 'perSecond', {
      floor: 1,
      aim: 1.15,
      better: 'higher',
    }),
    claim('in memory, main-thread CPU an event', 'plainsight', 'threadMicros', mainThread),
    claim('SQLite, main-thread CPU an event', 'durable', 'threadMicros', mainThread),
    claim('in memory, main thread busy, an event', 'plainsight', 'activeMicros', null),
    claim('SQLite, main thread busy, an event', 'durable', 'activeMicros', null),
    claim('in memory, CPU an event', 'plainsight', 'cpuMicros', null),
    claim('SQLite, CPU an event', 'durable', 'cpuMicros', null),
    claim('SQLite with gzip at 6, CPU an event', 'durable-gzip-6', 'cpuMicros', null),
  ];
}
