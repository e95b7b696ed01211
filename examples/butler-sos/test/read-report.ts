import { fileURLToPath } from 'node:url';
import { createTelemetry, yamlFile, type Json } from '@plainsight/core';
import { manualMachine } from '@plainsight/core/testing';
import plan from '../plan.ts';

type Named = { readonly [name: string]: Json };

/** What Butler SOS would report of a config, on a machine of which nothing can be read. */
export async function readReport(config: object): Promise<{ readonly flat: Named; readonly nested: Json | undefined }> {
  const telemetry = createTelemetry(plan, { env: {}, machine: manualMachine() });
  const { events } = await telemetry.preview({ serviceVersion: '15.1.0', config });
  const properties: Named = events[0]?.properties ?? {};
  const flat = Object.fromEntries(Object.entries(properties).filter(([name]) => name.startsWith('feature_')));
  return { flat, nested: at(properties['telemetry_json'], 'enabledFeatures.feature') };
}

/** What Butler SOS would report of a config file. */
export const readReportOf = (file: string): ReturnType<typeof readReport> =>
  readReport(yamlFile(fileURLToPath(new URL(file, import.meta.url))));

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
