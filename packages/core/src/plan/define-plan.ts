import { PlanError, type Problem } from '../errors.ts';
import { plainCopy } from './plain-copy.ts';
import { planProblems } from './plan-rules.ts';
import type { Events, Plan, PlanInput } from './plan.ts';
import { isPlain } from './structure.ts';
import type { Values } from './values.ts';

type None = { readonly [name in never]: never };

/**
 * Checks a plan and gives a frozen copy of it. Throws a `PlanError` that holds all problems at once.
 *
 * @example
 * export default definePlan({
 *   service: 'kettle',
 *   version: 1,
 *   maintainer: { name: 'Kettle makers', contact: 'privacy@example.org' },
 *   why: 'To know which features are in use.',
 *   never: ['what is boiled'],
 *   consent: { default: 'off', env: 'KETTLE_TELEMETRY' },
 *   features: group({ why: 'To decide where work goes.', features: { whistle: flag('whistle.enable') } }),
 *   report: { name: 'kettle report', everyHours: 24 },
 * });
 */
export function definePlan<const E extends Events = None, const C extends Values = None, const G extends Values = None>(
  plan: PlanInput<E, C, G>,
): Plan<E, C, G> {
  const { copy, problems } = plainCopy(plan);
  const all = [...problems, ...(copy === undefined && problems.length > 0 ? [] : planProblems(copy))];
  if (!isSoundCopy(copy, plan, all)) throw new PlanError(serviceOf(copy), all);
  return copy;
}

const isSoundCopy = <P>(copy: unknown, _of: P, problems: readonly Problem[]): copy is P =>
  isPlain(copy) && problems.length === 0;

const serviceOf = (copy: unknown): string => {
  const service = isPlain(copy) ? copy['service'] : undefined;
  return typeof service === 'string' && service.trim() !== '' ? service : 'this software';
};
