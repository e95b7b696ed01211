// Defines a plan in a process of its own, and says which packages that loaded.
import { registerHooks } from 'node:module';

const packages: string[] = [];
registerHooks({
  resolve: (specifier, context, next) => {
    const resolved = next(specifier, context);
    if (/node_modules/.test(resolved.url)) packages.push(resolved.url);
    return resolved;
  },
});
const { definePlan } = await import('../../src/plan/define-plan.ts');
const { soundPlan } = await import('./sound-plan.ts');
process.stdout.write(JSON.stringify({ defined: definePlan(soundPlan).service, packages }));
