import type { Properties } from '../facts/fact.ts';
import { valueSchema } from '../pipeline/event-schemas.ts';
import type { Leaks } from '../pipeline/guard/leaks.ts';
import { isVersionName, openStrings } from '../pipeline/guard/open-strings.ts';
import { fitsValue } from '../plan/fits-value.ts';
import type { Plan } from '../plan/plan.ts';
import type { Json } from '../surroundings/json.ts';

/** What of that which a host gives to `start`, and which is in every event, may be kept. */
export interface ToldAtStart {
  readonly serviceVersion: string;
  readonly context: Properties;
  /** Why no event may leave, in words that hold no value; empty where all may. */
  readonly reasons: readonly string[];
}

/** What is said of it, with the way out. */
export const allKeptBack = (reasons: readonly string[]): string =>
  `${reasons.join(', and ')}: every event is kept back. Give start a version and a context that name no machine and nobody.`;

/** Stands for a value that is not kept. */
const notKept = 'not kept: it identifies this machine or a person';

/** Leaves out what identifies this machine or a person: it must not come into the state either. */
export function toldAtStart(
  plan: Plan,
  given: { readonly serviceVersion: string; readonly context: Properties },
  leaks: Leaks,
): ToldAtStart {
  const reasons = leaks(given.serviceVersion, { isVersion: true }).map((what) => `serviceVersion holds ${what}`);
  const serviceVersion = reasons.length === 0 ? given.serviceVersion : notKept;
  const context: { [name: string]: Json } = {};
  for (const [name, value] of Object.entries(given.context)) {
    const declared = Object.hasOwn(plan.context ?? {}, name) ? plan.context?.[name] : undefined;
    const inName = declared === undefined ? leaks(name) : [];
    const [place] = declared === undefined ? [] : openStrings(valueSchema(declared), [name]);
    const isFixed = declared !== undefined && place === undefined && fitsValue({ ...declared }, value);
    const text = isFixed ? '' : textOf(value);
    const inValue = text === null ? ['what is no JSON'] : leaks(text, place);
    reasons.push(...inName.map((what) => `a name that holds ${what} is not in the plan`));
    if (inName.length > 0) continue;
    reasons.push(...inValue.map((what) => `${name} holds ${what}`));
    context[name] = inValue.length === 0 ? value : notKept;
  }
  return { serviceVersion, context, reasons };
}

function textOf(value: unknown): string | null {
  try {
    return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  } catch {
    return null;
  }
}

/** The system's values without those that identify this machine: as where they cannot be read. */
export function harmlessSystem(
  system: Properties,
  leaks: Leaks,
): { readonly system: Properties; readonly problems: readonly string[] } {
  const problems: string[] = [];
  const entries = Object.entries(system).map(([field, value]) => {
    const found = typeof value === 'string' ? leaks(value, { isVersion: isVersionName(field) }) : [];
    problems.push(...found.map((what) => `system_${field} holds ${what}, and is sent as unknown.`));
    return [field, found.length === 0 ? value : null] as const;
  });
  return { system: Object.fromEntries(entries), problems };
}
