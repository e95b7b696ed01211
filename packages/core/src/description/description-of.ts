import { eventSchemas, type JsonSchema } from '../pipeline/event-schemas.ts';
import { describeFeatures, type DescribedFeature } from '../plan/describe.ts';
import type { Plan } from '../plan/plan.ts';
import { commandsOf } from './commands-of.ts';
import { commonFields } from './common-fields.ts';
import { configKeysOf } from './config-keys.ts';
import type { DescribedEvent, PlanDescription } from './described.ts';
import { receiverSchema } from './receiver-schema.ts';
import { reportFields } from './report-fields.ts';
import { sampleOf } from './sample.ts';
import { valueField } from './value-field.ts';

/** Describes a plan. */
export function descriptionOf(plan: Plan): PlanDescription {
  const features = describeFeatures(plan);
  const schemas = eventSchemas(plan, features);
  const common = commonFields(plan);
  const events = bareEvents(plan, features, schemas).map((event): DescribedEvent => {
    const schema = schemas[event.name] ?? {};
    return {
      ...event,
      schema: receiverSchema(event, [...common, ...event.fields], schema),
      sample: sampleOf(plan, features, event.name, [...common, ...event.fields]),
    };
  });
  return {
    plan,
    common,
    events,
    unsent: unsentOf(plan, features),
    commands: commandsOf(plan),
    configKeys: configKeysOf(plan, features),
  };
}

/** What only a report would send, where there is none; features that its shape has no place for. */
function unsentOf(plan: Plan, features: readonly DescribedFeature[]): readonly string[] {
  const { report, system, gauges = {} } = plan;
  const shape = report?.shape ?? 'both';
  const unsent = features.filter(({ only }) => only !== null && shape !== 'both' && only !== shape);
  if (report !== undefined) return unsent.map(({ flat }) => flat);
  return [
    ...(system?.fields ?? []).map((field) => `system_${field}`),
    ...features.map(({ flat }) => flat),
    ...Object.keys(gauges).map((name) => `gauge_${name}`),
  ];
}

type BareEvent = Omit<DescribedEvent, 'schema' | 'sample'>;

function bareEvents(
  plan: Plan,
  features: readonly DescribedFeature[],
  schemas: { readonly [event: string]: JsonSchema },
): readonly BareEvent[] {
  const events: BareEvent[] = [];
  if (plan.report !== undefined) {
    const { name, since = 1 } = plan.report;
    const fields = reportFields(plan, features, schemas[name] ?? {});
    events.push({ name, kind: 'report', why: null, since, everyDays: null, fields });
  }
  for (const [name, event] of Object.entries(plan.events ?? {})) {
    if (event.kind === 'count') continue;
    const { kind, why, since = 1, properties } = event;
    const fields = Object.entries(properties).map(([property, value]) =>
      valueField({ kind: 'property', name: property, value, origin: { from: 'record' }, of: { why: null, since } }),
    );
    events.push({ name, kind, why, since, everyDays: event.kind === 'recurring' ? event.everyDays : null, fields });
  }
  return events;
}
