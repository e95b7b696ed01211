import { reasonOf } from '../errors.ts';
import { brief } from '../facts/shown.ts';
import type { TelemetryEvent } from '../pipeline/telemetry-event.ts';
import type { BatchLimits, SinkHealth, Store, StoredRecord } from '../store/store.ts';
import type { Clock } from '../surroundings/clock.ts';
import type { Logger, LogLevel } from '../surroundings/logger.ts';
import type { Random } from '../surroundings/random.ts';
import { attempt } from './attempt.ts';
import { nextHealth } from './next-health.ts';
import { rest, restMillis } from './rest.ts';
import { shownSink } from './shown-sink.ts';
import type { Outcome, Sink } from './sink.ts';
import { deliverSplitting, type BatchResult } from './split.ts';
import type { SubmitWindow } from './submit-window.ts';

/** What the loop of one sink needs. */
export interface DeliveryOptions {
  readonly sink: Sink;
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly outageLogLevel: LogLevel;
  /**
   * Asked before each delivery: from when on it is allowed, in milliseconds since the epoch; `null` where telemetry is off.
   * A dry run does not wait.
   */
  readonly allowedFrom: () => Promise<number | null>;
  readonly nextSlotAt: (now: number) => number;
  /** How often the plan reports, in milliseconds; a day where it does not. */
  readonly periodMillis: number;
  /** Holds events until their window; `null` where they leave as they come. */
  readonly window: SubmitWindow | null;
  /** Told of events that are settled at a sink that sends: accepted, or rejected for good. */
  readonly onSettled: (events: readonly TelemetryEvent[]) => void;
}

/** What is not waited for. What the receiver itself asked for always is. */
export interface Urgency {
  /** Also while a back-off lasts. */
  readonly backoff: boolean;
  /** Also what is held until its window. */
  readonly window: boolean;
}

const patient: Urgency = { backoff: false, window: false };

/** The loop of one sink: read a batch, check consent, deliver, settle. */
export interface Delivery {
  /** Something may wait. Delivers it unless the sink is left alone for now. */
  wake(): void;
  /** Number of failed attempts in this process. */
  readonly failures: number;
  /** Why no attempt can be made for now, in words; `null` where one can. */
  readonly problem: string | null;
  /**
   * Delivers what waits, until the first failure. Does nothing where more than `failures` attempts have failed by now: the
   * caller's one try has been made meanwhile.
   */
  drain(urgency: Urgency, failures: number): Promise<void>;
  /** Gives up what is going on. Resolves when the loop has ended. */
  stop(): Promise<void>;
}

const defaultLimits: BatchLimits = { events: 500, bytes: 1024 * 1024 };
const longestTimerMillis = 3600 * 1000;
/** How long a loop pauses after an error of the store or the host, in milliseconds. */
const troubleMillis = 60_000;
/** An event that is refused alone so many times, an hour apart, is rejected. */
const mostRefusals = 5;

