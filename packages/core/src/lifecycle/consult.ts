import { consentOf, type Consent, type ConsentSource } from '../consent/consent.ts';
import { parseSwitch } from '../consent/parse-switch.ts';
import type { Sink } from '../delivery/sink.ts';
import { reasonOf } from '../errors.ts';
import type { ConfigReading } from '../facts/config-source.ts';
import { valueAt } from '../facts/read-features.ts';
import type { Plan } from '../plan/plan.ts';
import type { Decided, Decisions } from '../store/decisions.ts';
import type { Environment } from '../surroundings/environment.ts';
import { configSays } from './config-says.ts';

/** Where to look for consent. */
export interface Consultation {
  readonly plan: Plan;
  readonly env: Environment;
  readonly decisions: Decisions | null;
  /** The operator has said off to this process, and it could not be kept yet: then nothing else of theirs is asked. @default false */
  readonly isOffHere?: boolean;
  readonly config: ConfigReading | null;
  /** `null` where they are not known: then something may be sent. */
  readonly sinks: readonly Sink[] | null;
}

/** Asks all places. Never rejects: what cannot be read says off. */
export async function consult({
  plan,
  env,
  decisions,
  isOffHere = false,
  config,
  sinks,
}: Consultation): Promise<Consent> {
  return consentOf(plan, {
    env,
    operator: isOffHere ? { value: 'off' } : await operatorSays(decisions),
    config: configSays(plan, config),
    dryRun: sinks?.every(({ dryRun }) => dryRun === true) ?? false,
  });
}

async function operatorSays(
  decisions: Decisions | null,
): Promise<{ value?: 'on' | 'off' | undefined; problem?: string }> {
  try {
    const decided: Decided = (await decisions?.read()) ?? {};
    return { value: decided.consent?.value };
  } catch (error) {
    return { problem: `the decisions cannot be read: ${reasonOf(error)}` };
  }
}

/** Why telemetry that is on contradicts the config, with both ways out: reading the system is off. Else `null`. */
export function contradictionOf(plan: Plan, consent: Consent, reading: ConfigReading | null): string | null {
  const key = plan.system?.config;
  if (!consent.on || key === undefined) return null;
  const value = valueAt(reading?.config ?? null, key);
  const { says, holds: systemHolds } = parseSwitch(key, value);
  if (says !== 'off') return null;
  const place = placeThatMaySayOff(consent);
  const holds = place.holds ?? `not set, and telemetry is ${consent.reason}`;
  return (
    `Failed to start: telemetry is on (${place.name}: ${holds}) while system information is off (${key}: ${systemHolds}). ` +
    `Set ${key} to true, or switch telemetry off by setting ${place.name} to false.`
  );
}

/** The plan's config key where it has one, else its variable, else `DO_NOT_TRACK`. */
function placeThatMaySayOff({ places }: Consent): { readonly name: string; readonly holds: string | null } {
  const known = (source: ConsentSource) => places.find((place) => place.source === source && place.configured);
  return known('config') ?? known('variable') ?? { name: 'DO_NOT_TRACK', holds: null };
}
