import { isCi } from '../consent/ci.ts';
import type { Environment } from '../surroundings/environment.ts';
import type { Sink } from './sink.ts';

/** Which sinks belong to which environment. What is left out is taken from the one before it. */
export interface SinkChoices {
  readonly production: () => readonly Sink[];
  /** @default as in development */
  readonly ci?: () => readonly Sink[];
  /** For `NODE_ENV` `development` and `test`. @default as in production */
  readonly development?: () => readonly Sink[];
}

/**
 * The sinks of this environment: `PLAINSIGHT_SINK` first (`console`: the first choice that is a dry run; `none`:
 * nothing is sent, events are kept), then CI, then `NODE_ENV`; unset is production. Only the chosen factory is called.
 *
 * @example
 * chooseSinks({ production: () => [posthogSink({ key })], ci: () => [consoleSink()] });
 */
export function chooseSinks(choices: SinkChoices, env: Environment = process.env): readonly Sink[] {
  const named = (env['PLAINSIGHT_SINK'] ?? '').trim().toLowerCase();
  const { production, development = production, ci = development } = choices;
  if (named === 'none') return [];
  if (named === 'console') return dryRunOf([ci, development, production]);
  if (named !== '') return [nowhere(`PLAINSIGHT_SINK holds ${JSON.stringify(named.slice(0, 40))}`)];
  if (isCi(env)) return ci();
  return ['development', 'test'].includes(env['NODE_ENV'] ?? '') ? development() : production();
}

function dryRunOf(factories: readonly (() => readonly Sink[])[]): readonly Sink[] {
  for (const sinks of factories.map((factory) => factory())) {
    if (sinks.length > 0 && sinks.every(({ dryRun }) => dryRun === true)) return sinks;
  }
  return [nowhere('PLAINSIGHT_SINK holds "console", and this application has no console sink')];
}

/** A wish that cannot be followed must not send anywhere else: events are kept, and `status` says why. */
const nowhere = (wrong: string): Sink => ({
  name: 'nowhere',
  receiver: { company: 'nobody', url: null, region: null },
  dryRun: true,
  problem: `${wrong}: set it to console or none, or unset it. Nothing is sent.`,
  deliver: async (batch) => batch.map(() => ({ status: 'retry', why: wrong, fault: 'configuration' })),
  close: async () => {},
});
