import type { Outcome, Receiver, Sink } from '../delivery/sink.ts';
import type { TelemetryEvent } from '../pipeline/telemetry-event.ts';
import type { BatchLimits } from '../store/store.ts';

/** What a memory sink answers: it may throw, give too few or too many, or never resolve. */
export type Answer = (
  batch: readonly TelemetryEvent[],
  signal: AbortSignal,
  /** 1 at the first delivery. */
  delivery: number,
) => readonly Outcome[] | Promise<readonly Outcome[]>;

/** What a memory sink may be given. */
export interface MemorySinkOptions {
  /** @default 'memory' */
  readonly name?: string;
  /** @default false, as of a sink that sends */
  readonly dryRun?: boolean;
  readonly limits?: BatchLimits;
  readonly receiver?: Receiver;
  /** @default accepts all, until it is aborted */
  readonly answer?: Answer;
}

/** A sink that keeps what it is given. */
export interface MemorySink extends Sink {
  /** Each delivery as it was given, the first one first. */
  readonly batches: readonly (readonly TelemetryEvent[])[];
  /** What it accepted, in order; an event that was accepted twice is there twice. */
  readonly accepted: readonly TelemetryEvent[];
  /** Times that it was closed. */
  readonly closes: number;
  /** Answers so from now on. */
  answerWith(answer: Answer): void;
  /** Forgets what it was given. */
  clear(): void;
}

/** Accepts every event. */
export const acceptAll: Answer = (batch) => batch.map(() => ({ status: 'accepted' }));

/**
 * A sink for tests: nothing leaves the process, and `answer` decides what it says.
 *
 * @example memorySink({ answer: (batch) => batch.map(() => ({ status: 'retry', why: 'HTTP 503' })) })
 */
export function memorySink(options: MemorySinkOptions = {}): MemorySink {
  const { name = 'memory', dryRun = false, limits, receiver = nobody } = options;
  let answer = options.answer ?? acceptAll;
  let batches: (readonly TelemetryEvent[])[] = [];
  let accepted: TelemetryEvent[] = [];
  let deliveries = 0;
  let closes = 0;

  async function deliver(batch: readonly TelemetryEvent[], signal: AbortSignal): Promise<readonly Outcome[]> {
    if (signal.aborted) return batch.map(() => ({ status: 'retry', why: 'aborted before it was tried' }));
    const copy = structuredClone(batch);
    deliveries += 1;
    batches.push(copy);
    const outcomes = await answer(batch, signal, deliveries);
    accepted.push(...copy.filter((_, index) => outcomes[index]?.status === 'accepted'));
    return outcomes;
  }

  return {
    name,
    receiver,
    dryRun,
    ...(limits === undefined ? {} : { limits }),
    deliver,
    close: async () => {
      closes += 1;
    },
    get batches() {
      return batches;
    },
    get accepted() {
      return accepted;
    },
    get closes() {
      return closes;
    },
    answerWith: (next) => {
      answer = next;
    },
    clear: () => {
      batches = [];
      accepted = [];
    },
  };
}

const nobody: Receiver = { company: 'this process', url: null, region: null };
