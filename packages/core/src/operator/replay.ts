import { attempt } from '../delivery/attempt.ts';
import { shownSink } from '../delivery/shown-sink.ts';
import type { Sink } from '../delivery/sink.ts';
import { deliverSplitting } from '../delivery/split.ts';
import type { Replayed, ReplayOptions, Surroundings } from '../lifecycle/options.ts';
import type { TelemetryEvent } from '../pipeline/telemetry-event.ts';

type Tally = { name: string; accepted: number; rejected: number };

/** Delivers events from elsewhere, batch by batch, each to all sinks. Ends with the first batch that one does not take. */
export async function replay(
  events: AsyncIterable<TelemetryEvent> | Iterable<TelemetryEvent>,
  { sinks, onProgress }: ReplayOptions,
  { clock, random }: Required<Surroundings>,
): Promise<Replayed> {
  const became: Tally[] = sinks.map(({ name }) => ({ name, accepted: 0, rejected: 0 }));
  const { signal } = new AbortController();
  let done = 0;
  let problem = problemOf(sinks);

  /** Why a sink did not take a batch; `null` where it did. */
  async function deliver(
    sink: Sink,
    tally: Tally | undefined,
    batch: readonly TelemetryEvent[],
  ): Promise<string | null> {
    const once = (part: readonly TelemetryEvent[]) => attempt(sink, part, { clock, stop: signal });
    const { outcomes } = await deliverSplitting(batch, once, random);
    let why: string | null = null;
    for (const outcome of outcomes) {
      if (outcome.status === 'retry') why ??= outcome.why;
      else if (tally !== undefined) tally[outcome.status] += 1;
    }
    return why === null
      ? null
      : `${shownSink(sink).name} did not take them: ${why}. Replay the file again: nothing is counted twice.`;
  }

  async function deliverToAll(batch: readonly TelemetryEvent[]): Promise<void> {
    for (const [index, sink] of sinks.entries()) problem ??= await deliver(sink, became[index], batch);
    if (problem === null) done += batch.length;
    onProgress?.({ done });
  }

  const limits = sinks.map((sink) => sink.limits ?? { events: 500, bytes: 1024 * 1024 });
  const most = {
    events: Math.min(...limits.map((one) => one.events)),
    bytes: Math.min(...limits.map((one) => one.bytes)),
  };
  let batch: TelemetryEvent[] = [];
  let bytes = 0;
  try {
    for await (const event of problem === null ? events : []) {
      const size = Buffer.byteLength(JSON.stringify(event));
      if (batch.length > 0 && (batch.length >= most.events || bytes + size > most.bytes)) {
        await deliverToAll(batch);
        [batch, bytes] = [[], 0];
      }
      if (problem !== null) break;
      batch.push(event);
      bytes += size;
    }
    if (problem === null && batch.length > 0) await deliverToAll(batch);
  } finally {
    await Promise.allSettled(sinks.map(async (sink) => sink.close()));
  }
  return { events: done, sinks: became, problem };
}

const problemOf = (sinks: readonly Sink[]): string | null => {
  const broken = sinks.map(shownSink).find(({ problem }) => problem !== null);
  if (broken !== undefined) return `Nothing can be sent to ${broken.name}: ${broken.problem}`;
  return sinks.length === 0 ? 'No sink was named. Name where the events are to go.' : null;
};
