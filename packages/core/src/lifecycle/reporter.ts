import { reasonOf } from '../errors.ts';
import { readFeatures } from '../facts/read-features.ts';
import { readGauges } from '../facts/read-gauges.ts';
import { sentence } from '../facts/shown.ts';
import { randomUuid } from '../identity/random-uuid.ts';
import type { TelemetryEvent } from '../pipeline/telemetry-event.ts';
import type { Validated } from '../pipeline/validate.ts';
import type { DescribedFeature } from '../plan/describe.ts';
import type { Plan, ReportPlan } from '../plan/plan.ts';
import type { Decided } from '../store/decisions.ts';
import type { JournalWriter } from '../store/journal-writer.ts';
import type { Store } from '../store/store.ts';
import { everySlot, reportSchedule } from './report-schedule.ts';
import type { Session } from './session.ts';

/** Makes a report in each slot. */
export interface Reporter {
  /** Makes this slot's report, unless it was made, and goes on with each slot to come. */
  begin(): void;
  /** Resolves when no report is being made or marked as done. */
  idle(): Promise<void>;
  stop(): void;
  /** Start of the next slot, in milliseconds since the epoch. */
  nextSlotAt(now: number): number;
  /** Told of what was committed. */
  noteMade(validated: Validated): void;
  /** Told of events that are settled: the slot of a report among them is then done for good. */
  noteSettled(events: readonly TelemetryEvent[]): void;
}

/** What a reporter needs. */
export interface ReporterOptions {
  readonly session: Session;
  /** The plan without what is withheld. */
  readonly plan: Plan;
  readonly report: ReportPlan;
  readonly features: readonly DescribedFeature[];
  /** What the phase is derived from. */
  readonly installation: string;
  readonly store: Store;
  readonly writer: JournalWriter;
  /** Id, time and instance of a new fact. */
  readonly base: () => { readonly id: string; readonly at: number; readonly instance: string };
  readonly stillOn: () => Promise<boolean>;
}

export function reporter({
  session,
  plan,
  report,
  features,
  installation,
  store,
  writer,
  base,
  stillOn,
}: ReporterOptions): Reporter {
  const { options, instance, decisions, logger } = session;
  const { clock, random } = session.surroundings;
  const schedule = reportSchedule(report, installation, instance);
  const { scope } = schedule;
  let made: { readonly uuid: string; readonly slot: number } | null = null;
  let working: Promise<unknown> = Promise.resolve();
  let end = (): void => {};
  let stopped = false;

  async function makeReport(): Promise<void> {
    const slot = schedule.slotAt(clock.now());
    const last = writer.state().slots[scope]?.start ?? (await lastSlot());
    if (last === slot || stopped) return;
    const { config } = await session.config.read();
    if (!(await stillOn()) || stopped) return;
    const gauges = await readGauges(plan.gauges ?? {}, options.gauges ?? {}, clock);
    if (stopped) return;
    const { values, diagnostics } = readFeatures(features, config);
    for (const { message } of diagnostics) logger.debug(`Telemetry: ${message}`);
    writer.add({ ...base(), kind: 'config', features: values });
    writer.add({
      ...base(),
      kind: 'tick',
      scope,
      slot,
      report: last !== undefined || report.atStart !== false,
      distinctId: plan.identity?.kind === 'none' && last !== undefined ? randomUuid(random) : null,
      gauges,
      dropped: await store.counts().then(
        ({ dropped }) => dropped,
        () => 0,
      ),
    });
    await writer.flush();
  }

  /** One after the other; a trouble with one is no trouble for the next. */
  const queue = (work: () => Promise<unknown>): void => {
    working = working.then(work).catch((error: unknown) => {
      logger.debug(sentence(`Telemetry: the report was not made: ${reasonOf(error)}`));
    });
  };

  const lastSlot = async (): Promise<number | undefined> => {
    const { lastSlots } = await decisions.read();
    return lastSlots?.[scope];
  };

  return {
    begin: () => {
      end = everySlot(schedule, clock, () => {
        queue(makeReport);
      });
    },
    idle: async () => {
      await working;
    },
    stop: () => {
      stopped = true;
      end();
    },
    nextSlotAt: schedule.nextSlotAt,
    noteMade: ({ verdicts }) => {
      for (const verdict of verdicts) {
        const slot = writer.state().slots[scope]?.start;
        if (verdict.passed && verdict.event.name === report.name && slot !== undefined) {
          made = { uuid: verdict.event.uuid, slot };
        }
      }
    },
    noteSettled: (events) => {
      if (made === null || !events.some(({ uuid }) => uuid === made?.uuid)) return;
      const { slot } = made;
      made = null;
      queue(() => decisions.update((decided) => withSlot(decided, scope, slot)));
    },
  };
}

const withSlot = (decided: Decided, scope: string, slot: number): Decided => ({
  ...decided,
  lastSlots: { ...decided.lastSlots, [scope]: slot },
});
