import type { Events, Plan, Sink, StartOptions, Store, ValueOf, Values, ValuesOf } from '@plainsight/core';

/**
 * What `plainsight.config.ts` says: the plan, and as much of what the application gives to `start` as the command line
 * is to know. Without a store, nothing can be read, deleted or switched; without sinks, nothing can be sent.
 */
export interface PlainsightConfig<E extends Events = Events, C extends Values = Values, G extends Values = Values> {
  readonly plan: Plan<E, C, G>;
  /** The host's config, as `start` gets it: an object, a function that gives one, or `yamlFile(path)`. */
  readonly config?: NonNullable<StartOptions['config']>;
  readonly store?: Store;
  readonly sinks?: readonly Sink[];
  /** Version of the software. @default that of the package that the file is in */
  readonly serviceVersion?: string;
  /** How an operator calls the command line, for the documentation: `butler telemetry`. @default 'plainsight' */
  readonly command?: string;
  /** Name of the process to look at. @default 'main' */
  readonly instance?: string;
  /** Where it is said what is not well, as `start` gets it. @default nowhere */
  readonly logger?: NonNullable<StartOptions['logger']>;
  readonly context?: ValuesOf<NoInfer<C>>;
  readonly gauges?: { readonly [K in keyof NoInfer<G>]: () => ValueOf<G[K]> | Promise<ValueOf<G[K]>> };
}

/** The same, or a function that gives it when a command runs. */
export type PlainsightConfigExport<E extends Events = Events, C extends Values = Values, G extends Values = Values> =
  | PlainsightConfig<E, C, G>
  | (() => PlainsightConfig<E, C, G> | Promise<PlainsightConfig<E, C, G>>);

/**
 * Gives back what it is given, typed. The default export of `plainsight.config.ts`.
 *
 * @example
 * export default defineConfig({ plan, store: sqliteStore({ path: 'data/telemetry.db' }), sinks: [posthogSink({ key })] });
 */
export const defineConfig = <E extends Events, C extends Values, G extends Values>(
  config: PlainsightConfigExport<E, C, G>,
): PlainsightConfigExport<E, C, G> => config;
