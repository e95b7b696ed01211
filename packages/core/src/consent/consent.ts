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
  /** The decision in words: `on, because Butler.anonTelemetry is true`; `held back, because …` where {@link isHeldBack}. */
  readonly reason: string;
  /** All four, whether they spoke or not. */
  readonly places: readonly ConsentPlace[];
}

/** What the places hold. */
export interface ConsentInputs {
  readonly env: Environment;
  /** The operator's own switch; a problem where decisions cannot be read. */
  readonly operator: { readonly value?: 'on' | 'off' | undefined; readonly problem?: string | undefined };
  /** What the plan's config key holds; a problem where the config cannot be read. */
  readonly config: { readonly value?: unknown; readonly problem?: string | undefined };
  /** True when nothing would leave the machine. */
  readonly dryRun: boolean;
}

/**
 * Whether nothing but decisions that cannot be read keeps telemetry from being on: it is held back until they can be read, and
 * what they say then is followed.
 */
export const isHeldBack = ({ places, decidedBy }: Consent): boolean =>
  places.some((one) => one.name === decidedBy && isUnreadable(one));

/** Off wins: any off is off, else any on is on, else CI is off unless it is a dry run, else the plan's default. */
export function consentOf(plan: Plan, inputs: ConsentInputs): Consent {
  const places = placesOf(plan, inputs);
  const off = places.filter(({ says }) => says === 'off');
  // A word for off is final, and decisions that cannot be read are not.
  const decider = off.find((one) => !isUnreadable(one)) ?? off[0] ?? places.find(({ says }) => says === 'on');
  if (decider !== undefined) {
    const on = decider.says === 'on';
    const why = decider.problem ?? `${decider.name} is ${decider.holds ?? decider.says}`;
    const word = on ? 'on' : isUnreadable(decider) ? 'held back' : 'off';
    return { on, decidedBy: decider.name, reason: `${word}, because ${why}`, places };
  }
  if (isCi(inputs.env) && !inputs.dryRun) {
    return { on: false, decidedBy: 'CI', reason: 'off, because this is a CI environment and nobody said on', places };
  }
  const on = plan.consent.default === 'on';
  const decidedBy = "the plan's default";
  return {
    on,
    decidedBy,
    reason: `${plan.consent.default}, because that is ${decidedBy} and nobody said otherwise`,
    places,
  };
}

function placesOf(plan: Plan, { env, operator, config }: ConsentInputs): readonly ConsentPlace[] {
  const { env: variable, config: key } = plan.consent;
  const { name = null, inverted = false } = typeof variable === 'string' ? { name: variable } : (variable ?? {});
  const operatorName = "the operator's decision";
  return [
    place('do-not-track', 'DO_NOT_TRACK', parseDoNotTrack(env['DO_NOT_TRACK'])),
    place('variable', name, parseSwitch(name ?? '', name === null ? undefined : env[name], inverted)),
    place(
      'operator',
      operatorName,
      unlessBroken(operator.problem, () => parseSwitch(operatorName, operator.value)),
    ),
    place(
      'config',
      key ?? null,
      unlessBroken(config.problem, () => parseSwitch(key ?? '', config.value)),
    ),
  ];
}

const isUnreadable = ({ source, problem }: ConsentPlace): boolean => source === 'operator' && problem !== null;

const nameless = { 'do-not-track': '', variable: 'a variable', operator: '', config: 'a config key' };

const place = (source: ConsentSource, name: string | null, said: Switch): ConsentPlace => ({
  source,
  name: name ?? nameless[source],
  configured: name !== null,
  ...said,
});

/** A place that cannot be read may hold off, and so it says off. */
const unlessBroken = (problem: string | undefined, read: () => Switch): Switch =>
  problem === undefined ? read() : { says: 'off', holds: null, problem };
