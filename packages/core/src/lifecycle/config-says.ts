import type { ConfigSays, Consent } from '../consent/consent.ts';
import { parseSwitch } from '../consent/parse-switch.ts';
import type { ConfigReading } from '../facts/config-source.ts';
import { lookUp, nearKey, type Found } from '../facts/look-up.ts';
import { inert } from '../facts/shown.ts';
import type { Plan } from '../plan/plan.ts';

/**
 * What the config says of consent: the value at its key, or why that is not known. A config that cannot be read now says what it
 * said last where that is off.
 */
export function configSays(plan: Plan, reading: ConfigReading | null): ConfigSays {
  const [first] = switchesOf(plan);
  if (reading === null || first === undefined) return {};
  const { config, problem, isOther = false } = reading;
  const said = saidBy(plan, config);
  const isOff = said.problem !== undefined || parseSwitch(first, said.value).says === 'off';
  if (problem === null || isOff) return said;
  const why = `${first} cannot be read: ${problem}`;
  return isOther
    ? { why, problem: `${first} cannot be read, so telemetry is off: ${problem}` }
    : { problem: why, isUnreadable: true };
}

/** Where the switch of system information cannot be read, it may be off, and then telemetry may not be on. */
function saidBy(plan: Plan, config: object | null): ConfigSays {
  let said: ConfigSays = {};
  for (const key of switchesOf(plan)) {
    const found = lookUp(config, key);
    const trouble = troubleWith(found, key);
    if (trouble !== null) return { why: trouble.why, problem: `${trouble.why}${trouble.so}` };
    if (found.status !== 'found' || key !== plan.consent.config) continue;
    said = { value: found.value };
    if (parseSwitch(key, found.value).says === 'off') break;
  }
  return said;
}

/** What is not well with the config by this consent, in words: that it cannot be read, or has a key that is written otherwise. */
export function configTroubles(plan: Plan, { places }: Consent, reading: ConfigReading | null): readonly string[] {
  const problem = places.find(({ source }) => source === 'config')?.problem ?? reading?.problem ?? null;
  const misnamed = misnamedKeys(plan, reading?.config ?? null);
  return problem === null ? misnamed : [problem, ...misnamed];
}

/** The keys of a config that differ from the one of a switch in case alone, in words, whether that one stands there or not. */
export const misnamedKeys = (plan: Plan, config: object | null): readonly string[] =>
  switchesOf(plan).flatMap((key) => {
    const near = nearKey(config, key);
    return near === null ? [] : [`the config has ${shown(near)}, which is not read: the key is ${key}. Rename it.`];
  });

/** The keys of the config that may switch telemetry, or a part of it, off. */
const switchesOf = ({ consent, system }: Plan): readonly string[] =>
  [consent.config, system?.config].filter((key) => key !== undefined);

/** Why a key's value is not known, and what follows, with the way out. */
function troubleWith(found: Found, key: string): { readonly why: string; readonly so: string } | null {
  switch (found.status) {
    case 'found':
    case 'absent':
      return null;
    case 'no section': {
      const place = found.key === '' ? 'the config' : found.key;
      return {
        why: `${place} holds ${found.kind}, so ${key} cannot be read`,
        so: ' and telemetry is off. It may hold a section: a plain object of keys and values.',
      };
    }
    case 'twice':
      return {
        why: `${key} stands in the config twice, and the two differ`,
        so: ', so telemetry is off. Leave one of them.',
      };
    case 'unreadable':
      return {
        why: `${key} cannot be read: reading it throws`,
        so: ', so telemetry is off. It may hold true or false.',
      };
  }
}

/** White space at an end is seen by nobody. */
const shown = (key: string): string => (/[\p{Z}\p{C}]/u.test(key) ? `"${inert(key)}"` : inert(key));
