import { definePlan, type Plan } from '@plainsight/core';
import { load, loadModule, notLoaded, type NamedModule } from './load-module.ts';

/** The plan that is the default export of a module. Rejects with wrong use, and says in one message what is wrong. */
export const loadPlan = async (path: string): Promise<Plan> => {
  const module = { path, what: 'the plan', wayOut: 'Name the module that exports it with --plan FILE.' };
  const exported = await loadModule(module);
  if (!isCandidate(exported)) {
    throw notLoaded(module, 'it has no plan as its default export. Write `export default definePlan({ … })`.');
  }
  return checkedPlan(module, exported);
};

/** The plan, checked anew: it may come from a copy of core of its own, or not from `definePlan` at all. */
export const checkedPlan = (module: NamedModule, candidate: Plan): Promise<Plan> =>
  load(module, Promise.resolve(candidate).then(definePlan));

/** Whether it can be asked to be a plan. `definePlan` finds out. */
export const isCandidate = (value: unknown): value is Plan =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
