import type { Consent } from '../consent/consent.ts';
import { attempt } from '../delivery/attempt.ts';
import { shownSink } from '../delivery/shown-sink.ts';
import type { Sink } from '../delivery/sink.ts';
import { deliverSplitting } from '../delivery/split.ts';
import { sentence } from '../facts/shown.ts';
import type { Replayed, ReplayOptions } from '../lifecycle/options.ts';
import { sessionOf } from '../lifecycle/session.ts';
import type { Quarantined } from '../pipeline/quarantined.ts';
import type { TelemetryEvent } from '../pipeline/telemetry-event.ts';
import type { Desk } from './desk.ts';
import { replayCheck } from './replay-check.ts';

type Tally = { name: string; accepted: number; rejected: number };

/** How many events that failed their checks are shown. */
const mostShown = 10;

/**
 * Delivers events from elsewhere, batch by batch, each to all sinks. Ends with the first batch that one does not take, and where
 * telemetry is off. An event that fails its checks is left out.
 */
export async function replay(
  events: AsyncIterable<TelemetryEvent> | Iterable<TelemetryEvent>,
  { sinks, earlier = [], onProgress }: ReplayOptions,
  { session: { plan, options, surroundings, isOffHere } }: Desk,
): Promise<Replayed> {
  const { clock, random } = surroundings;
  // Consent is asked for where these go, not for where telemetry of this machine does.
  const session = sessionOf(plan, { ...options, sinks, logger: {} }, surroundings, isOffHere);
  const became: Tally[] = sinks.map(({ name }) => ({ name, accepted: 0, rejected: 0 }));
  const { signal } = new AbortController();
  const first: Quarantined[] = [];
  let failed = 0;
  let done = 0;
  let problem = problemOf(sinks) ?? offBy(await session.decide());
  const check = problem === null ? await replayCheck(session, earlier) : null;

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
      : `${shownSink(sink).name} did not take them: ${sentence(why)} Replay the file again: nothing is counted twice.`;
  }

  async function deliverToAll(batch: readonly TelemetryEvent[]): Promise<void> {
    problem ??= offBy(await session.decide());
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
    for await (const given of check === null ? [] : events) {
      const one = check?.(given);
      if (one === undefined || 'quarantined' in one) {
        failed += 1;
        if (one !== undefined && first.length < mostShown) first.push(one.quarantined);
        continue;
      }
      const size = Buffer.byteLength(JSON.stringify(one.event));
      if (batch.length > 0 && (batch.length >= most.events || bytes + size > most.bytes)) {
        await deliverToAll(batch);
        [batch, bytes] = [[], 0];
      }
      if (problem !== null) break;
      batch.push(one.event);
      bytes += size;
    }
    if (problem === null && batch.length > 0) await deliverToAll(batch);
  } finally {
    await Promise.allSettled(sinks.map(async (sink) => sink.close()));
  }
  return { events: done, sinks: became, ...(failed === 0 ? {} : { quarantined: { count: failed, first } }), problem };
}

/** Why nothing is sent now; `null` where it may be. */
const offBy = ({ on, reason }: Consent): string | null =>
  on ? null : `${sentence(`Telemetry is ${reason}`)} Nothing more was sent.`;

const problemOf = (sinks: readonly Sink[]): string | null => {
  const broken = sinks.map(shownSink).find(({ problem }) => problem !== null);
  if (broken !== undefined) return `Nothing can be sent to ${broken.name}: ${broken.problem}`;
  return sinks.length === 0 ? 'No sink was named. Name where the events are to go.' : null;
};
