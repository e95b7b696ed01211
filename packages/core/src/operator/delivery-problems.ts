import { noRight } from '../delivery/deliveries.ts';
import { reasonOf } from '../errors.ts';
import { brief } from '../facts/shown.ts';
import type { Running } from '../lifecycle/running.ts';
import type { Store } from '../store/store.ts';

/**
 * Why no attempt can be made, in words. Where telemetry does not run here, the right to deliver is taken, if it is free, and
 * given back at once. The store must be open.
 */
export async function deliveryProblems(running: Running | null, store: Store): Promise<readonly string[]> {
  if (running !== null) return running.deliveries.problems;
  try {
    await (await store.lockDelivery())?.release();
    return [];
  } catch (error) {
    return [noRight(brief(reasonOf(error)))];
  }
}
