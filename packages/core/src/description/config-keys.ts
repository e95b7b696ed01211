import { lookUp } from '../facts/look-up.ts';
import { describeFeatures, type DescribedFeature } from '../plan/describe.ts';
import type { Plan } from '../plan/plan.ts';
import type { DescribedKey } from './described.ts';

/** The keys that a plan looks up in the host's config, each once. */
export function configKeysOf(plan: Plan, features: readonly DescribedFeature[]): readonly DescribedKey[] {
  const uses = new Map<string, string[]>();
  const note = (key: string | undefined | null, use: string): void => {
    if (key === undefined || key === null) return;
    const known = uses.get(key) ?? [];
    if (!known.includes(use)) uses.set(key, [...known, use]);
  };
  note(plan.consent.config, 'consent');
  note(plan.system?.config, 'system');
  if (plan.identity?.kind === 'machine') note(plan.identity.host, 'id');
  for (const { flat, keys, when } of features) {
    for (const key of keys) note(key, flat);
    note(when, flat);
  }
  return [...uses].map(([key, use]) => ({ key, for: use }));
}

/** The keys of a plan that a config lacks. */
export const keysLackingIn = (plan: Plan, config: object): readonly DescribedKey[] =>
  configKeysOf(plan, describeFeatures(plan)).filter(({ key }) => lookUp(config, key).status !== 'found');
