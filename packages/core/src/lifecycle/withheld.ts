import type { Properties } from '../facts/fact.ts';
import type { EventPlan, Plan } from '../plan/plan.ts';
import type { Values } from '../plan/values.ts';

/** Leaves out of what a host gives what the plan has, and what is collected of it has not yet. */
export interface Withheld {
  /** The context that is left. */
  context(given: Properties): Properties;
  /** The properties of a usage event that are left; `null` where the event itself is withheld. */
  properties(event: string, given: Properties): Properties | null;
}

/** What the plan has and `collected`, an earlier version of it, has not. */
export function withheldBy(plan: Plan, collected: Plan): Withheld {
  if (plan === collected) return { context: (given) => given, properties: (_event, given) => given };
  const newInContext = namesNotIn(collected.context, plan.context);
  const newInEvents = new Map(
    Object.entries(plan.events ?? {}).map(([name, event]) => {
      const left = Object.hasOwn(collected.events ?? {}, name) ? collected.events?.[name] : undefined;
      return [name, left === undefined ? null : namesNotIn(propertiesOf(left), propertiesOf(event))] as const;
    }),
  );
  return {
    context: (given) => without(given, newInContext),
    // What is in no plan at all goes on, to be refused by the check.
    properties: (name, given) => {
      const names = newInEvents.get(name);
      return names === null ? null : without(given, names ?? none);
    },
  };
}

const none: ReadonlySet<string> = new Set();

const propertiesOf = (event: EventPlan): Values => (event.kind === 'count' ? {} : event.properties);

const namesNotIn = (less: Values = {}, more: Values = {}): ReadonlySet<string> =>
  new Set(Object.keys(more).filter((name) => !Object.hasOwn(less, name)));

const without = (given: Properties, names: ReadonlySet<string>): Properties =>
  names.size === 0 ? given : Object.fromEntries(Object.entries(given).filter(([name]) => !names.has(name)));
