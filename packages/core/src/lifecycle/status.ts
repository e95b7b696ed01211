import type { Sink } from '../delivery/sink.ts';
import type { Decided } from '../store/decisions.ts';
import { copyOf } from '../store/memory-decisions.ts';
import { healthy, type SinkCounts } from '../store/store.ts';
import { identify } from './identify.ts';
import type { SinkStatus, Status } from './options.ts';
import { proxyProblem } from './proxy-problem.ts';
import { reportSchedule } from './report-schedule.ts';
import type { Look, Running } from './running.ts';
import type { Session } from './session.ts';

/** What only the handle knows. */
export interface HandleState {
  readonly state: Status['state'];
  readonly running: Running | null;
  readonly trouble: string | null;
}

/** How telemetry is doing, as far as this process knows. */
export async function statusOf(session: Session, { state, running, trouble }: HandleState): Promise<Status> {
  const { plan, options, decisions, instance } = session;
  const consent = await session.decide();
  const look = (await running?.look().catch(() => null)) ?? null;
  const { config, problem } = session.lastReading();
  const known = running === null && consent.on ? await elsewhere(session, config) : null;
  const problems = [
    trouble,
    session.contradiction(consent),
    ...consent.places.map((place) => place.problem),
    problem,
    ...(options.sinks ?? []).map((sink) => (sink.problem === undefined ? null : `${sink.name}: ${sink.problem}`)),
    options.sinks?.every(({ dryRun }) => dryRun === true) === true ? null : proxyProblem(session.surroundings.env),
  ];
  return {
    service: plan.service,
    state,
    consent,
    id: running?.id ?? known?.distinctId ?? null,
    identity: plan.identity?.kind ?? 'installation',
    instance,
    planVersion: plan.version,
    store:
      options.store === undefined
        ? null
        : { ...placeOf(options.store), decisions: decisions.lasting ? decisions.place : null },
    nextReportAt: isoOf(look?.nextReportAt ?? known?.nextReportAt ?? null),
    records: look?.counts.records ?? 0,
    quarantined: look?.counts.quarantined ?? 0,
    dropped: look?.counts.dropped ?? 0,
    sinks: (options.sinks ?? []).map((sink) => sinkStatus(sink, look)),
    problems: [...new Set(problems.filter((one) => one !== null))],
  };
}

const placeOf = ({
  place,
  supports,
}: {
  readonly place: string;
  readonly supports: { readonly durable: boolean };
}) => ({
  place,
  durable: supports.durable,
});

/** An instance that runs elsewhere, as far as it is known here. */
interface Elsewhere {
  readonly distinctId: string | null;
  /** Milliseconds since the epoch; `null` when it never ran. */
  readonly nextReportAt: number | null;
}

/** Makes no id: one that was never made is not known. */
async function elsewhere(session: Session, config: object | null): Promise<Elsewhere> {
  const { plan, instance, surroundings, decisions } = session;
  const kept: Decided = await decisions.read().catch(() => ({}));
  const isKept = kept.installationId !== undefined;
  if (plan.identity?.kind === 'none' || (plan.identity?.kind !== 'machine' && !isKept)) {
    return { distinctId: null, nextReportAt: null };
  }
  const identified = await identify({ plan, instance, config, decisions: copyOf(decisions, kept), ...surroundings });
  const { distinctId, installation } = identified;
  if (plan.report === undefined || !isKept) return { distinctId, nextReportAt: null };
  const schedule = reportSchedule(plan.report, installation, instance);
  return { distinctId, nextReportAt: schedule.nextSlotAt(surroundings.clock.now()) };
}

const nobody: SinkCounts = { waiting: 0, accepted: 0, rejected: 0 };

function sinkStatus(sink: Sink, look: Look | null): SinkStatus {
  const health = look?.healths.get(sink.name) ?? healthy;
  return {
    name: sink.name,
    receiver: sink.receiver,
    dryRun: sink.dryRun ?? false,
    health: sink.problem === undefined ? health.state : 'misconfigured',
    failingSince: isoOf(health.failingSince),
    nextAttemptAt: health.state === 'healthy' ? null : isoOf(health.notBefore),
    lastAnswer: health.lastAnswer,
    lastAnswerAt: isoOf(health.lastAnswerAt),
    ...(look?.counts.sinks[sink.name] ?? nobody),
  };
}

const isoOf = (millis: number | null): string | null => (millis === null ? null : new Date(millis).toISOString());
