import { describeFeatures } from './describe.ts';
import { systemSince } from './plan-as-of.ts';
import type { Plan } from './plan.ts';
import type { Values } from './values.ts';

/** One thing that a plan may have collected. */
export interface PlanItem {
  readonly kind: 'event' | 'count' | 'property' | 'feature' | 'gauge' | 'context' | 'system';
  /** As it is sent: `flowCreated`, `flowCreated.active`, `count_flowDuplicated`, `feature_mqtt`, `gauge_users`, `system_arch`. */
  readonly name: string;
  /** The plan version that it came with. */
  readonly since: number;
  readonly why: string;
}

/** What a plan has that is newer than a version of it, in the plan's order. Properties of an event that is new go with it. */
export function newSince(plan: Plan, version: number): readonly PlanItem[] {
  if (version >= plan.version) return [];
  const { system, report, context = {}, gauges = {}, events = {} } = plan;
  const items: readonly PlanItem[] = [
    ...(report === undefined ? [] : [item('event', report.name, report.since, plan.why)]),
    ...(system?.fields.map((field) => item('system', `system_${field}`, systemSince(system, field), system.why)) ?? []),
    ...describeFeatures(plan).map(({ flat, since, why }) => item('feature', flat, since, why)),
    ...valueItems('gauge', 'gauge_', gauges, plan.why),
    ...valueItems('context', '', context, plan.why),
    ...Object.entries(events).flatMap(([name, event]) => {
      if (event.kind === 'count') return [item('count', `count_${name}`, event.since, event.why)];
      const isNew = (event.since ?? 1) > version;
      const properties = isNew ? [] : valueItems('property', `${name}.`, event.properties, event.why);
      return [item('event', name, event.since, event.why), ...properties];
    }),
  ];
  return items.filter(({ since }) => since > version);
}

const item = (kind: PlanItem['kind'], name: string, since: number | undefined, why: string): PlanItem => ({
  kind,
  name,
  since: since ?? 1,
  why,
});

const valueItems = (kind: PlanItem['kind'], prefix: string, values: Values, why: string): readonly PlanItem[] =>
  Object.entries(values).map(([name, value]) => item(kind, `${prefix}${name}`, value.since, value.why ?? why));
