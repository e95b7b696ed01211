/** What a declared value says of what it may be; each may be missing or wrong, where a plan is not checked yet. */
interface Declared {
  readonly enum?: unknown;
  readonly type?: unknown;
  readonly minimum?: unknown;
  readonly maximum?: unknown;
  readonly format?: unknown;
  readonly pattern?: unknown;
  readonly maxLength?: unknown;
}

/** Whether a declared value may be `candidate`. What is wrong with the declaration itself is for others to say. */
export function fitsValue(declared: Declared, candidate: unknown): boolean {
  const { enum: values, type } = declared;
  if (Array.isArray(values)) return values.includes(candidate);
  if (type === 'boolean') return typeof candidate === 'boolean';
  if (type === 'string') return typeof candidate === 'string' && fitsText(declared, candidate);
  return typeof candidate === 'number' && fitsNumber(declared, candidate);
}

function fitsNumber({ type, minimum, maximum }: Declared, candidate: number): boolean {
  if (!Number.isFinite(candidate) || (type === 'integer' && !Number.isInteger(candidate))) return false;
  return !(typeof minimum === 'number' && candidate < minimum) && !(typeof maximum === 'number' && candidate > maximum);
}

/** Characters are counted as JSON Schema has it: code points. */
function fitsText({ format, pattern, maxLength }: Declared, candidate: string): boolean {
  if (typeof maxLength === 'number' && Array.from(candidate).length > maxLength) return false;
  if (format === 'uuid') return uuid.test(candidate);
  if (format === 'date') return date.test(candidate) && isDay(candidate);
  if (format === 'date-time') return dateTime.test(candidate) && isDay(candidate.slice(0, 10));
  return typeof pattern !== 'string' || (expressionOf(pattern)?.test(candidate) ?? true);
}

const uuid = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i;
const date = /^\d{4}-\d\d-\d\d$/;
const dateTime = /^\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/** Told from the 30th of February, which a date would take for the first days of March. */
function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** The flag is the one that AJV compiles a pattern with. `null` for what is no regular expression. */
function expressionOf(pattern: string): RegExp | null {
  try {
    return new RegExp(pattern, 'u');
  } catch {
    return null;
  }
}
