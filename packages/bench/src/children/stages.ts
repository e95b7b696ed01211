import type { Fact } from '@plainsight/core';
import butlerPlan from './butler-plan.ts';
import { identifiers } from './identifiers.ts';
import { plan } from './plan.ts';
import { largeProperties } from './pool.ts';
import { say } from './say.ts';

/** KIND ROUNDS: takes the pipeline apart, and times each stage alone on as many facts as one commit has. */
const [kind = 'usage', roundsText = '20'] = process.argv.slice(2);
const rounds = Number(roundsText);
const perCommit = 500;
const at = Date.UTC(2026, 2, 3);

/** The stages are no part of the face: what they are is known here only at run time. */
const load = (name: string): Promise<unknown> => import(name);
const part = (path: string): Promise<unknown> => load(`@plainsight/core/parts/${path}.js`);
const call = (of: unknown, name: string, ...args: readonly unknown[]): unknown => {
  const member: unknown = Object(of)[name];
  if (typeof member !== 'function') throw new TypeError(`There is no ${name}.`);
  return Reflect.apply(member, of, args);
};

const [rx, pipeline, fold, derive, flatten, validate, guard, leaks, compile, schemas, describe, state, uuids] =
  await Promise.all([
    load('rxjs'),
    ...[
      'pipeline',
      'fold',
      'derive',
      'flatten',
      'validate',
      'guard',
      'guard/leaks',
      'compile-check',
      'event-schemas',
    ].map((name) => part(`pipeline/${name}`)),
    part('plan/describe'),
    part('pipeline/state'),
    part('facts/uuid'),
  ]);

const own = kind === 'report' ? butlerPlan : plan;
const features = call(describe, 'describeFeatures', own);
const events = call(schemas, 'eventSchemas', own, features);
const check = await call(compile, 'compileCheck', events);
const guarded = call(guard, 'guardOf', events, call(leaks, 'leaksOf', identifiers));
const uuid = call(uuids, 'uuidV7Source', (size: number) => crypto.getRandomValues(new Uint8Array(size)));
const newId = (): string => String(call({ uuid }, 'uuid', at));
const base = () => ({ id: newId(), at, instance: 'main' });

const before: readonly Fact[] = [
  {
    ...base(),
    kind: 'start',
    serviceVersion: '13.0.0',
    context: kind === 'report' ? {} : { appEnv: 'production' },
    installation: 'bench',
    distinctId: 'd7864884fcd5534377febd1dad8a3db87ba0a3e63d365fa9a587775abcc781ac',
    instanceId: null,
  },
  { ...base(), kind: 'config', features: featuresOn() },
  { ...base(), kind: 'system', system: { platform: 'linux', arch: 'x64', virtual: true, nodeVersion: 'v24.0.0' } },
];
const pool = largeProperties(2000);
const facts: readonly Fact[] = Array.from({ length: perCommit }, (_, index): Fact => {
  if (kind !== 'report')
    return { ...base(), kind: 'usage', name: 'flowRun', properties: { ...pool[index] }, mark: null };
  const slot = { scope: 'report', slot: at + index, report: true };
  return { ...base(), kind: 'tick', ...slot, distinctId: null, gauges: {}, dropped: 0 };
});

function featuresOn(): Readonly<Record<string, boolean>> {
  const list = Array.isArray(features) ? features : [];
  return Object.fromEntries(list.map((feature: unknown) => [String(Object(feature)['flat']), true]));
}

/** Runs a stage over a list, as the pipeline would. */
function through(stage: unknown, list: readonly unknown[]): readonly unknown[] {
  const out: unknown[] = [];
  call(call(call(rx, 'from', list), 'pipe', stage), 'subscribe', (one: unknown) => void out.push(one));
  return out;
}

const empty: unknown = Object(state)['emptyState'];
const begun = before.reduce<unknown>((sum, fact) => call(fold, 'foldFact', sum, fact), empty);
const stages = {
  nothing: call(rx, 'map', (one: unknown) => one),
  fold: call(fold, 'fold', begun),
  derive: call(derive, 'derive', own.report),
  flatten: call(flatten, 'flatten', own, features),
  validate: call(validate, 'validate', check),
  guard: call(guard, 'guard', guarded),
};

const micros: Record<string, number[]> = { all: [] };
let passed = 0;
for (let round = -rounds; round < rounds; round += 1) {
  let list: readonly unknown[] = facts;
  for (const [name, stage] of Object.entries(stages)) {
    const from = performance.now();
    list = through(stage, list);
    if (round >= 0) (micros[name] ??= []).push(((performance.now() - from) * 1000) / perCommit);
  }
  const from = performance.now();
  const validated = call(pipeline, 'runPipeline', { plan: own, features, check, guarded }, begun, facts);
  if (round >= 0) micros['all']?.push(((performance.now() - from) * 1000) / perCommit);
  const verdicts: unknown = Object(validated)['verdicts'];
  passed = (Array.isArray(verdicts) ? verdicts : []).filter(
    (verdict: unknown) => Object(verdict)['passed'] === true,
  ).length;
}

const median = (figures: readonly number[]): number => figures.toSorted((a, b) => a - b)[figures.length >> 1] ?? NaN;
say({
  share: passed / perCommit,
  ...Object.fromEntries(Object.entries(micros).map(([name, figures]) => [name, median(figures)])),
});
