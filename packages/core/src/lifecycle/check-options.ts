import { ConfigError } from '../errors.ts';
import { brief } from '../facts/shown.ts';
import type { Plan } from '../plan/plan.ts';
import type { Decisions } from '../store/decisions.ts';
import type { LookOptions, StartOptions } from './options.ts';

/**
 * Refuses what `start` cannot work with, all of it at once. For callers without types. Any config is taken: one that cannot be read
 * says off.
 */
export function checkOptions(options: unknown): asserts options is StartOptions {
  const problems = isObject(options) ? [...problemsOf(options)] : ['it was given no options'];
  if (problems.length === 0) return;
  throw new ConfigError('start-options', `Failed to start telemetry: ${problems.join('; ')}.`);
}

function* problemsOf(options: { readonly [name: string]: unknown }): Generator<string> {
  const { serviceVersion, store, sinks, instance = 'main', startTimeoutMillis = 0 } = options;
  if (typeof serviceVersion !== 'string' || serviceVersion === '') {
    yield 'serviceVersion is missing: give the version of the software as a string';
  }
  if (!isObject(store) || typeof store['commit'] !== 'function') {
    yield 'store is missing: give memoryStore() or another store';
  }
  if (typeof instance !== 'string' || instance === '') yield 'instance is no name: give a string, or leave it out';
  if (typeof startTimeoutMillis !== 'number' || !(startTimeoutMillis >= 0)) {
    yield 'startTimeoutMillis is no time: give milliseconds from 0, or leave it out';
  }
  if (!Array.isArray(sinks)) yield 'sinks is missing: give a list of sinks, as chooseSinks() or [posthogSink({ key })]';
  else yield* problemsOfSinks(sinks);
}

function* problemsOfSinks(sinks: readonly unknown[]): Generator<string> {
  const names = new Set<unknown>();
  for (const [index, sink] of sinks.entries()) {
    if (!isObject(sink) || typeof sink['deliver'] !== 'function' || typeof sink['name'] !== 'string') {
      yield `sinks[${index}] is no sink: give what consoleSink(), posthogSink({ key }) or the like gives`;
    } else if (names.has(sink['name'])) {
      yield `two sinks are named ${brief(sink['name'])}: give one of them another name`;
    } else {
      names.add(sink['name']);
    }
  }
}

const isObject = (value: unknown): value is { readonly [name: string]: unknown } =>
  typeof value === 'object' && value !== null;

/** An identity that is kept, a grace, what is new in a plan and what happens once need a place that outlives the process. */
export function refuseWithoutLastingPlace(plan: Plan, decisions: Decisions, options: LookOptions): void {
  if (decisions.lasting || options.ephemeral === true) return;
  const reasons = reasonsForAPlace(plan, options);
  if (reasons.length === 0) return;
  throw new ConfigError(
    'no-lasting-place',
    `Failed to start telemetry: ${listed(reasons)}, and the store has no place where that outlives the process. Give it one, ` +
      'memoryStore({ decisions: fileDecisions({ path }) }), or start with ephemeral: true to be a new installation at each start.',
  );
}

function reasonsForAPlace(
  { identity, notice, version, events = {} }: Plan,
  { sinks = [] }: LookOptions,
): readonly string[] {
  const kinds = new Set(Object.values(events).map(({ kind }) => kind));
  const sends = sinks.some(({ dryRun }) => dryRun !== true);
  return [
    ...(identity === undefined || identity.kind === 'installation'
      ? ['the plan identifies the installation by a random id']
      : []),
    ...(sends && notice?.graceHours !== 0 ? ['nothing is sent within hours of the first notice'] : []),
    ...(sends && version > 1 ? ['what is new in a plan is told before it is collected'] : []),
    ...(kinds.has('once') || kinds.has('recurring')
      ? ['the plan has events that happen once, or recur after days']
      : []),
  ];
}

const listed = (reasons: readonly string[]): string =>
  reasons.length === 1 ? `${reasons[0]}` : `${reasons.slice(0, -1).join(', ')} and ${reasons.at(-1)}`;
