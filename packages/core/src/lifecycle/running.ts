import type { Consent } from '../consent/consent.ts';
import { deliveriesTo } from '../delivery/deliveries.ts';
import type { Sink } from '../delivery/sink.ts';
import { reasonOf } from '../errors.ts';
import type { Properties } from '../facts/fact.ts';
import { uuidV7Source } from '../facts/uuid.ts';
import { compileCheck } from '../pipeline/compile-check.ts';
import { eventSchemas } from '../pipeline/event-schemas.ts';
import { foldFact } from '../pipeline/fold.ts';
import { runPipeline, type Stages } from '../pipeline/pipeline.ts';
import { describeFeatures } from '../plan/describe.ts';
import { planHash } from '../plan/plan-hash.ts';
import { journalWriter } from '../store/journal-writer.ts';
import type { Counts, SinkHealth } from '../store/store.ts';
import { identify } from './identify.ts';
import { openStore } from './open-store.ts';
import { reporter } from './reporter.ts';
import type { Session } from './session.ts';
import { within } from './within.ts';

/** Telemetry that is on. */
export interface Running {
  /** What events are sent under. */
  readonly id: string;
  record(name: string, properties: Properties, at: number): void;
  /** Counts events that were lost before they came here. */
  drop(count: number): void;
  flush(to: 'store' | 'sinks'): Promise<void>;
  look(): Promise<Look>;
  /** Stops at once. What was not sent is deleted when `purge` is true, else kept by the store, the latest included. */
  stop(options: { readonly purge: boolean }): Promise<void>;
}

/** How telemetry that is on is doing. */
export interface Look {
  readonly counts: Counts;
  readonly healths: ReadonlyMap<string, SinkHealth>;
  /** Milliseconds since the epoch; `null` when no report is due. */
  readonly nextReportAt: number | null;
}

/** What telemetry needs to run. */
export interface RunContext {
  readonly session: Session;
  /** The consent that it starts under. */
  readonly consent: Consent;
  /** Asks all places again; false when telemetry is off by now, which is then also seen to. */
  readonly stillOn: () => Promise<boolean>;
}

/** Begins. Imported only when telemetry is on: RxJS, AJV and all that deliver come with it. */
export async function run({ session, consent, stillOn }: RunContext): Promise<Running> {
  const { plan, options, instance, surroundings, logger, decisions } = session;
  const { clock, random, machine } = surroundings;
  const { serviceVersion = '', context = {}, sinks = [] } = options;
  const features = describeFeatures(plan);
  const stages: Stages = { plan, features, check: await compileCheck(eventSchemas(plan, features)) };
  const { config } = session.lastReading();
  const identified = await identify({ plan, instance, config, decisions, machine, random });
  const store = await openStore(options.store, decisions, logger);
  await store.attach(sinks.map(({ name }) => name));

  const uuid = uuidV7Source(random);
  const base = (at = clock.now()): { id: string; at: number; instance: string } => ({ id: uuid(at), at, instance });
  const writer = journalWriter({
    store,
    clock,
    run: (state, facts) => runPipeline(stages, state, facts),
    fold: (state, facts) => facts.reduce(foldFact, state),
    receipt: { planVersion: plan.version, planHash: planHash(plan), allowedBy: consent.decidedBy },
    onCommitted: (validated) => reports?.noteMade(validated),
    onTrouble: once((reason) =>
      logger.warn(`Telemetry: the store takes nothing for now: ${reason}. It is tried again.`),
    ),
  });
  const reports =
    plan.report &&
    reporter({ session, report: plan.report, features, installation: identified.installation, writer, base, stillOn });
  const deliveries = deliveriesTo({
    sinks,
    store,
    clock,
    random,
    logger,
    outageLogLevel: options.outageLogLevel ?? 'debug',
    allowed: stillOn,
    nextSlotAt: (now) => reports?.nextSlotAt(now) ?? now + dayMillis,
    onSettled: (events) => reports?.noteSettled(events),
  });
  const endWatch = store.onCommit(() => deliveries.wake());
  let stopped = false;

  writer.add({ ...base(), kind: 'start', serviceVersion, context, ...identified });

  async function begin(): Promise<void> {
    const fields = plan.system?.fields ?? [];
    const system = fields.length === 0 ? {} : await machine.system(fields);
    if (stopped) return;
    writer.add({ ...base(), kind: 'system', system });
    await writer.flush();
    reports?.begin();
    await reports?.idle();
  }
  const begun = begin().catch((error: unknown) =>
    logger.debug(`Telemetry: it did not begin well: ${reasonOf(error)}.`),
  );

  return {
    id: identified.distinctId,
    record: (name, properties, at) => writer.add({ ...base(at), kind: 'usage', name, properties }),
    drop: writer.drop,
    flush: async (to) => {
      await writer.flush();
      if (to === 'store') return;
      // What was recorded does not wait for the machine to be read, or for a gauge.
      await Promise.all([deliveries.drain(), begun.then(() => reports?.idle())]);
      await writer.flush();
      await deliveries.drain();
      await reports?.idle();
    },
    look: async () => ({
      counts: await store.counts(),
      healths: new Map(await Promise.all(sinks.map(async ({ name }) => [name, await store.health(name)] as const))),
      nextReportAt: reports?.nextSlotAt(clock.now()) ?? null,
    }),
    stop: async ({ purge }) => {
      stopped = true;
      endWatch();
      reports?.stop();
      const written = writer.stop({ discard: purge });
      await deliveries.stop();
      await written;
      await Promise.allSettled([purge ? store.purge() : null, within(closeMillis, closeAll(sinks))]);
      await store.close();
    },
  };
}

const dayMillis = 24 * 3600 * 1000;
/** How long sinks may take to close. */
const closeMillis = 1000;

const closeAll = (sinks: readonly Sink[]): Promise<unknown> =>
  Promise.allSettled(sinks.map(async (sink) => sink.close()));

const once = (say: (reason: string) => void): ((reason: string) => void) => {
  let said = false;
  return (reason) => {
    if (!said) say(reason);
    said = true;
  };
};
