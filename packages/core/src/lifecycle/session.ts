import type { Consent } from '../consent/consent.ts';
import { isConfigSource, type ConfigReading, type ConfigSource } from '../facts/config-source.ts';
import { configSource, type WatchedConfig } from '../facts/read-config.ts';
import type { Plan } from '../plan/plan.ts';
import { answering } from '../store/answering.ts';
import type { Decisions } from '../store/decisions.ts';
import { memoryDecisions } from '../store/memory-decisions.ts';
import { tellingUnreadable } from '../store/unreadable.ts';
import { safeLogger, type Logger } from '../surroundings/logger.ts';
import { configTroubles } from './config-says.ts';
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
  /** The same, for whoever cannot wait for ever. */
  readonly answeringDecisions: Decisions;
  /** Reads the config, and remembers what it read. */
  readonly config: ConfigSource;
  /** Whether the operator has said off to this process, and it could not be kept yet. */
  isOffHere(): boolean;
  /** When a change of the config is seen; `null` where none was given. */
  readonly noticed: WatchedConfig['noticed'];
  /** What it read last. */
  lastReading(): ConfigReading;
  /** Reads the config anew and asks all places. What does not answer in time cannot be read. */
  decide(): Promise<Consent>;
  /** As `decide`, but does not read the config where another place says off: it could change nothing. */
  decideToStart(): Promise<Consent>;
  /** Asks all places before a delivery, at little cost: a config file is read again where it has changed. */
  decideAgain(): Promise<Consent>;
  /** Why telemetry that is on contradicts the config that was last read; `null` when it does not. */
  contradiction(consent: Consent): string | null;
}

/** `isOffHere`: whether the operator has said off to this process, and it could not be kept yet. */
export function sessionOf(
  plan: Plan,
  options: LookOptions,
  surroundings: Required<Surroundings>,
  isOffHere: () => boolean = () => false,
): Session {
  const { env, clock } = surroundings;
  const decisions = tellingUnreadable(options.store?.decisions ?? memoryDecisions());
  const answeringDecisions = answering(decisions, clock);
  const source = configSource(options.config, clock);
  const sinks = options.sinks ?? null;
  let reading: ConfigReading = { config: null, problem: null };
  const logger = safeLogger(options.logger);
  let told: readonly string[] = [];
  const remember = async (asked: Promise<ConfigReading>): Promise<ConfigReading> => (reading = await asked);
  // Whoever waits for it keeps the process alive.
  const read = (): Promise<ConfigReading> => remember(source.read({ background: true }));
  const ask = async (places: Pick<Consultation, 'decisions' | 'config'>): Promise<Consent> => {
    const consent = await consult({ plan, env, sinks, isOffHere: isOffHere(), ...places });
    if (places.config !== null) tell(configTroubles(plan, consent, places.config), consent);
    return consent;
  };
  /** Each trouble once, when it begins. What holds telemetry back is told by whoever holds it. */
  const tell = (troubles: readonly string[], { heldBack, reason }: Consent): void => {
    const isNews = (trouble: string): boolean => !told.includes(trouble) && !(heldBack && reason.endsWith(trouble));
    for (const trouble of troubles.filter(isNews)) logger.warn(`Telemetry: ${trouble}`);
    told = troubles;
  };
  const askAll = (): Promise<Consent> => ask({ decisions, config: reading });
  const decideAgain = async (): Promise<Consent> => {
    await remember(source.lookAgain());
    return askAll();
  };
  const decide = async (): Promise<Consent> => {
    await read();
    return ask({ decisions: answeringDecisions, config: reading });
  };

  /** The cheapest place first: what is off reads no file that it need not read, and imports nothing to read it with. */
  async function decideToStart(): Promise<Consent> {
    const byEnvironment = await ask({ decisions: null, config: null });
    if (saysOff(byEnvironment)) return byEnvironment;
    const isFile = isConfigSource(options.config);
    const next = await ask(isFile ? { decisions, config: null } : { decisions: null, config: await read() });
    if (saysOff(next)) return next;
    if (isFile) await read();
    return askAll();
  }

  return {
    plan,
    options,
    instance: options.instance ?? 'main',
    surroundings,
    logger,
    decisions,
    answeringDecisions,
    config: { kind: 'config source', place: source.place, read },
    isOffHere,
    noticed: source.noticed,
    lastReading: () => reading,
    decide,
    decideToStart,
    decideAgain,
    contradiction: (consent) => contradictionOf(plan, consent, reading),
  };
}

const saysOff = ({ places }: Consent): boolean => places.some(({ says }) => says === 'off');
