import { createHash } from 'node:crypto';

/**
 * Milliseconds from the start of a period to the start of an installation's slots: the same for the same installation,
 * name and period, and spread evenly over the period, so that not all installations report at the same time.
 */
export function phaseOf(installation: string, name: string, periodMillis: number): number {
  const digest = createHash('sha256')
    .update(JSON.stringify([installation, name]))
    .digest();
  return Math.floor((digest.readUIntBE(0, 6) / 2 ** 48) * wholePeriod(periodMillis));
}

/** Whole milliseconds, at least one: slots are counted with whole numbers. */
const wholePeriod = (periodMillis: number): number => Math.max(1, Math.round(periodMillis));
