import { createTelemetry, type Json, type Plan } from '@plainsight/core';
import { manualMachine } from '@plainsight/core/testing';

type Named = { readonly [name: string]: Json };

/** The features of a report, flat and nested. */
export interface ReportedFeatures {
  readonly flat: Named;
  readonly nested: Json | undefined;
}

/** What would be reported of a config, on a machine of which nothing can be read. */
export async function readReport(plan: Plan, config: object): Promise<ReportedFeatures> {
  const telemetry = createTelemetry(plan, { env: {}, machine: manualMachine() });
  const { events } = await telemetry.preview({ serviceVersion: '1.0.0', config });
  const properties: Named = events[0]?.properties ?? {};
  const flat = Object.fromEntries(Object.entries(properties).filter(([name]) => name.startsWith('feature_')));
  return { flat, nested: at(properties['telemetry_json'], 'enabledFeatures.feature') };
}

/** What stands at a path with dots. */
export const at = (value: Json | undefined, path: string): Json | undefined =>
  path.split('.').reduce<Json | undefined>((node, name) => (isNamed(node) ? node[name] : undefined), value);

/** Paths of all that is no object. */
export const leavesOf = (value: Json | undefined, path = ''): readonly string[] =>
  isNamed(value)
    ? Object.entries(value).flatMap(([name, node]) => leavesOf(node, path === '' ? name : `${path}.${name}`))
    : [path];

const isNamed = (value: Json | undefined): value is Named =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
