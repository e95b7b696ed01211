import type { Plan } from '../plan/plan.ts';
import type { Environment } from '../surroundings/environment.ts';
import { isCi } from './ci.ts';
import { parseDoNotTrack, parseSwitch, type Switch } from './parse-switch.ts';

/** The four places that may speak, in the order they are listed. */
export type ConsentSource = 'do-not-track' | 'variable' | 'operator' | 'config';

/** One of the four places, and what it says. */
export interface ConsentPlace {
  readonly source: ConsentSource;
  /** As the operator knows it: `DO_NOT_TRACK`, `BUTLER_TELEMETRY`, `the operator's decision`, `Butler.anonTelemetry`. */
  readonly name: string;
  /** False when the plan has no such place. */
  readonly configured: boolean;
  /** `null` when it says nothing. */
  readonly says: 'on' | 'off' | null;
  /** What it holds, for people; `null` when it holds nothing. */
  readonly holds: string | null;
  /** What is wrong with what it holds, with the way out. Such a place says off. */
  readonly problem: string | null;
}

/** Whether telemetry is on, and why. */
export interface Consent {
  readonly on: boolean;
  /** The name of the place that decided; `CI` or `the plan's default` when none of the four spoke. */
  readonly decidedBy: string;
  /** The decision in words: `on, because Butler.anonTelemetry is true`; `held back, because …` where it is held back. */
  readonly reason: string;
  /**
   * True where nothing but decisions or a config that cannot be read now keeps telemetry from being on. It is off until they can be
   * read, and what they say then is followed.
   */
  readonly heldBack: boolean;
  /** All four, whether they spoke or not. */
  readonly places: readonly ConsentPlace[];
}

/** What the places hold. */
export interface ConsentInputs {
  readonly env: Environment;
  /** The operator's own switch; a problem where decisions cannot be read. */
  readonly operator: { readonly value?: 'on' | 'off' | undefined; readonly problem?: string | undefined };
  /** What the plan's config key holds; a problem where that is not known. */
  readonly config: ConfigSays;
  /** True when nothing would leave the machine. */
  readonly dryRun: boolean;
}

/** What a config says of consent. */
export interface ConfigSays {
  readonly value?: unknown;
  /** What is wrong with it, with the way out. */
  readonly problem?: string | undefined;
  /** The first half of the problem. @default the whole of it */
  readonly why?: string;
  /** The config cannot be read now, and may be later. @default false */
  readonly isUnreadable?: boolean;
}

/** Off wins: any off is off, else any on is on, else CI is off unless it is a dry run, else the plan's default. */
export function consentOf(plan: Plan, inputs: ConsentInputs): Consent {
  const answers = answersOf(plan, inputs);
  const places = answers.map(({ place }) => place);
  const off = answers.filter(({ place }) => place.says === 'off');
  // A word for off is final, and what cannot be read is not.
  const decider = off.find(({ isUnreadable }) => !isUnreadable) ?? off[0];
  if (decider !== undefined) {
    const { place, why, isUnreadable } = decider;
    const reason = `${isUnreadable ? 'held back' : 'off'}, because ${why}`;
    return { on: false, decidedBy: place.name, reason, heldBack: isUnreadable, places };
  }
  const on = answers.find(({ place }) => place.says === 'on');
  if (on !== undefined) {
    return { on: true, decidedBy: on.place.name, reason: `on, because ${on.why}`, heldBack: false, places };
  }
  if (isCi(inputs.env) && !inputs.dryRun) {
    const reason = 'off, because this is a CI environment and nobody said on';
    return { on: false, decidedBy: 'CI', reason, heldBack: false, places };
  }
  const { default: word } = plan.consent;
  const decidedBy = "the plan's default";
  const reason = `${word}, because that is ${decidedBy} and nobody said otherwise`;
  return { on: word === 'on', decidedBy, reason, heldBack: false, places };
}

/** A place, why it says what it says, and whether it may say something else when it can be read. */
interface Answer {
  readonly place: ConsentPlace;
  readonly why: string;
  readonly isUnreadable: boolean;
}

function answersOf(plan: Plan, { env, operator, config }: ConsentInputs): readonly Answer[] {
  const { env: variable, config: key } = plan.consent;
  const { name = null, inverted = false } = typeof variable === 'string' ? { name: variable } : (variable ?? {});
  const operatorName = "the operator's decision";
  return [
    answer('do-not-track', 'DO_NOT_TRACK', parseDoNotTrack(env['DO_NOT_TRACK'])),
    answer('variable', name, parseSwitch(name ?? '', name === null ? undefined : env[name], inverted)),
    answer(
      'operator',
      operatorName,
      unlessBroken(operator, () => parseSwitch(operatorName, operator.value)),
      operator.problem !== undefined,
    ),
    answer(
      'config',
      key ?? null,
      unlessBroken(config, () => parseSwitch(key ?? '', config.value)),
      config.isUnreadable,
    ),
  ];
}

const nameless = { 'do-not-track': '', variable: 'a variable', operator: '', config: 'a config key' };

function answer(
  source: ConsentSource,
  named: string | null,
  { why, ...said }: Switch,
  isUnreadable: boolean = false,
): Answer {
  const name = named ?? nameless[source];
  return {
    place: { source, name, configured: named !== null, ...said },
    why: why ?? said.problem ?? `${name} is ${said.holds ?? said.says}`,
    isUnreadable,
  };
}

/** A place that cannot be read may hold off, and so it says off. */
const unlessBroken = ({ problem, ...rest }: Omit<ConfigSays, 'value'>, read: () => Switch): Switch =>
  problem === undefined
    ? read()
    : { says: 'off', holds: null, problem, ...(rest.why === undefined ? {} : { why: rest.why }) };
