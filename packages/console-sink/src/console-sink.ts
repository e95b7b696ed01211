import { reasonOf, type Environment, type Outcome, type Sink, type TelemetryEvent } from '@plainsight/core';
import { formatEvent } from './format-event.ts';
import { formatLine } from './ndjson.ts';
import { wantsColor, widthOf, type Terminal } from './terminal.ts';
import { write } from './write.ts';

/** What a {@link consoleSink} may be told. */
export interface ConsoleSinkOptions {
  /** `pretty` for people, `ndjson` for programs: one line a telemetry event. @default 'pretty' */
  readonly format?: 'pretty' | 'ndjson';
  /** Where it prints. It is not closed. @default process.stdout */
  readonly stream?: NodeJS.WritableStream & Terminal;
  /** Colours of `pretty`. @default as FORCE_COLOR, NO_COLOR and the stream want it */
  readonly color?: boolean;
  /** Shows `telemetry_json` whole, where it only repeats flat values too. @default false */
  readonly nested?: boolean;
  /** Names of the plan's context, to be shown apart from the properties of a usage event. @default none */
  readonly context?: readonly string[];
  /** @default process.env */
  readonly env?: Environment;
  /** Name of the sink. @default 'console' */
  readonly name?: string;
}

/**
 * The dry run: prints what would be sent, and sends nothing. A stream that is closed or fails gives `retry`; an
 * event that is no JSON, which the pipeline never makes, gives `rejected`.
 *
 * @example sinks: [consoleSink({ format: 'ndjson' })]
 */
export const consoleSink = (options: ConsoleSinkOptions = {}): Sink => {
  const print = printer(options);
  let closed = false;
  return {
    name: options.name ?? 'console',
    receiver: { company: 'this terminal', url: null, region: null },
    dryRun: true,
    deliver: async (batch, signal) => {
      const aborted = whenAborted(signal);
      const outcomes: Outcome[] = [];
      let why: string | null = null;
      for (const event of batch) {
        if (why === null && closed) why = 'the sink is closed';
        if (why === null && signal.aborted) why = 'given up before it was printed';
        const outcome: Outcome =
          why === null ? await Promise.race([print(event, signal), aborted.outcome]) : { status: 'retry', why };
        if (outcome.status === 'retry') why = outcome.why;
        outcomes.push(outcome);
      }
      aborted.forget();
      return outcomes;
    },
    close: async () => {
      closed = true;
    },
  };
};

const printer = (options: ConsoleSinkOptions): ((event: TelemetryEvent, signal: AbortSignal) => Promise<Outcome>) => {
  const { format = 'pretty', color, nested = false, context = [], env = process.env } = options;
  // A reader that stands still must not make the stream's buffer grow: nothing is written before the last was passed on,
  // and an event that is delivered again meanwhile is not printed twice.
  let last: { readonly uuid: string; readonly outcome: Promise<Outcome>; passedOn: boolean } | null = null;

  const text = (event: TelemetryEvent, stream: NodeJS.WritableStream & Terminal): string =>
    format === 'ndjson'
      ? `${formatLine(event)}\n`
      : `${formatEvent(event, {
          width: widthOf(stream, env),
          color: color ?? wantsColor(stream, env),
          nested,
          context,
          remark: 'dry run: nothing is sent',
        })}\n\n`;

  return async (event, signal) => {
    if (last !== null && !last.passedOn) {
      const outcome = await last.outcome;
      if (last.uuid === event.uuid) return outcome;
      if (signal.aborted) return { status: 'retry', why: 'given up before it was printed' };
    }
    const stream = options.stream ?? process.stdout;
    let line: string;
    try {
      line = text(event, stream);
    } catch (error) {
      return {
        status: 'rejected',
        why: `it cannot be printed: ${reasonOf(error)}`,
      };
    }
    const printed: NonNullable<typeof last> = {
      uuid: event.uuid,
      outcome: write(stream, line).then((why): Outcome => {
        printed.passedOn = true;
        return why === null ? { status: 'accepted' } : { status: 'retry', why };
      }),
      passedOn: false,
    };
    last = printed;
    return printed.outcome;
  };
};

const whenAborted = (signal: AbortSignal): { readonly outcome: Promise<Outcome>; forget(): void } => {
  let onAbort = (): void => {};
  const outcome = new Promise<Outcome>((resolve) => {
    onAbort = () => resolve({ status: 'retry', why: 'given up: the stream did not take it in time' });
    signal.addEventListener('abort', onAbort, { once: true });
  });
  return { outcome, forget: () => signal.removeEventListener('abort', onAbort) };
};
