import type { Consent } from '../consent/consent.ts';
import { deliveriesTo, type Deliveries } from '../delivery/deliveries.ts';
import type { Urgency } from '../delivery/delivery.ts';
import type { Sink } from '../delivery/sink.ts';
import { submitWindow, type SubmitWindow } from '../delivery/submit-window.ts';
import { reasonOf } from '../errors.ts';
import { sentence } from '../facts/shown.ts';
import { uuidV7Source } from '../facts/uuid.ts';
import { weaknessInWords } from '../identity/settle-machine-id.ts';
import { foldFact } from '../pipeline/fold.ts';
import { runPipeline } from '../pipeline/pipeline.ts';
import { planHash } from '../plan/plan-hash.ts';
import { journalWriter } from '../store/journal-writer.ts';
import type { Store } from '../store/store.ts';
import { askEachHour } from './ask-each-hour.ts';
import { atExit } from './at-exit.ts';
import { collectionOf } from './collection.ts';
import { eraseFrom } from './erase-from.ts';
import { identify } from './identify.ts';
import { lookAt, type Look } from './look-at.ts';
import { keptName } from './lookout.ts';
import { markOf } from './mark-of.ts';
import { openStore } from './open-store.ts';
import { isRefused, recordedOf, tooMuchWaits, type Recorded } from './recorded.ts';
import { reportPeriod, reportScope } from './report-schedule.ts';
import { reporter } from './reporter.ts';
import type { Session } from './session.ts';
import { harmlessSystem } from './told-at-start.ts';
import { within } from './within.ts';

/** Telemetry that is on. */
export interface Running {
  /** What events are sent under. */
  readonly id: string;
  /** Key of uuids and phases. */
  readonly installation: string;
  /** What it works with: the host's store, or one in memory where that cannot be opened. */
  readonly store: Store;
  readonly deliveries: Deliveries;
  readonly window: SubmitWindow | null;
  /** Why the store is not the host's, or the id not one that lasts; `null` where they are. */
  readonly storeProblem: string | null;
  /** Why the id of the machine is weak; `null` where it is not. */
  readonly weakness: string | null;
  /** What of the system was not sent, as it identifies this machine. */
  readonly systemProblems: readonly string[];
  /** Why something that was recorded is lost; `null` where nothing is. */
  readonly lossProblem: string | null;
  record(recorded: Recorded): void;
  count(name: string, by: number): void;
  /** Counts events that were lost before they came here, and says once why, in a sentence. */
  drop(count: number, why: string): void;
  flush(to: 'store' | 'sinks'): Promise<void>;
  look(): Promise<Look>;
  /** Whether the id is the one that decisions have, and all is collected, and nothing but that, that they allow. */
  isCurrent(): Promise<boolean>;
  /** Start of the next slot, in milliseconds since the epoch; `null` when no report is due. */
  nextReportAt(): number | null;
  /**
   * Stops at once. What was not sent is deleted when `purge` is true, else kept by the store, the latest included. Rejects,
   * stopped all the same, where it could not be deleted.
   */
  stop(options: { readonly purge: boolean }): Promise<void>;
}

/** What telemetry needs to run. */
export interface RunContext {
  readonly session: Session;
  /** The consent that it starts under. */
  readonly consent: Consent;
  /** Asks all places again; false when telemetry is off by now, which is then also seen to. */
  readonly stillOn: () => Promise<boolean>;
  /** Most bytes of what waits for the store. */
  readonly maxWaitingBytes: number;
}

