/** A time that an operator gave, in milliseconds since the epoch. Throws a `RangeError` that says what failed where it is none. */
export function timeOf(what: string, name: string, given: string | number): number {
  const time = typeof given === 'number' ? given : Date.parse(given);
  if (Number.isFinite(time)) return time;
  throw new RangeError(`Failed to ${what}: ${name} is no time. Give it as 2026-01-31 or 2026-01-31T12:00:00Z.`);
}
