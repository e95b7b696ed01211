import type { Sink, Store } from '@plainsight/core';
import type { PlainsightConfig } from '../define-config.ts';
import { load, loadModule, notLoaded } from './load-module.ts';
import { checkedPlan, isCandidate } from './load-plan.ts';

/**
 * What the default export of `plainsight.config.ts` says, a function's answer included. Rejects with wrong use, and
 * says all that is wrong in one message.
 */
export const loadProject = async (path: string): Promise<PlainsightConfig> => {
  const module = { path, what: 'the project', wayOut: 'Name one with --project FILE.' };
  const exported = await loadModule(module);
  const given = isFunction(exported) ? await load(module, Promise.resolve().then(exported)) : exported;
  if (!isObject(given)) {
    throw notLoaded(module, 'it has no default export of a project. Write `export default defineConfig({ plan, … })`.');
  }
  const problems = problemsOf(given);
  if (!isProject(given, problems)) throw notLoaded(module, `${problems.join('; ')}.`);
  return { ...given, plan: await checkedPlan(module, given.plan) };
};

const used = ['plan', 'config', 'store', 'sinks', 'serviceVersion', 'command', 'instance', 'context', 'gauges'];
/** What `start` takes besides: who spreads its options here need not take it out. */
const known = new Set([...used, 'logger', 'outageLogLevel', 'ephemeral', 'startTimeoutMillis']);

const problemsOf = (given: object): readonly string[] => {
  const { plan, config, store, sinks, ...others }: Readonly<Record<string, unknown>> = { ...given };
  const problems: string[] = [];
  if (!isCandidate(plan)) problems.push('plan is missing: give what definePlan gives');
  if (config !== undefined && !isObject(config) && !isFunction(config)) {
    problems.push('config is no config: give an object, a function that gives one, or yamlFile(path)');
  }
  if (store !== undefined && !isStore(store)) {
    problems.push('store is no store: give what sqliteStore({ path }) or the like gives');
  }
  if (sinks !== undefined && !(Array.isArray(sinks) && sinks.every(isSink))) {
    problems.push('sinks is no list of sinks: give what chooseSinks() gives, or [posthogSink({ key })]');
  }
  for (const name of ['serviceVersion', 'command', 'instance']) {
    const value = others[name];
    if (value !== undefined && (typeof value !== 'string' || value === '')) problems.push(`${name} is no text`);
  }
  for (const name of ['context', 'gauges']) {
    if (others[name] !== undefined && !isObject(others[name])) problems.push(`${name} is no object`);
  }
  for (const name of Object.keys(others)) {
    if (!known.has(name)) problems.push(`${name} is not known: known are ${used.join(', ')}`);
  }
  return problems;
};

const isProject = (given: object, problems: readonly string[]): given is PlainsightConfig =>
  problems.length === 0 && 'plan' in given;

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isFunction = (value: unknown): value is () => unknown => typeof value === 'function';

const isStore = (value: unknown): value is Store =>
  isObject(value) && 'open' in value && 'commit' in value && isFunction(value.open) && isFunction(value.commit);

const isSink = (value: unknown): value is Sink =>
  isObject(value) && 'deliver' in value && 'name' in value && isFunction(value.deliver);
