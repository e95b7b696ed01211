import { inTime } from './in-time.ts';
import { keptAlive, type Runner } from './runner.ts';
import { sampleEvent } from './samples.ts';
import { deliversPart } from './sink/delivers.ts';
import { describesItselfPart } from './sink/describes-itself.ts';
import type { SinkPlace, SinkSupports, SinkTest, TriedSink } from './sink/part.ts';
import { closedPart, troublePart } from './sink/trouble.ts';

/** A kind of sink, to be held against the contract. */
export interface SinkFactory {
  readonly name: string;
  /** Decides which parts of the suite run. */
  readonly supports: SinkSupports;
  /** A new sink with a receiver of its own, on which nothing has arrived and that takes everything. */
  create(): SinkPlace | Promise<SinkPlace>;
  /** How long a sink may take to do what it must do soon, in milliseconds. @default 5000 */
  readonly patienceMillis?: number;
}

/** A sink that can deliver is the same whatever it did before. */
const usable: { readonly [state: string]: (tried: TriedSink) => Promise<unknown> } = {
  'that is new': async () => {},
  'that has delivered': (tried) => tried.deliver([sampleEvent(1001)]),
  'that was aborted before': (tried) => tried.deliver([sampleEvent(1002)], AbortSignal.abort()),
};

const closed: { readonly [state: string]: (tried: TriedSink) => Promise<unknown> } = {
  'that was closed': ({ sink }) => sink.close(),
  'that was closed after it delivered': async (tried) => {
    await tried.deliver([sampleEvent(1001)]);
    await Promise.all([tried.sink.close(), tried.sink.close()]);
  },
};

/**
 * The contract of a sink, as tests for any runner.
 *
 * @example
 * sinkContract({ describe, it }, {
 *   name: 'memory',
 *   supports: { received: false, failing: false, hanging: false },
 *   create: () => ({ sink: memorySink() }),
 * });
 */
export function sinkContract({ describe, it }: Runner, factory: SinkFactory): void {
  const { patienceMillis = 5000, supports } = factory;
  const on =
    (before: (tried: TriedSink) => Promise<unknown>): SinkTest =>
    (title, body) =>
      it(title, () =>
        keptAlive(async () => {
          const place = await factory.create();
          const { sink } = place;
          const deliver: TriedSink['deliver'] = (batch, signal = new AbortController().signal) =>
            inTime(patienceMillis, 'deliver did not resolve', sink.deliver(batch, signal));
          try {
            await before({ ...place, deliver });
            await body({ ...place, deliver });
          } finally {
            await inTime(patienceMillis, 'close did not resolve', sink.close());
            await place.remove?.();
          }
        }),
      );

  describe(`the sink contract: ${factory.name}`, () => {
    for (const [state, before] of Object.entries(usable)) {
      describe(`a sink ${state}`, () => {
        describesItselfPart(on(before));
        deliversPart(on(before), supports);
        troublePart(on(before), supports);
      });
    }
    for (const [state, before] of Object.entries(closed)) {
      describe(`a sink ${state}`, () => {
        describesItselfPart(on(before));
        closedPart(on(before), supports);
      });
    }
  });
}
