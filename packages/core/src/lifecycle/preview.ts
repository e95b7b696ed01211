import { shownSink } from '../delivery/shown-sink.ts';
import type { Fact, Properties } from '../facts/fact.ts';
import { many } from '../facts/many.ts';
import { readFeatures } from '../facts/read-features.ts';
import { readGauges } from '../facts/read-gauges.ts';
import { uuidV7Source } from '../facts/uuid.ts';
import { soundParts } from '../identity/sound-parts.ts';
import { compileCheck } from '../pipeline/compile-check.ts';
import { eventSchemas } from '../pipeline/event-schemas.ts';
import { guardOf } from '../pipeline/guard.ts';
import type { Leaks } from '../pipeline/guard/leaks.ts';
import { runPipeline } from '../pipeline/pipeline.ts';
import { emptyState } from '../pipeline/state.ts';
import { describeFeatures } from '../plan/describe.ts';
import { newSince } from '../plan/new-since.ts';
import { planAsOf } from '../plan/plan-as-of.ts';
import type { Plan } from '../plan/plan.ts';
import type { Decided } from '../store/decisions.ts';
import { copyOf } from '../store/memory-decisions.ts';
import { identify, type Identified } from './identify.ts';
import { keptName, lookoutFor } from './lookout.ts';
import { standingFor } from './notice-keeper.ts';
import type { LookOptions, Preview } from './options.ts';
import { reportSchedule } from './report-schedule.ts';
import type { Session } from './session.ts';
import { harmlessSystem } from './told-at-start.ts';
import { withheldBy } from './withheld.ts';

/** What would be sent now, made by the same pipeline. Stores nothing and sends nothing. */
export async function previewOf(whole: Session): Promise<Preview> {
  const { options, instance, surroundings } = whole;
  const { random, machine } = surroundings;
  const consent = await whole.decide();
  const { config, problem } = whole.lastReading();
  const kept: Decided = await whole.decisions.read().catch(() => ({}));
  const { collects } = await standingFor(whole);
  const plan = planAsOf(whole.plan, collects);
  const session = { ...whole, plan };
  const given = withheldBy(whole.plan, plan).context(options.context ?? {});
  const { leaks } = await lookoutFor(whole);
  const identified = await identify({
    plan,
    instance,
    keptName: (installation) => keptName(instance, leaks, installation),
    config,
    decisions: copyOf(session.decisions, kept),
    machine,
    random,
  });
  const features = describeFeatures(plan);
  const { values, diagnostics } = readFeatures(features, config);
  const facts = await factsOf(session, identified, values, { given, leaks });
  const { verdicts } = runPipeline({ plan, features, check: () => [] }, emptyState, facts);
  const events = verdicts.flatMap((verdict) => (verdict.passed ? [verdict.event] : []));
  const schemas = eventSchemas(plan, features);
  const check = await compileCheck(schemas);
  const missing = missingFromHost(plan, options);
  return {
    events,
    consent,
    sinks: (options.sinks ?? []).map((sink) => {
      const { name, receiver } = shownSink(sink);
      return { name, receiver, dryRun: sink.dryRun ?? false };
    }),
    notes: [
      ...(problem === null ? [] : [problem]),
      ...diagnostics.map(({ message }) => message),
      ...(await identityNote(session, kept)),
      ...(missing.length === 0 ? [] : [`Given by the running application, and null here: ${listed(missing)}.`]),
      ...usageNote(plan),
      ...withheldNote(whole.plan, collects),
      ...[...(missing.length > 0 ? [] : events.flatMap(check)), ...events.flatMap(guardOf(schemas, leaks).reasons)].map(
        (reason) => `It would be kept back: ${reason}.`,
      ),
    ],
  };
}

async function factsOf(
  session: Session,
  identified: Identified,
  features: Properties,
  { given, leaks }: { readonly given: Properties; readonly leaks: Leaks },
): Promise<readonly Fact[]> {
  const { plan, options, instance, surroundings } = session;
  const { clock, random, machine } = surroundings;
  const uuid = uuidV7Source(random);
  const base = () => ({ id: uuid(clock.now()), at: clock.now(), instance });
  const { serviceVersion = '0.0.0', gauges = {} } = options;
  const context = { ...nullFor(plan.context ?? {}), ...given };
  const { system } = harmlessSystem(await machine.system(plan.system?.fields ?? []), leaks);
  const facts: Fact[] = [
    { ...base(), kind: 'start', serviceVersion, context, ...identified },
    { ...base(), kind: 'system', system },
    { ...base(), kind: 'config', features },
  ];
  if (plan.report === undefined) return facts;
  const { scope, slotAt } = reportSchedule(plan.report, identified.installation, instance);
  const values = await readGauges(plan.gauges ?? {}, gauges, clock);
  const slot = slotAt(clock.now());
  return [
    ...facts,
    { ...base(), kind: 'tick', scope, slot, report: true, distinctId: null, gauges: values, dropped: 0 },
  ];
}

const nullFor = (names: object): Properties => Object.fromEntries(Object.keys(names).map((name) => [name, null]));

function missingFromHost(plan: Plan, { context = {}, gauges = {} }: LookOptions): string[] {
  const values = Object.keys(plan.context ?? {}).filter((name) => !(name in context));
  const asked = Object.keys(plan.gauges ?? {}).filter((name) => !(name in gauges));
  return [...values, ...asked.map((name) => `gauge_${name}`)];
}

function withheldNote(plan: Plan, collects: number): string[] {
  const names = newSince(plan, collects).map(({ name }) => name);
  return names.length === 0 ? [] : [`New in the plan, and not collected yet: ${listed(names)}.`];
}

async function identityNote({ plan, surroundings }: Session, kept: Decided): Promise<string[]> {
  if (plan.identity?.kind === 'none') return ['The id is a random one for this slot; the next slot has another.'];
  const isDerived = plan.identity?.kind === 'machine' && soundParts(await surroundings.machine.parts()).mac !== null;
  if (isDerived || kept.installationId !== undefined) return [];
  return ['The id is made at the first start, and kept; the one shown here is an example.'];
}

function usageNote({ events = {}, submit }: Plan): string[] {
  const [counted, recorded] = [true, false].map((isCount) =>
    Object.entries(events).flatMap(([name, { kind }]) => ((kind === 'count') === isCount ? [name] : [])),
  );
  const when =
    submit === undefined ? 'sent when they happen' : `held, and sent every ${many(submit.everyHours, 'hour')}`;
  return [
    ...(recorded === undefined || recorded.length === 0 ? [] : [`Usage events are ${when}: ${listed(recorded)}.`]),
    ...(counted === undefined || counted.length === 0 ? [] : [`Counted, and told in the report: ${listed(counted)}.`]),
  ];
}

const listed = (names: readonly string[]): string =>
  names.length === 1 ? `${names[0]}` : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
