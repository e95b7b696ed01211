import { reasonOf } from '../errors.ts';
import type { DeliveryLock } from '../store/store.ts';
import { deliveryTo, type Delivery, type DeliveryOptions, type Urgency } from './delivery.ts';
import { shownSink } from './shown-sink.ts';
import type { Sink } from './sink.ts';

/** What the loops of all sinks need. */
export interface DeliveriesOptions extends Omit<DeliveryOptions, 'sink'> {
  readonly sinks: readonly Sink[];
}

/** The loops of all sinks, each apart from the others, in the one process that may deliver. */
export interface Deliveries {
  /** Something may wait. */
  wake(): void;
  /** Tries each sink until nothing waits or it fails. False where another process has the right to deliver. */
  drain(urgency: Urgency): Promise<boolean>;
  stop(): Promise<void>;
}

/** How often a process that may not deliver asks whether it may now, in milliseconds. */
const lockMillis = 60_000;

/** Someone asked for it. */
const atOnce: Urgency = { backoff: true, window: true };

export function deliveriesTo({ sinks, ...options }: DeliveriesOptions): Deliveries {
  const { store, clock, logger } = options;
  const usable = sinks.filter((sink) => shownSink(sink).problem === null);
  const loops: readonly Delivery[] = usable.map((sink) => deliveryTo({ ...options, sink }));
  let lock: DeliveryLock | null = null;
  let locking: Promise<void> | null = null;
  let stopped = false;
  /** How often delivery had been asked for when it was last looked at. */
  let requests: number | null = null;
  let cancelTimer = (): void => {};

  for (const { name, problem } of sinks.map(shownSink)) {
    if (problem !== null) logger.warn(`Telemetry: nothing goes to ${name}: ${problem}`);
  }

  async function takeLock(): Promise<boolean> {
    locking ??= tryLock().finally(() => (locking = null));
    await locking;
    return lock !== null && !stopped;
  }

  async function tryLock(): Promise<void> {
    if (lock !== null || stopped) return;
    const taken = await store.lockDelivery().catch((error: unknown) => {
      logger.debug(`Telemetry: cannot ask for the right to deliver: ${reasonOf(error)}.`);
      return null;
    });
    if (stopped) await taken?.release();
    else lock = taken;
    cancelTimer();
    if (lock === null && !stopped) cancelTimer = clock.after(lockMillis, wake);
  }

  const drain = async (urgency: Urgency): Promise<boolean> => {
    if (!(await takeLock())) return false;
    await Promise.all(loops.map((loop) => loop.drain(urgency)));
    return true;
  };

  async function isAsked(): Promise<boolean> {
    const before = requests;
    requests = await store.deliveryRequests().catch(() => before);
    return before !== null && requests !== null && requests > before;
  }

  async function look(): Promise<void> {
    if (!(await takeLock())) return;
    if (await isAsked()) await drain(atOnce);
    else for (const loop of loops) loop.wake();
  }

  const wake = (): void => {
    void look();
  };

  return {
    wake,
    drain,
    stop: async () => {
      stopped = true;
      cancelTimer();
      await Promise.all(loops.map((loop) => loop.stop()));
      await locking;
      await lock?.release();
      lock = null;
    },
  };
}
