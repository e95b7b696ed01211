import { map, type OperatorFunction } from 'rxjs';
import type { Properties } from '../facts/fact.ts';
import type { DescribedFeature } from '../plan/describe.ts';
import type { Plan } from '../plan/plan.ts';
import type { Json } from '../surroundings/json.ts';
import type { Derived, Draft } from './derive.ts';
import type { InstanceState, State } from './state.ts';
import type { TelemetryEvent } from './telemetry-event.ts';

/** The state after a fact, and the telemetry events that follow from the fact. */
export interface Flattened {
  readonly state: State;
  readonly events: readonly Unchecked[];
}

/** A telemetry event, and why it cannot be sent, where that is known already. */
export interface Unchecked extends TelemetryEvent {
  readonly refused?: string;
}

/** Third stage: wire names. Flat and nested properties are two views of one value. */
export const flatten = (plan: Plan, features: readonly DescribedFeature[]): OperatorFunction<Derived, Flattened> => {
  const commonOf = latest((of: InstanceState) => propertiesOf(of, plan));
  const timestampOf = latest((at: number) => new Date(at).toISOString());
  const eventOf = (draft: Draft): Unchecked => {
    const { uuid, name, of, values, refused } = draft;
    const properties =
      draft.kind === 'usage'
        ? withOwn(commonOf(of), values)
        : propertiesOf(of, plan, reportProperties(draft, plan, features));
    const event = { uuid, name, timestamp: timestampOf(draft.at), distinctId: of.distinctId, properties };
    return refused === undefined ? event : { ...event, refused };
  };
  return map(({ state, drafts }) => ({ state, events: drafts.map(eventOf) }));
};

/** Keeps what it made last: most events are of the same instance, and many of the same millisecond, as the one before. */
function latest<From, To>(make: (from: From) => To): (from: From) => To {
  let last: { readonly from: From; readonly to: To } | null = null;
  return (from) => {
    if (last?.from !== from) last = { from, to: make(from) };
    return last.to;
  };
}

type Bag = { [name: string]: Json };

/** What every event has, and what a report tells among it. */
function propertiesOf(
  { serviceVersion, instanceId, context }: InstanceState,
  { service, identity }: Plan,
  told: Bag = {},
): Bag {
  const properties: Bag = { service, serviceVersion, ...told };
  if (identity?.kind === 'installation' && identity.instance !== undefined) properties[identity.instance] = instanceId;
  return Object.assign(properties, context);
}

/** A value under a name that every event has cannot be one of the plan: it must not pass for the other, and fails. */
function withOwn(common: Bag, values: Properties): Bag {
  // Spread is many times as fast as adding one after the other.
  const properties = { ...common, ...values };
  for (const name of Object.keys(common)) {
    if (!Object.hasOwn(values, name)) continue;
    properties[`${name} (given twice)`] = values[name] ?? null;
    properties[name] = common[name] ?? null;
  }
  return properties;
}

function reportProperties(draft: Draft, plan: Plan, features: readonly DescribedFeature[]): Bag {
  const shape = plan.report?.shape ?? 'both';
  const system = systemOf(draft, plan);
  const flat: Bag = {};
  if (shape !== 'nested') {
    for (const [field, value] of Object.entries(system)) flat[`system_${field}`] = value;
    for (const { flat: name, only } of features) {
      if (only !== 'nested') flat[name] = draft.of.features[name] ?? null;
    }
  }
  for (const gauge of Object.keys(plan.gauges ?? {})) flat[`gauge_${gauge}`] = draft.values[gauge] ?? null;
  for (const [name, { kind }] of Object.entries(plan.events ?? {})) {
    if (kind === 'count') flat[`count_${name}`] = draft.told?.counted[name] ?? 0;
  }
  const dropped = draft.told?.dropped ?? 0;
  if (dropped > 0) flat['telemetry_dropped'] = dropped;
  if (shape !== 'flat') {
    const nested: Bag = {};
    if (plan.features !== undefined) nested['enabledFeatures'] = { feature: nestedFeatures(draft, features) };
    if (plan.system !== undefined) nested['system'] = system;
    if (Object.keys(nested).length > 0) flat['telemetry_json'] = nested;
  }
  return flat;
}

/** The declared fields, and the id where it is one of the machine. */
function systemOf(draft: Draft, plan: Plan): Bag {
  const system: Bag = {};
  if (plan.system === undefined) return system;
  if (plan.identity?.kind === 'machine') system['id'] = draft.of.distinctId;
  for (const field of plan.system.fields) system[field] = draft.of.system[field] ?? null;
  return system;
}

function nestedFeatures(draft: Draft, features: readonly DescribedFeature[]): Bag {
  const root: Bag = {};
  const nodes = new Map<string, Bag>([['', root]]);
  /** The object at a path, made with all above it. */
  const nodeAt = (path: readonly string[]): Bag => {
    const key = path.join('\n');
    const known = nodes.get(key);
    if (known !== undefined) return known;
    const node: Bag = {};
    nodes.set(key, node);
    nodeAt(path.slice(0, -1))[path.at(-1) ?? ''] = node;
    return node;
  };
  for (const { path, flat, only } of features) {
    if (only !== 'flat') nodeAt(path.slice(0, -1))[path.at(-1) ?? ''] = draft.of.features[flat] ?? null;
  }
  return root;
}
