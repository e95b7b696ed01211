import { systemSources } from '../facts/system-sources.ts';
import type { JsonSchema } from '../pipeline/event-schemas.ts';
import type { DescribedFeature } from '../plan/describe.ts';
import { systemSince } from '../plan/plan-as-of.ts';
import type { Plan, SystemField } from '../plan/plan.ts';
import type { DescribedField } from './described.ts';
import { exampleId } from './example-id.ts';
import { featureExample, systemExamples } from './example-of.ts';
import { schemaAt } from './schema-at.ts';
import { valueField } from './value-field.ts';

/** What the report of a plan has beside the common fields; `schema` is the one of its properties. */
export function reportFields(
  plan: Plan,
  features: readonly DescribedFeature[],
  schema: JsonSchema,
): readonly DescribedField[] {
  const { report, gauges = {}, events = {} } = plan;
  const { shape = 'both', since = 1 } = report ?? {};
  const fields: readonly DescribedField[] = [
    ...systemFields(plan, schema),
    ...features.flatMap((feature) => featureField(feature, shape, schema)),
    ...Object.entries(gauges).map(([name, value]) =>
      valueField({
        kind: 'gauge',
        name: `gauge_${name}`,
        value,
        origin: { from: 'gauge' },
        of: { why: null, since: 1 },
      }),
    ),
    ...Object.entries(events).flatMap(([name, event]) =>
      event.kind === 'count' ? [countField(`count_${name}`, event.why, event.since ?? 1)] : [],
    ),
    { ...countField('telemetry_dropped', lostWhy, since), kind: 'own', optional: true, origin: { from: 'store' } },
  ];
  // Nothing comes before the report that it is sent in.
  return fields.map((field) => (field.since < since ? { ...field, since } : field));
}

const lostWhy = 'To know when the numbers are incomplete.';

const wholeNumber: JsonSchema = { type: 'integer', minimum: 0 };

const countField = (flat: string, why: string, since: number): DescribedField => ({
  kind: 'count',
  flat,
  nested: null,
  schema: wholeNumber,
  optional: false,
  freeText: null,
  why,
  since,
  example: 12,
  origin: { from: 'count' },
});

function systemFields(plan: Plan, schema: JsonSchema): readonly DescribedField[] {
  const { system, report, identity } = plan;
  if (system === undefined) return [];
  const { why, fields } = system;
  const sinceOf = (name: SystemField): number => systemSince(system, name);
  const shape = report?.shape ?? 'both';
  const field = (name: string, rest: Pick<DescribedField, 'since' | 'example' | 'origin'>): DescribedField => {
    const flat = shape === 'nested' ? null : `system_${name}`;
    const nested = shape === 'flat' ? null : ['telemetry_json', 'system', name];
    const own = schemaAt(schema, flat === null ? (nested ?? []) : [flat]);
    return { kind: 'system', flat, nested, schema: own, optional: false, freeText: null, why, ...rest };
  };
  return [
    ...(identity?.kind === 'machine'
      ? [field('id', { since: Math.min(...fields.map(sinceOf)), example: exampleId, origin: { from: 'identity' } })]
      : []),
    ...fields.map((name) =>
      field(name, {
        since: sinceOf(name),
        example: systemExamples[name],
        origin: { from: 'system', source: systemSources[name] },
      }),
    ),
  ];
}

function featureField(
  feature: DescribedFeature,
  shape: 'flat' | 'nested' | 'both',
  schema: JsonSchema,
): readonly DescribedField[] {
  const { only, path, rule, keys, when, why, since } = feature;
  const flat = shape === 'nested' || only === 'nested' ? null : feature.flat;
  const nested = shape === 'flat' || only === 'flat' ? null : ['telemetry_json', 'enabledFeatures', 'feature', ...path];
  if (flat === null && nested === null) return [];
  return [
    {
      kind: 'feature',
      flat,
      nested,
      schema: schemaAt(schema, flat === null ? (nested ?? []) : [flat]),
      optional: false,
      freeText: null,
      why,
      since,
      example: featureExample(feature),
      origin: { from: 'config', rule, keys, when },
    },
  ];
}
