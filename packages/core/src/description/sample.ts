import type { Fact, Properties } from '../facts/fact.ts';
import { uuidV7Source } from '../facts/uuid.ts';
import { runPipeline } from '../pipeline/pipeline.ts';
import { emptyState } from '../pipeline/state.ts';
import type { TelemetryEvent } from '../pipeline/telemetry-event.ts';
import type { DescribedFeature } from '../plan/describe.ts';
import type { Plan } from '../plan/plan.ts';
import type { Values } from '../plan/values.ts';
import type { Json } from '../surroundings/json.ts';
import { exampleVersion } from './common-fields.ts';
import type { DescribedField } from './described.ts';
import { exampleDistinctId, exampleId } from './example-id.ts';
import { exampleOf, featureExample, systemExamples } from './example-of.ts';

const at = Date.UTC(2026, 0, 5, 6, 7, 8);
const scope = 'example';

/** An event of a plan as the pipeline makes it of example values; `null` where they would make it too large to be sent. */
export function sampleOf(
  plan: Plan,
  features: readonly DescribedFeature[],
  name: string,
  fields: readonly DescribedField[],
): TelemetryEvent | null {
  const facts = factsFor(plan, features, name, fields);
  // What has no example is told from an example by its words, and would not pass the checks.
  const { verdicts } = runPipeline({ plan, features, check: () => [] }, emptyState, facts);
  return verdicts.flatMap((verdict) => (verdict.passed ? [verdict.event] : [])).at(-1) ?? null;
}

function factsFor(
  plan: Plan,
  features: readonly DescribedFeature[],
  name: string,
  fields: readonly DescribedField[],
): readonly Fact[] {
  const uuid = uuidV7Source((count) => Uint8Array.from({ length: count }, (_, index) => (index * 37 + 11) & 0xff));
  const base = () => ({ id: uuid(at), at, instance: 'main' });
  const instanceId = fields.find(({ origin }) => origin.from === 'instance')?.example;
  const facts: Fact[] = [
    {
      ...base(),
      kind: 'start',
      serviceVersion: exampleVersion,
      installation: exampleId,
      distinctId: exampleDistinctId(plan),
      instanceId: typeof instanceId === 'string' ? instanceId : null,
      context: examplesOf(plan.context ?? {}),
    },
    { ...base(), kind: 'system', system: systemExamples },
    { ...base(), kind: 'config', features: Object.fromEntries(features.map((one) => [one.flat, featureExample(one)])) },
  ];
  if (name !== plan.report?.name) {
    const event = plan.events?.[name];
    const properties = event === undefined || event.kind === 'count' ? {} : examplesOf(event.properties);
    return [...facts, { ...base(), kind: 'usage', name, properties, mark: null }];
  }
  const counted = Object.entries(plan.events ?? {}).filter(([, { kind }]) => kind === 'count');
  return [
    ...facts,
    ...counted.map(([count]): Fact => ({ ...base(), kind: 'count', name: count, by: 12, scope })),
    {
      ...base(),
      kind: 'tick',
      scope,
      slot: at,
      report: true,
      distinctId: null,
      gauges: examplesOf(plan.gauges ?? {}),
      dropped: 0,
    },
  ];
}

const examplesOf = (values: Values): Properties =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]): [string, Json][] => {
      const example = exampleOf(value);
      if (example !== null) return [[name, example]];
      return value.optional === true ? [] : [[name, value.nullable === true ? null : '(no example)']];
    }),
  );
