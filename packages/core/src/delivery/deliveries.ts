import { reasonOf } from '../errors.ts';
import type { DeliveryLock } from '../store/store.ts';
import { deliveryTo, type Delivery, type DeliveryOptions } from './delivery.ts';
import type { Sink } from './sink.ts';

/** What the loops of all sinks need. */
export interface DeliveriesOptions extends Omit<DeliveryOptions, 'sink'> {
  readonly sinks: readonly Sink[];
}

/** The loops of all sinks, each apart from the others, in the one process that may deliver. */
export interface Deliveries {
  /** Something may wait. */
  wake(): void;
  /** Tries each sink until nothing waits or it fails. */
  drain(): Promise<void>;
  stop(): Promise<void>;
}

/** How often a process that may not deliver asks whether it may now, in milliseconds. */
const lockMillis = 60_000;

export function deliveriesTo({ sinks, ...options }: DeliveriesOptions): Deliveries {
  const { store, clock, logger } = options;
  const usable = sinks.filter(({ problem }) => problem === undefined);
  const loops: readonly Delivery[] = usable.map((sink) => deliveryTo({ ...options, sink }));
  let lock: DeliveryLock | null = null;
  let locking: Promise<void> | null = null;
  let stopped = false;
  let cancelTimer = (): void => {};

  for (const { name, problem } of sinks) {
    if (problem !== undefined) logger.warn(`Telemetry: nothing goes to ${name}: ${problem}`);
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

  const wake = (): void => {
    void takeLock().then((mayDeliver) => {
      if (mayDeliver) for (const loop of loops) loop.wake();
    });
  };

  return {
    wake,
    drain: async () => {
      if (await takeLock()) await Promise.all(loops.map((loop) => loop.drain()));
    },
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
