import { isCi } from '../consent/ci.ts';
import { quoted } from '../facts/shown.ts';
import type { Environment } from '../surroundings/environment.ts';
import type { Sink } from './sink.ts';

/** Gives the sinks of one environment. */
export type SinkFactory = () => readonly Sink[];

/** Which sinks belong to which environment. What is left out is taken from the one before it. */
export interface SinkChoices {
  readonly production: SinkFactory;
  /** For `NODE_ENV` `development` and `test`. @default as in production */
  readonly development?: SinkFactory;
  /** @default as in development */
  readonly ci?: SinkFactory;
}

/**
 * The sinks of this environment: `PLAINSIGHT_SINK` first (`console`: the dry runs among the sinks of CI, else of
 * development, else of production; `none`: nothing is sent, events are kept), then CI, then `NODE_ENV`; unset is
 * production. Only the chosen factory is called, and what it throws is thrown.
 *
 * @example
 * chooseSinks({ production: () => [posthogSink({ key })], ci: () => [consoleSink()] });
 */
export function chooseSinks(choices: SinkChoices, env: Environment = process.env): readonly Sink[] {
  // Not enumerable: a copy of the list is a list of its own, and is taken as it is.
  const isNone = wordOf(env[variable]) === 'none';
  const value: Made = { ...choices, isNone };
  return Object.defineProperty([...chosenSinks(choices, env)], made, { value });
}

/** Marks a list that `chooseSinks` made, also where two copies of this package meet in one process. */
const made: unique symbol = Symbol.for('plainsight.sinkChoices');

interface Made extends SinkChoices {
  /** Whether the environment asked for no sinks at all. */
  readonly isNone?: boolean;
}

type Chosen = readonly Sink[] & { readonly [made]?: Made };

const variable = 'PLAINSIGHT_SINK';

/** Why there are no sinks, with the way out; `null` where nobody asked for none. */
export const whyNoSinks = (sinks: Chosen | undefined): string | null =>
  sinks?.[made]?.isNone === true
    ? `${variable} is none, so nothing is sent and events are kept. Unset it to send them.`
    : null;

/**
 * The sinks that the same list would have in production, whatever this environment is; a list that `chooseSinks` did not
 * make has the same everywhere. Throws what the factory throws.
 */
export function sinksOfProduction(sinks: Chosen): readonly Sink[] {
  return sinks[made]?.production() ?? sinks;
}

function chosenSinks(choices: SinkChoices, env: Environment): readonly Sink[] {
  const { production, development = production, ci = development } = choices;
  const named = wordOf(env[variable]);
  if (named === 'none') return [];
  if (named === 'console') return dryRunsOf(new Set([ci, development, production]));
  if (named !== '') {
    const why = `${variable} holds ${quoted((env[variable] ?? '').trim())}`;
    return [nowhere(why, 'set it to console or none, or unset it')];
  }
  if (isCi(env)) return ci();
  return ['development', 'test'].includes(wordOf(env['NODE_ENV'])) ? development() : production();
}

/** On Windows `set NODE_ENV=test && node …` leaves a space behind. */
const wordOf = (value = ''): string => value.trim().toLowerCase();

function dryRunsOf(factories: Iterable<SinkFactory>): readonly Sink[] {
  for (const factory of factories) {
    const dryRuns = sinksOf(factory).filter(({ dryRun }) => dryRun === true);
    if (dryRuns.length > 0) return dryRuns;
  }
  return [nowhere(`${variable} asks for the console, and this application has no console sink`, 'unset it')];
}

/** A factory that was not meant for here may miss what it needs, such as a key. */
function sinksOf(factory: SinkFactory): readonly Sink[] {
  try {
    return factory();
  } catch {
    return [];
  }
}

/** A wish that cannot be followed must not send anywhere else: events are kept, and `status` says why. */
const nowhere = (why: string, wayOut: string): Sink => ({
  name: 'nowhere',
  receiver: { company: 'nobody', url: null, region: null },
  dryRun: true,
  problem: `${why}: ${wayOut}. Nothing is sent.`,
  deliver: async (batch) => batch.map(() => ({ status: 'retry', why, fault: 'configuration' })),
  close: async () => {},
});
