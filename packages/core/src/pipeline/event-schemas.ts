import type { DescribedFeature } from '../plan/describe.ts';
import type { Plan, SystemField } from '../plan/plan.ts';
import type { Value, Values } from '../plan/values.ts';
import type { Json } from '../surroundings/json.ts';

/** A JSON Schema, draft-07 vocabulary. */
export type JsonSchema = { readonly [keyword: string]: Json };

/** The closed JSON Schema of the properties of every event of a plan, by event name. */
export function eventSchemas(
  plan: Plan,
  features: readonly DescribedFeature[],
): { readonly [event: string]: JsonSchema } {
  const common = commonProperties(plan);
  const schemas: { [event: string]: JsonSchema } = {};
  for (const [name, event] of Object.entries(plan.events ?? {})) {
    if (event.kind === 'count') continue;
    schemas[name] = closed({ ...common, ...valueSchemas(event.properties) }, optionalNames(event.properties));
  }
  if (plan.report !== undefined) {
    schemas[plan.report.name] = closed({ ...common, ...reportProperties(plan, features) }, [droppedName]);
  }
  return schemas;
}

/** Events that were lost so far, because the store was full; it is absent where none was. */
const droppedName = 'telemetry_dropped';

type Schemas = { [name: string]: JsonSchema };

function closed(properties: Schemas, optional: readonly string[] = []): JsonSchema {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: 'object', properties, required, additionalProperties: false };
}

function commonProperties(plan: Plan): Schemas {
  const common: Schemas = { service: { const: plan.service }, serviceVersion: { type: 'string', maxLength: 200 } };
  const { identity } = plan;
  if (identity?.kind === 'installation' && identity.instance !== undefined) {
    common[identity.instance] = { type: 'string', format: 'uuid' };
  }
  return { ...common, ...valueSchemas(plan.context ?? {}) };
}

function reportProperties(plan: Plan, features: readonly DescribedFeature[]): Schemas {
  const shape = plan.report?.shape ?? 'both';
  const system = systemSchemas(plan);
  const properties: Schemas = {};
  if (shape !== 'nested') {
    for (const [field, schema] of Object.entries(system)) properties[`system_${field}`] = schema;
    for (const feature of features) if (feature.only !== 'nested') properties[feature.flat] = featureSchema(feature);
  }
  for (const [gauge, value] of Object.entries(plan.gauges ?? {})) {
    properties[`gauge_${gauge}`] = valueSchema({ ...value, nullable: true });
  }
  for (const [name, { kind }] of Object.entries(plan.events ?? {})) {
    if (kind === 'count') properties[`count_${name}`] = wholeNumber;
  }
  properties[droppedName] = wholeNumber;
  if (shape !== 'flat') {
    const nested: Schemas = {};
    if (plan.features !== undefined) nested['enabledFeatures'] = closed({ feature: nestedSchema(features) });
    if (plan.system !== undefined) nested['system'] = closed(system);
    if (Object.keys(nested).length > 0) properties['telemetry_json'] = closed(nested);
  }
  return properties;
}

const wholeNumber: JsonSchema = { type: 'integer', minimum: 0 };

const featureSchema = (feature: DescribedFeature): JsonSchema =>
  feature.type === 'enum' ? { enum: [...feature.values, null] } : { type: feature.type, nullable: true };

function nestedSchema(features: readonly DescribedFeature[]): JsonSchema {
  type Tree = Map<string, Tree | JsonSchema>;
  const root: Tree = new Map();
  for (const feature of features) {
    if (feature.only === 'flat') continue;
    let node = root;
    for (const segment of feature.path.slice(0, -1)) {
      const below = node.get(segment);
      const next: Tree = below instanceof Map ? below : new Map();
      node.set(segment, next);
      node = next;
    }
    node.set(feature.path.at(-1) ?? feature.flat, featureSchema(feature));
  }
  const schemaOf = (tree: Tree): JsonSchema =>
    closed(Object.fromEntries([...tree].map(([name, node]) => [name, node instanceof Map ? schemaOf(node) : node])));
  return schemaOf(root);
}

const text: JsonSchema = { type: 'string', maxLength: 200, nullable: true };
const fieldSchemas: Readonly<Record<SystemField, JsonSchema>> = {
  arch: text,
  platform: text,
  release: text,
  distro: text,
  codename: text,
  virtual: { type: 'boolean', nullable: true },
  isRunningInDocker: { type: 'boolean', nullable: true },
  nodeVersion: text,
  cpuModel: text,
  cpuCount: { type: 'integer', minimum: 0, nullable: true },
  memoryBytes: { type: 'integer', minimum: 0, nullable: true },
};

function systemSchemas(plan: Plan): Schemas {
  const schemas: Schemas = {};
  if (plan.system === undefined) return schemas;
  if (plan.identity?.kind === 'machine') schemas['id'] = { type: 'string', pattern: '^[0-9a-f]{64}$' };
  for (const field of plan.system.fields) schemas[field] = fieldSchemas[field];
  return schemas;
}

const valueSchemas = (values: Values): Schemas =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, valueSchema(value)]));

const optionalNames = (values: Values): string[] =>
  Object.entries(values).flatMap(([name, value]) => (value.optional === true ? [name] : []));

/** The validation keywords of a value; its `why`, `since`, `example` and the like are for people. */
export function valueSchema(value: Value): JsonSchema {
  if ('enum' in value) return { enum: value.nullable === true ? [...value.enum, null] : value.enum };
  const { why: _why, since: _since, optional: _optional, example: _example, ...rest } = value;
  const { freeText: _freeText, ...schema } = { freeText: '', ...rest };
  return schema;
}