export function deliveryTo(options: DeliveryOptions): Delivery {
  const { sink, store, clock, logger, window } = options;
  const limits = sink.limits ?? defaultLimits;
  const stopping = new AbortController();
  let running: Promise<void> | null = null;
  let again = false;
  let failures = 0;
  let problem: string | null = null;
  /** The health that the store failed to keep. */
  let unkept: SinkHealth | null = null;
  /** Until then what was delivered and could not be kept is delivered again only where someone asks for it. */
  let heldUntil = 0;
  /** Start of the window in which the oldest that waits was seen to be held. */
  let heldIn: number | null = null;
  let cancelTimer = (): void => {};

  const run = (urgency: Urgency): Promise<void> => {
    if (stopping.signal.aborted) return Promise.resolve();
    running ??= loop(urgency)
      .then(() => {
        problem = null;
        heldUntil = 0;
      }, hold)
      .finally(() => {
        running = null;
        if (again) wake();
      });
    return running;
  };

  const wake = (): void => {
    if (running !== null) again = true;
    else if (!isHeld()) void run(patient);
  };

  /** A clock that was set back holds nothing for longer. */
  const isHeld = (): boolean => clock.now() < heldUntil && heldUntil <= clock.now() + troubleMillis;

  function hold(error: unknown): void {
    if (stopping.signal.aborted) return;
    const isNews = problem === null;
    problem = `nothing goes to ${shownSink(sink).name} for now: ${brief(reasonOf(error))}`;
    if (isNews) logger.warn(`Telemetry: ${problem}. It is tried again every minute.`);
    // It was delivered, and the store does not know: to do so at each commit would flood the receiver.
    if (unkept !== null) {
      failures += 1;
      heldUntil = clock.now() + troubleMillis;
    }
    sleepUntil(clock.now() + troubleMillis);
  }

  async function loop(urgency: Urgency): Promise<void> {
    again = false;
    cancelTimer();
    let health = soundAt(clock.now(), unkept ?? (await store.health(sink.name)));
    let isRested = false;
    while (!stopping.signal.aborted) {
      const due = urgency.backoff ? health.askedToWaitUntil : health.notBefore;
      if (clock.now() < due) return sleepUntil(due);
      if (isHolding(urgency)) return sleepUntilWindow();
      const waiting = await store.waiting(sink.name, limits);
      if (waiting.length === 0) return;
      const batch = urgency.window ? waiting : released(waiting);
      if (batch.length === 0) return sleepUntilWindow();
      const left = isRested ? 0 : restMillis(health, clock.now());
      if (left > 0) {
        isRested = true;
        await rest(left, clock, stopping.signal);
        continue;
      }
      const from = await options.allowedFrom();
      if (from === null) return;
      if (clock.now() < from && sink.dryRun !== true) return sleepUntil(from);
      const result = await deliverBatch(batch, health);
      if (stopping.signal.aborted && !result.outcomes.some(({ status }) => status !== 'retry')) return;
      const after = nextHealth(health, result, {
        now: clock.now(),
        random: options.random,
        nextSlotAt: options.nextSlotAt,
        periodMillis: options.periodMillis,
      });
      if (after.state !== 'healthy') failures += 1;
      unkept = after;
      await settle(batch, result, after);
      unkept = null;
      sayOutage(health, after);
      health = after;
      if (health.state !== 'healthy') return sleepUntil(health.notBefore);
    }
  }

  /** As far as the first that is held: events leave in their order. */
  function released(waiting: readonly StoredRecord[]): readonly StoredRecord[] {
    if (window === null) return waiting;
    const now = clock.now();
    const first = waiting.findIndex(({ event }) => window.holds(event, now));
    if (first === 0) heldIn = window.at(now);
    return first === -1 ? waiting : waiting.slice(0, first);
  }

  /** Known without a look at what waits: the oldest was held, and it is the same window still. */
  const isHolding = (urgency: Urgency): boolean =>
    !urgency.window && heldIn !== null && window?.at(clock.now()) === heldIn;

  const sleepUntilWindow = (): void => sleepUntil(window?.nextAt(clock.now()) ?? 0);

  async function deliverBatch(batch: readonly StoredRecord[], health: SinkHealth): Promise<BatchResult> {
    const events = batch.map(({ event }) => event);
    const deliver = (part: readonly TelemetryEvent[]) => attempt(sink, part, { clock, stop: stopping.signal });
    const result = await deliverSplitting(events, deliver, options.random);
    const due = clock.now() >= health.notBefore;
    if (!result.refusedAll || events.length > 1 || !due || health.refusals + 1 < mostRefusals) return result;
    const why = `refused ${mostRefusals} times, an hour apart, while nothing else was waiting`;
    return { outcomes: [{ status: 'rejected', why }], refusedAll: false };
  }

  async function settle(batch: readonly StoredRecord[], { outcomes }: BatchResult, after: SinkHealth): Promise<void> {
    const pairs = batch.flatMap((record, index) => {
      const outcome = outcomes[index];
      return outcome === undefined ? [] : [{ record, outcome }];
    });
    const settlements = pairs.map(({ record, outcome }) => ({ position: record.position, ...settlementOf(outcome) }));
    await store.settle(sink.name, settlements, after);
    const settled = pairs.filter(({ outcome }) => outcome.status !== 'retry').map(({ record }) => record.event);
    // A dry run sends nothing, and so it is done with nothing.
    if (settled.length > 0 && sink.dryRun !== true) options.onSettled(settled);
  }

  function sayOutage(before: SinkHealth, after: SinkHealth): void {
    const to = shownSink(sink).inWords;
    if (before.state === 'healthy' && after.state !== 'healthy') {
      const next = new Date(after.notBefore).toISOString();
      logger[options.outageLogLevel](
        `Telemetry: no delivery to ${to}: ${after.lastAnswer ?? 'no answer'}. Events are kept; next attempt ${next}.`,
      );
    } else if (before.state !== 'healthy' && after.state === 'healthy') {
      const end =
        after.lastAnswer === 'accepted' ? 'works again' : `goes on; an event was given up: ${after.lastAnswer}`;
      logger[options.outageLogLevel](`Telemetry: delivery to ${to} ${end}.`);
    }
  }

  function sleepUntil(time: number): void {
    cancelTimer();
    if (!stopping.signal.aborted) {
      cancelTimer = clock.after(Math.min(Math.max(0, time - clock.now()), longestTimerMillis), wake);
    }
  }

  return {
    wake,
    get failures() {
      return failures;
    },
    get problem() {
      return problem;
    },
    drain: async (urgency, most) => {
      while (running !== null) await running;
      if (failures <= most) await run(urgency);
    },
    stop: async () => {
      cancelTimer();
      stopping.abort();
      await running;
    },
  };
}

/** What was waited for from a time that is yet to come is not: the clock was set back since. */
function soundAt(now: number, health: SinkHealth): SinkHealth {
  const wasSetBack = health.lastAnswerAt !== null && now < health.lastAnswerAt - longestTimerMillis;
  return wasSetBack ? { ...health, notBefore: 0, askedToWaitUntil: 0 } : health;
}

const settlementOf = (outcome: Outcome): { status: Outcome['status']; why?: string; receipt?: string } => {
  if (outcome.status !== 'accepted') return { status: outcome.status, why: outcome.why };
  return outcome.receipt === undefined ? { status: 'accepted' } : { status: 'accepted', receipt: outcome.receipt };
};
