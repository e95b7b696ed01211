import { proxyRoute, receiversOf } from '../delivery/proxy-route.ts';
import { shownSink, type ShownSink } from '../delivery/shown-sink.ts';
import type { Sink } from '../delivery/sink.ts';
import { submitWindow } from '../delivery/submit-window.ts';
import { reasonOf } from '../errors.ts';
import { weaknessInWords } from '../identity/settle-machine-id.ts';
import { configTroubles } from '../lifecycle/config-says.ts';
import { lookAt, type Look } from '../lifecycle/look-at.ts';
import type { SinkStatus, Status } from '../lifecycle/options.ts';
import { reportSchedule } from '../lifecycle/report-schedule.ts';
import type { Running } from '../lifecycle/running.ts';
import type { Session } from '../lifecycle/session.ts';
import { healthy, type SinkCounts, type Store } from '../store/store.ts';
import type { Environment } from '../surroundings/environment.ts';
import { deliveryProblems } from './delivery-problems.ts';
import { knownIdentity, obstacleOf, withStore, type Desk } from './desk.ts';
import { guardLook, type GuardLook } from './guard-status.ts';
import { noticeStatusOf } from './notice-status.ts';
import { noticedWhen } from './noticed-when.ts';

/** What only the handle knows. */
export interface HandleState {
  readonly state: Status['state'];
  readonly running: Running | null;
  readonly trouble: string | null;
}

/** How telemetry is doing, here or as it left it on the disk. */
export async function statusOf(session: Session, { state, running, trouble }: HandleState): Promise<Status> {
  const { plan, options, instance } = session;
  const desk = { session, running };
  const { sinks = [] } = options;
  const consent = await session.decide();
  let broken: string | null = null;
  let stuck: readonly string[] = [];
  const look = await withStore(desk, async (store) => {
    if (consent.on) stuck = await deliveryProblems(running, store);
    return lookAt(store, sinks);
  }).catch((error: unknown) => {
    broken = `the store cannot be looked into: ${reasonOf(error)}`;
    return null;
  });
  const obstacle = await obstacleOf(desk);
  const { id, installation, weakness } = await knownIdentity(desk);
  const guard = await guardLook(session);
  const due = dueTimes(desk, consent.on ? installation : null, guard);
  const found = [
    trouble ?? (state === 'off' && consent.on ? switchedOff : null),
    running?.storeProblem ?? null,
    weakness && weaknessInWords(weakness),
    obstacle === null ? broken : `${obstacle.seen}. ${obstacle.todo}`,
    ...stuck,
    ...(running?.store.troubles ?? options.store?.troubles ?? []),
    session.contradiction(consent),
    guard.problem,
    ...(running?.systemProblems ?? []),
    running?.lossProblem ?? null,
    ...consent.places.map((place) => place.problem),
    ...configTroubles(plan, consent, session.lastReading()),
    ...sinks.map((sink) => problemOf(shownSink(sink))),
    ...receiversOf(options.sinks).map((url) => proxyProblem(url, session.surroundings.env)),
  ];
  const problems = [...new Set(found.filter((one) => one !== null))];
  return {
    service: plan.service,
    state,
    consent,
    noticed: state === 'not started' ? noticedWhen(session) : null,
    id,
    identity: plan.identity?.kind ?? 'installation',
    instance,
    planVersion: plan.version,
    notice: await noticeStatusOf(session),
    guard: guard.status,
    store: options.store === undefined ? null : storeStatus(options.store, desk, look),
    nextReportAt: isoOf(due.report),
    nextSubmissionAt: isoOf(due.submission),
    records: look?.counts.records ?? 0,
    quarantined: look?.counts.quarantined ?? 0,
    dropped: look?.counts.dropped ?? 0,
    sinks: sinks.map((sink) => sinkStatus(sink, look)),
    // What holds telemetry back is a part of what says so.
    problems: problems.filter((one) => !problems.some((other) => other !== one && other.includes(one))),
  };
}

/** What was off once stays so until the restart, whatever is said by now. */
const switchedOff = 'it was off before, and begins when the application is started again';

/** Milliseconds since the epoch; `null` when nothing is due, or it never ran. */
function dueTimes(
  { session, running }: Desk,
  installation: string | null,
  { keptName }: GuardLook,
): Record<'report' | 'submission', number | null> {
  const { plan, surroundings } = session;
  if (installation === null) return { report: null, submission: null };
  const now = surroundings.clock.now();
  const report = plan.report && reportSchedule(plan.report, installation, keptName(installation)).nextSlotAt(now);
  const submission = plan.submit && submitWindow(plan.submit.everyHours, installation).nextAt(now);
  return { report: running?.nextReportAt() ?? report ?? null, submission: submission ?? null };
}

/** Where the host's store could not be opened, telemetry runs in memory. */
function storeStatus(given: Store, { session: { decisions }, running }: Desk, look: Look | null): Status['store'] {
  const used = running?.store ?? given;
  return {
    place: used === given ? given.place : `${used.place}, instead of ${given.place}`,
    durable: used.supports.durable,
    decisions: decisions.lasting ? decisions.place : null,
    bytes: look?.counts.bytes ?? null,
  };
}

const proxyProblem = (url: URL | null, env: Environment): string | null => {
  const { problem } = proxyRoute(url, env);
  return problem && `${problem.seen}. ${problem.todo}`;
};

const nobody: SinkCounts = { waiting: 0, accepted: 0, rejected: 0 };

const problemOf = ({ name, problem }: ShownSink): string | null => (problem === null ? null : `${name}: ${problem}`);

function sinkStatus(sink: Sink, look: Look | null): SinkStatus {
  const { name, receiver, problem } = shownSink(sink);
  const health = look?.healths.get(sink.name) ?? healthy;
  return {
    name,
    receiver,
    dryRun: sink.dryRun ?? false,
    health: problem === null ? health.state : 'misconfigured',
    failingSince: isoOf(health.failingSince),
    nextAttemptAt: health.state === 'healthy' ? null : isoOf(health.notBefore),
    lastAnswer: health.lastAnswer,
    lastAnswerAt: isoOf(health.lastAnswerAt),
    ...(look?.counts.sinks[sink.name] ?? nobody),
  };
}

const isoOf = (millis: number | null): string | null => (millis === null ? null : new Date(millis).toISOString());