/** Begins. Imported only when telemetry is on: RxJS, AJV and all that deliver come with it. */
export async function run({ session, consent, stillOn, maxWaitingBytes }: RunContext): Promise<Running> {
  const { options, surroundings, logger, decisions } = session;
  const { clock, random, machine } = surroundings;
  const { sinks = [] } = options;
  const { notice, standing, withheld, leaks, told, stages } = await collectionOf(session);
  const { plan, features } = stages;
  const { config } = session.lastReading();
  const opened = await openStore(options.store, decisions, logger);
  const { store } = opened;
  let storeProblem = opened.problem;
  const notKept = (error: unknown): void => {
    const problem = `the id cannot be kept, and the next start is one of a new installation: ${reasonOf(error)}`;
    logger.warn(`Telemetry: ${problem}`);
    storeProblem = storeProblem === null ? problem : `${storeProblem} And ${problem}`;
  };
  let weakness: string | null = null;
  const weak = (why: string, isNews: boolean): void => {
    weakness = why;
    if (isNews) logger.warn(`Telemetry: ${weaknessInWords(why)}`);
  };
  const nameFor = (installation: string): string => keptName(session.instance, leaks, installation);
  const identified = await orClose(store, async () => {
    const found = await identify({
      plan,
      instance: session.instance,
      keptName: nameFor,
      config,
      decisions,
      machine,
      random,
      notKept,
      weak,
    });
    await store.attach(sinks.map(({ name }) => name));
    return found;
  });
  const instance = nameFor(identified.installation);

  const events = new Map(Object.entries(plan.events ?? {}));
  const uuid = uuidV7Source(random);
  const base = (at = clock.now()): { id: string; at: number; instance: string } => ({ id: uuid(at), at, instance });
  let lossProblem: string | null = null;
  const sayLost = once((why) => logger.warn(`Telemetry: events are lost and counted: ${why}`));
  const writer = journalWriter<Recorded>({
    store,
    clock,
    maxWaitingBytes,
    run: (state, facts) => runPipeline(stages, state, facts),
    fold: (state, facts) => facts.reduce(foldFact, state),
    receipt: { planVersion: plan.version, planHash: planHash(session.plan), allowedBy: consent.decidedBy },
    base,
    factOf: ({ name, properties, at, refused }) =>
      refused === null
        ? {
            ...base(at),
            kind: 'usage',
            name,
            properties,
            mark: markOf(events.get(name), name, properties, identified.installation),
          }
        : { ...base(at), kind: 'usage', name, properties, mark: null, refused },
    isRefused: (recorded) => isRefused(recorded, (name) => events.has(name)),
    onDropped: () => sayLost(tooMuchWaits),
    onCommitted: (validated) => reports?.noteMade(validated),
    onTrouble: once((reason) =>
      logger.warn(`Telemetry: the store takes nothing for now: ${sentence(reason)} It is tried again.`),
    ),
    onUnsound: once((reason) => {
      lossProblem = `something that was recorded could not be processed, and is lost: ${sentence(reason)} Report it as a bug of plainsight.`;
      logger.warn(`Telemetry: ${lossProblem}`);
    }),
  });
  const reports =
    plan.report &&
    reporter({
      session: { ...session, instance },
      plan,
      report: plan.report,
      features,
      installation: identified.installation,
      store,
      writer,
      base,
      stillOn,
    });
  const window = plan.submit === undefined ? null : submitWindow(plan.submit.everyHours, identified.installation);
  const periodMillis = reportPeriod(plan.report);
  /** Where the decisions could be read just now, and not again: soon they are asked anew. */
  const soon = (): number => clock.now() + soonMillis;
  const allowedFrom = async (): Promise<number | null> =>
    (await stillOn())
      ? notice.refresh().then(
          ({ sendsFrom }) => sendsFrom ?? 0,
          () => soon(),
        )
      : null;
  const deliveries = deliveriesTo({
    sinks,
    store,
    clock,
    random,
    logger,
    window,
    outageLogLevel: options.outageLogLevel ?? 'debug',
    allowedFrom,
    nextSlotAt: (now) => reports?.nextSlotAt(now) ?? now + periodMillis,
    periodMillis,
    onSettled: (settled) => reports?.noteSettled(settled),
  });
  let said = store.troubles?.length ?? 0;
  const endWatch = store.onCommit((by) => {
    // What was found damaged only since it was opened.
    for (const trouble of store.troubles?.slice(said) ?? []) logger.warn(`Telemetry: ${trouble}`);
    said = store.troubles?.length ?? 0;
    // Another process may have been told to switch telemetry off.
    if (by === 'other') void stillOn();
    deliveries.wake();
  });
  const endWait =
    standing.collects === session.plan.version ? () => {} : askEachHour(clock, standing.collectsAllFrom, stillOn);
  const forgetExit = store.commitAtExit === undefined ? () => {} : atExit(() => writer.commitAtExit());
  let stopped = false;
  let systemProblems: readonly string[] = [];

  writer.add({ ...base(), kind: 'start', serviceVersion: told.serviceVersion, context: told.context, ...identified });

  function record(recorded: Recorded): void {
    const properties = withheld.properties(recorded.name, recorded.properties);
    if (properties === recorded.properties) writer.record(recorded);
    else if (properties !== null) writer.record({ ...recorded, properties });
  }

  async function isCurrent(): Promise<boolean> {
    const { collects } = await notice.refresh();
    if (!decisions.lasting) return collects === standing.collects;
    const { installationId = identified.installation } = await decisions.read();
    return collects === standing.collects && installationId === identified.installation;
  }

  async function begin(): Promise<void> {
    const fields = plan.system?.fields ?? [];
    const { system, problems } = harmlessSystem(fields.length === 0 ? {} : await machine.system(fields), leaks);
    if (stopped) return;
    for (const problem of problems) logger.warn(`Telemetry: ${problem}`);
    systemProblems = problems;
    writer.add({ ...base(), kind: 'system', system });
    await writer.flush();
    reports?.begin();
    await reports?.idle();
    // What another process left waiting may be due.
    deliveries.wake();
  }
  const begun = begin().catch((error: unknown) =>
    logger.debug(sentence(`Telemetry: it did not begin well: ${reasonOf(error)}`)),
  );

  return {
    id: identified.distinctId,
    installation: identified.installation,
    store,
    deliveries,
    window,
    storeProblem,
    weakness,
    get systemProblems() {
      return systemProblems;
    },
    get lossProblem() {
      return lossProblem;
    },
    record,
    count: (name, by) => {
      const scope = plan.report === undefined ? '' : reportScope(plan.report, instance);
      if (events.get(name)?.kind === 'count') writer.count(name, scope, by);
      else record(recordedOf(name, {}, clock.now()));
    },
    drop: (lost, why) => {
      if (lost > 0) sayLost(why);
      writer.drop(lost);
    },
    flush: async (to) => {
      const round = deliveries.round();
      await writer.flush();
      if (to === 'store') return;
      // What was recorded does not wait for the machine to be read, or for a gauge.
      await Promise.all([deliveries.drain(now, round), begun.then(() => reports?.idle())]);
      await writer.flush();
      await deliveries.drain(now, round);
      await reports?.idle();
    },
    look: () => lookAt(store, sinks),
    isCurrent,
    nextReportAt: () => reports?.nextSlotAt(clock.now()) ?? null,
    stop: async ({ purge }) => {
      stopped = true;
      endWatch();
      endWait();
      reports?.stop();
      const written = writer.stop({ discard: purge });
      await deliveries.stop();
      await written;
      forgetExit();
      const purged = purge ? eraseFrom(store, 'unsent', base()) : null;
      const [outcome] = await Promise.allSettled([purged, within(closeMillis, closeAll(sinks))]);
      await store.close();
      if (outcome.status === 'rejected') throw outcome.reason;
    },
  };
}

const soonMillis = 1000;
/** How long sinks may take to close. */
const closeMillis = 1000;
/** What a host asks for that flushes or closes: what is held stays so. */
const now: Urgency = { backoff: true, window: false };

/** A store that was opened for nothing is let go of. */
async function orClose<T>(store: Store, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await store.close().catch(() => {});
    throw error;
  }
}

const closeAll = (sinks: readonly Sink[]): Promise<unknown> =>
  Promise.allSettled(sinks.map(async (sink) => sink.close()));

const once = (say: (reason: string) => void): ((reason: string) => void) => {
  let said = false;
  return (reason) => {
    if (!said) say(reason);
    said = true;
  };
};
