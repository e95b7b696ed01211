import { isGroup, isLeaf } from './describe.ts';
import { group, type FeatureTree, type Group } from './features.ts';
import type { EventPlan, Events, Plan, SystemField } from './plan.ts';
import type { Values } from './values.ts';

/**
 * A plan without what is newer than a version of it. Telemetry that runs with it reads, asks for and keeps nothing of what
 * is left out. What has no value of its own left is left out as well.
 */
export function planAsOf(plan: Plan, version: number): Plan {
  if (version >= plan.version) return plan;
  const { system, features, report, context, gauges, events, ...rest } = plan;
  const fields = system?.fields.filter((field) => systemSince(system, field) <= version) ?? [];
  const tree = features === undefined ? {} : featuresAsOf(features, version);
  const told = report !== undefined && (report.since ?? 1) <= version ? { report } : {};
  return {
    ...rest,
    ...(system === undefined || fields.length === 0 ? {} : { system: { ...system, fields } }),
    ...(Object.keys(tree).length === 0 ? {} : { features: tree }),
    ...told,
    ...(context === undefined ? {} : { context: valuesAsOf(context, 1, version) }),
    ...(gauges === undefined ? {} : { gauges: valuesAsOf(gauges, 1, version) }),
    ...(events === undefined ? {} : { events: eventsAsOf(events, 'report' in told, version) }),
  };
}

/** The plan version that a system field came with. */
export const systemSince = ({ since = 1, fieldsSince = {} }: Plan['system'] & object, field: SystemField): number =>
  fieldsSince[field] ?? since;

/** The features that are left; `since` of a group holds for what is in it, unless that says so itself. */
function featuresAsOf(features: Group | FeatureTree, version: number): Group | FeatureTree {
  if (!isGroup(features)) return treeAsOf(features, 1, version);
  const tree = treeAsOf(features.features, features.since ?? 1, version);
  return Object.keys(tree).length === 0 ? {} : group({ ...features, features: tree });
}

function treeAsOf(tree: FeatureTree, above: number, version: number): FeatureTree {
  const left: { [name: string]: FeatureTree[string] } = {};
  for (const [name, node] of Object.entries(tree)) {
    if (isLeaf(node)) {
      if ((node.since ?? above) <= version) left[name] = node;
      continue;
    }
    const since = isGroup(node) ? (node.since ?? above) : above;
    const below = treeAsOf(isGroup(node) ? node.features : node, since, version);
    if (Object.keys(below).length > 0) left[name] = isGroup(node) ? group({ ...node, features: below }) : below;
  }
  return left;
}

const valuesAsOf = (values: Values, above: number, version: number): Values =>
  Object.fromEntries(Object.entries(values).filter(([, { since = above }]) => since <= version));

function eventsAsOf(events: Events, hasReport: boolean, version: number): Events {
  const left = Object.entries(events).flatMap(([name, event]): (readonly [string, EventPlan])[] => {
    const { since = 1 } = event;
    if (since > version || (event.kind === 'count' && !hasReport)) return [];
    return [
      [name, event.kind === 'count' ? event : { ...event, properties: valuesAsOf(event.properties, since, version) }],
    ];
  });
  return Object.fromEntries(left);
}
