/**
 * Start of the slot that `now` is in. All in milliseconds, `now` and the start since the Unix epoch, before it too; a
 * period counts as whole milliseconds, at least one. Slots follow each other without a gap, each a period long.
 */
export function slotAt(now: number, phase: number, period: number): number {
  const length = wholePeriod(period);
  return Math.floor((now - phase) / length) * length + phase;
}

/** Start of the slot after the one that `now` is in: always later than `now`. */
export const nextSlotAfter = (now: number, phase: number, period: number): number =>
  slotAt(now, phase, period) + wholePeriod(period);

const wholePeriod = (period: number): number => Math.max(1, Math.round(period));
