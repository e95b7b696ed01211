import { reasonOf } from '../errors.ts';
import { brief } from '../facts/shown.ts';
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
  /** Begins a round. A sink that fails during a round is not tried again in it, whoever asked for the attempt. */
  round(): Round;
  /**
   * Delivers what waits, to each sink until it fails. False where another process has the right to deliver.
   * @param round What it is part of. @default a round of its own
   */
  drain(urgency: Urgency, round?: Round): Promise<boolean>;
  /** Why no attempt can be made for now, in words. That another process has the right to deliver is no problem. */
  readonly problems: readonly string[];
  stop(): Promise<void>;
}

/** Number of failed attempts of each sink when the round began. */
export type Round = readonly number[];

/** How often a process that may not deliver asks whether it may now, in milliseconds. */
const lockMillis = 60_000;
/** How long the store may take to answer before that is a problem, in milliseconds. Its answer is used whenever it comes. */
const lateMillis = 30_000;

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
  /** Why the right to deliver cannot be taken, although no other process has it. */
  let trouble: string | null = null;

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
    const cancelLate = clock.after(lateMillis, () => say(`the store has not answered for ${lateMillis / 1000} s`));
    const taken = await askForLock();
    cancelLate();
    if (stopped) await taken?.release().catch(() => {});
    else lock = taken;
    cancelTimer();
    if (lock === null && !stopped) cancelTimer = clock.after(lockMillis, wake);
  }

  async function askForLock(): Promise<DeliveryLock | null> {
    try {
      const taken = await store.lockDelivery();
      trouble = null;
      return taken;
    } catch (error) {
      say(brief(reasonOf(error)));
      return null;
    }
  }

  /** Warns once for each trouble. */
  function say(reason: string): void {
    if (stopped) return;
    const isNews = trouble === null;
    trouble = noRight(reason);
    if (isNews) logger.warn(`Telemetry: ${trouble}. It is tried again every minute.`);
  }

  const round = (): Round => loops.map(({ failures }) => failures);

  const drain = async (urgency: Urgency, begun: Round = round()): Promise<boolean> => {
    if (!(await takeLock())) return false;
    await Promise.all(loops.map((loop, index) => loop.drain(urgency, begun[index] ?? 0)));
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
    round,
    drain,
    get problems() {
      return [trouble, ...loops.map(({ problem }) => problem)].filter((one) => one !== null);
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

/** Says that no process can take the right to deliver, and why. */
export const noRight = (reason: string): string =>
  `nothing is sent, because the right to deliver cannot be taken: ${reason.replace(/\.$/, '')}`;
