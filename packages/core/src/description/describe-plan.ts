import type { Plan } from '../plan/plan.ts';
import type { DescribedKey, PlanDescription } from './described.ts';

/** Describes all that a plan has sent, for documentation. Made of the plan alone: neither the machine nor the time is in it. */
export async function describePlan(plan: Plan): Promise<PlanDescription> {
  const { descriptionOf } = await import('./description-of.ts');
  return descriptionOf(plan);
}

/** The keys that a plan looks up and a config lacks: what they would say is unknown, and `null` in a report. */
export async function lackingKeys(plan: Plan, config: object): Promise<readonly DescribedKey[]> {
  const { keysLackingIn } = await import('./config-keys.ts');
  return keysLackingIn(plan, config);
}
