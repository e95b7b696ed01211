import type { StringValue, Value, Values } from '../plan/values.ts';
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
  if (!isPlain || !fits(declared, value)) return null;
  // JSON has no negative zero.
  return typeof value === 'number' ? value + 0 : value;
}

function fits(declared: Value, value: string | number | boolean): boolean {
  if ('enum' in declared) return typeof value === 'string' && declared.enum.includes(value);
  if (declared.type === 'boolean') return typeof value === 'boolean';
  if (declared.type === 'string') return typeof value === 'string' && isText(declared, value);
  if (typeof value !== 'number' || !Number.isFinite(value)) return false;
  const { type, minimum = -Infinity, maximum = Infinity } = declared;
  return (type === 'number' || Number.isInteger(value)) && value >= minimum && value <= maximum;
}

function isText(declared: StringValue, text: string): boolean {
  if ('maxLength' in declared && !isShortEnough(declared.maxLength, text)) return false;
  if ('pattern' in declared) return new RegExp(declared.pattern, 'u').test(text);
  return !('format' in declared) || formats[declared.format](text);
}

/** In characters, not in UTF-16 units, as JSON Schema counts. */
const isShortEnough = (maxLength: number, text: string): boolean =>
  text.length <= maxLength || (text.length <= maxLength * 2 && Array.from(text).length <= maxLength);

const isUuid = (text: string): boolean => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text);

/** A day that there is: February has no 30th. */
function isDate(text: string): boolean {
  const millis = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : Number.NaN;
  return !Number.isNaN(millis) && new Date(millis).toISOString().startsWith(text);
}

const time = String.raw`([01]\d|2[0-3]):[0-5]\d`;
const timeOfDay = new RegExp(`^T${time}:[0-5]\\d(\\.\\d+)?(Z|[+-]${time})$`);

const isDateTime = (text: string): boolean => isDate(text.slice(0, 10)) && timeOfDay.test(text.slice(10));

const formats = { uuid: isUuid, date: isDate, 'date-time': isDateTime };
