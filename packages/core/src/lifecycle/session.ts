import type { Consent } from '../consent/consent.ts';
import type { ConfigReading, ConfigSource, ConfigReadOptions } from '../facts/config-source.ts';
import { configSource } from '../facts/read-config.ts';
import type { Plan } from '../plan/plan.ts';
import type { Decisions } from '../store/decisions.ts';
import { memoryDecisions } from '../store/memory-decisions.ts';
import { safeLogger, type Logger } from '../surroundings/logger.ts';
import { consult, contradictionOf, type Consultation } from './consult.ts';
import type { LookOptions, Surroundings } from './options.ts';

/** What a host gave, made ready, and the consent that follows from it. */
export interface Session {
  readonly plan: Plan;
  readonly options: LookOptions;
  readonly instance: string;
  readonly surroundings: Required<Surroundings>;
  readonly logger: Logger;
  readonly decisions: Decisions;
  /** Reads the config, and remembers what it read. */
  readonly config: ConfigSource;
  /** What it read last. */
  lastReading(): ConfigReading;
  /** Reads the config anew and asks all places. */
  decide(): Promise<Consent>;
  /** As `decide`, but does not read the config where another place says off: it could change nothing. */
  decideToStart(): Promise<Consent>;
  /** Asks all places, with the config as it was last read. */
  decideAgain(): Promise<Consent>;
  /** Why telemetry that is on contradicts the config that was last read; `null` when it does not. */
  contradiction(consent: Consent): string | null;
}

export function sessionOf(plan: Plan, options: LookOptions, surroundings: Required<Surroundings>): Session {
  const { env, clock } = surroundings;
  const decisions = options.store?.decisions ?? memoryDecisions();
  const source = options.config === undefined ? null : configSource(options.config, clock);
  const sinks = options.sinks ?? null;
  let reading: ConfigReading = nothingRead;
  const logger = safeLogger(options.logger);
  let said: string | null = null;
  const read = async (how?: ConfigReadOptions): Promise<ConfigReading> => {
    const now = source === null ? nothingRead : await source.read(how);
    reading = now;
    // Where consent stands in a config that was never readable, that is what is said.
    const isSaid = now.config === null && plan.consent.config !== undefined;
    if (now.problem !== null && now.problem !== said && !isSaid) logger.warn(`Telemetry: ${now.problem}`);
    said = now.problem;
    return now;
  };
  const ask = (places: Pick<Consultation, 'decisions' | 'config'>): Promise<Consent> =>
    consult({ plan, env, sinks, ...places });
  const decideAgain = (): Promise<Consent> => ask({ decisions, config: source === null ? null : reading });
  const decide = async (): Promise<Consent> => {
    await read();
    return decideAgain();
  };

  /** The cheapest place first: what is off reads no file that it need not read, and imports nothing to read it with. */
  async function decideToStart(): Promise<Consent> {
    const byEnvironment = await ask({ decisions: null, config: null });
    if (saysOff(byEnvironment)) return byEnvironment;
    const isFile = isSource(options.config);
    const next = await ask(isFile ? { decisions, config: null } : { decisions: null, config: await read() });
    if (saysOff(next)) return next;
    return isFile ? decide() : decideAgain();
  }

  return {
    plan,
    options,
    instance: options.instance ?? 'main',
    surroundings,
    logger,
    decisions,
    config: { kind: 'config source', place: source?.place ?? 'no config', read },
    lastReading: () => reading,
    decide,
    decideToStart,
    decideAgain,
    contradiction: (consent) => contradictionOf(plan, consent, reading),
  };
}

/** A config that must be fetched; any other is at hand. */
const isSource = (config: unknown): boolean => typeof config === 'object' && config !== null && 'kind' in config;

const nothingRead: ConfigReading = { config: null, problem: null };

const saysOff = ({ places }: Consent): boolean => places.some(({ says }) => says === 'off');
