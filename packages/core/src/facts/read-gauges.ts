import type { Value, Values } from '../plan/values.ts';
import type { Clock } from '../surroundings/clock.ts';
import type { Json } from '../surroundings/json.ts';
import { ask } from './ask.ts';
import type { Properties } from './fact.ts';

/** Functions of the host by gauge; each gives a value or a promise of one. */
export type Gauges = { readonly [name: string]: (() => unknown) | undefined };

const limitMillis = 2000;

/**
 * Asks the host for every declared gauge, all at the same time. A function that is missing, throws, rejects, takes two
 * seconds or gives what the plan does not declare gives `null`. Never rejects.
 */
export async function readGauges(declared: Values, gauges: Gauges, clock: Clock): Promise<Properties> {
  const asked = Object.entries(declared).map(async ([name, value]) => {
    const asking = await ask(() => (Object.hasOwn(gauges, name) ? gauges[name]?.() : null), clock, limitMillis);
    return [name, asking.answered ? checked(value, asking.value) : null] as const;
  });
  return Object.fromEntries(await Promise.all(asked));
}

/** The value, where it is what the plan declares; a report must not be lost for the sake of a gauge. */
function checked(declared: Value, value: unknown): Json {
  const isPlain = typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number';
  return isPlain && fits(declared, value) ? value : null;
}

function fits(declared: Value, value: string | number | boolean): boolean {
  if ('enum' in declared) return typeof value === 'string' && declared.enum.includes(value);
  if (declared.type === 'boolean') return typeof value === 'boolean';
  if (declared.type === 'string') return typeof value === 'string' && isShortEnough(declared, value);
  if (typeof value !== 'number' || !Number.isFinite(value)) return false;
  const { type, minimum = -Infinity, maximum = Infinity } = declared;
  return (type === 'number' || Number.isInteger(value)) && value >= minimum && value <= maximum;
}

/** In characters, not in UTF-16 units, as JSON Schema counts. */
const isShortEnough = ({ maxLength = Infinity }: { readonly maxLength?: number }, text: string): boolean =>
  text.length <= maxLength || (text.length <= maxLength * 2 && Array.from(text).length <= maxLength);
