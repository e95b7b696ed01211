import { describe, expect, it } from 'vitest';
import type { Outcome, Sink } from '../../src/index.ts';
import { memorySink, sinkContract, type SinkPlace } from '../../src/testing/index.ts';
import { failuresOf, titlesOf } from './collect.ts';

const all = { received: true, failing: true, hanging: true };
const accepted = { status: 'accepted' } as const;
const retry = { status: 'retry', why: 'no answer' } as const;

/** A sink that keeps the contract, and its receiver. */
function good(): SinkPlace & { readonly arrive: (uuid: string) => void; readonly mode: () => string } {
  const arrived: string[] = [];
  let mode = 'takes';
  const sink = memorySink({
    answer: (batch, signal) => {
      if (mode === 'hangs') {
        return new Promise((resolve) => {
          signal.addEventListener('abort', () => resolve(batch.map(() => retry)));
        });
      }
      if (mode === 'fails') return batch.map(() => retry);
      arrived.push(...batch.map(({ uuid }) => uuid));
      return batch.map(() => accepted);
    },
  });
  return {
    sink,
    received: () => arrived,
    fail: () => void (mode = 'fails'),
    hang: () => void (mode = 'hangs'),
    arrive: (uuid) => void arrived.push(uuid),
    mode: () => mode,
  };
}

async function failedTitles(breakIt: (place: ReturnType<typeof good>) => Partial<Sink>): Promise<readonly string[]> {
  const { failed } = await failuresOf((runner) =>
    sinkContract(runner, {
      name: 'broken',
      supports: all,
      patienceMillis: 30,
      create: () => {
        const place = good();
        return { ...place, sink: { ...place.sink, ...breakIt(place) } };
      },
    }),
  );
  return titlesOf(failed);
}

const delivering = (
  change: (outcomes: readonly Outcome[], place: SinkPlace) => readonly Outcome[] | Promise<readonly Outcome[]>,
) =>
  failedTitles((place) => ({
    deliver: async (batch, signal) => change(await place.sink.deliver(batch, signal), place),
  }));

const oneForEach = 'gives one outcome for each event, and accepts what the receiver takes';
const emptyBatch = 'gives no outcome for an empty batch';
const unchanged = 'leaves the batch as it is';
const largest = 'takes the largest batch that it says it takes';
const againAsked = 'delivers again when it is asked again';
const arrives = 'says accepted of what the receiver has, under the uuid that it was given';
const aborted = 'accepts nothing when it is aborted before it begins, but what arrived';
const failing = 'accepts nothing of a receiver that fails, and says why';
const hanging = 'resolves soon after it is aborted, and accepts nothing of a receiver that never answers';
const afterClose = 'settles a delivery, and accepts only what arrived';
const itself = 'says what it is and who receives';
const closing = 'can be closed, and closed again';

describe('sinkContract', () => {
  it('is kept by a sink that keeps it', async () => {
    const { count, failed } = await failuresOf((runner) =>
      sinkContract(runner, { name: 'good', supports: all, create: good }),
    );
    expect(failed).toEqual([]);
    expect(count).toBe(39);
  });

  it('leaves out what a sink does not support', async () => {
    const supports = { received: false, failing: false, hanging: false };
    const { count, failed } = await failuresOf((runner) =>
      sinkContract(runner, { name: 'plain', supports, create: () => ({ sink: memorySink() }) }),
    );
    expect(failed).toEqual([]);
    expect(count).toBe(39 - 9);
  });

  it('says which part a factory owes', async () => {
    const { failed } = await failuresOf((runner) =>
      sinkContract(runner, { name: 'plain', supports: all, create: () => ({ sink: memorySink() }) }),
    );
    expect(String(failed[0]?.failure)).toContain('must give `received`');
  });

  it('fails a sink that answers with too few', async () => {
    expect(await delivering((outcomes) => outcomes.slice(1))).toEqual(
      expect.arrayContaining([oneForEach, unchanged, largest, aborted, failing, hanging, afterClose]),
    );
  });

  it('fails a sink that answers of an event that it was not given', async () => {
    expect(await delivering((outcomes) => [...outcomes, accepted])).toContain(emptyBatch);
  });

  it('fails a sink that accepts what its receiver did not', async () => {
    const failed = await delivering((outcomes) => outcomes.map(() => accepted));
    expect(failed).toEqual([aborted, failing, hanging]);
  });

  it('fails a sink that gives no reason', async () => {
    const silent = await delivering((outcomes) =>
      outcomes.map((outcome) => (outcome === retry ? { ...retry, why: ' ' } : outcome)),
    );
    expect(silent).toEqual([failing, hanging]);
  });

  it('fails a sink that does not resolve when it is aborted', async () => {
    const failed = await failedTitles(({ sink, mode }) => ({
      deliver: (batch, signal) => (mode() === 'hangs' ? new Promise(() => {}) : sink.deliver(batch, signal)),
    }));
    expect(failed).toEqual([hanging]);
  });

  it('fails a sink that throws', async () => {
    const failed = await failedTitles(({ sink, mode }) => ({
      deliver: async (batch, signal) => {
        if (mode() === 'fails') throw new Error('HTTP 503');
        return sink.deliver(batch, signal);
      },
    }));
    expect(failed).toEqual([failing]);
  });

  it('fails a sink that changes its batch', async () => {
    const failed = await failedTitles(({ sink }) => ({
      deliver: async (batch, signal) => {
        for (const event of batch) Object.assign(event.properties, { $ip: '0.0.0.0' });
        return sink.deliver(batch, signal);
      },
    }));
    expect(failed).toEqual([unchanged]);
  });

  it('fails a sink that sends under another uuid, or twice', async () => {
    const renamed = await failedTitles(({ sink }) => ({
      deliver: (batch, signal) =>
        sink.deliver(
          batch.map((event) => ({ ...event, uuid: `x${event.uuid}` })),
          signal,
        ),
    }));
    expect(renamed).toEqual(expect.arrayContaining([arrives, afterClose]));
    const twice = await failedTitles(({ sink, arrive }) => ({
      deliver: async (batch, signal) => {
        for (const { uuid } of batch) arrive(uuid);
        return sink.deliver(batch, signal);
      },
    }));
    expect(twice).toEqual([arrives]);
  });

  it('fails a sink that takes an event only once', async () => {
    const failed = await failedTitles(({ sink }) => {
      const seen = new Set<string>();
      return {
        deliver: async (batch, signal) => {
          const outcomes = await sink.deliver(
            batch.filter(({ uuid }) => !seen.has(uuid)),
            signal,
          );
          for (const { uuid } of batch) seen.add(uuid);
          return batch.map((_, index) => outcomes[index] ?? { status: 'rejected', why: 'a duplicate' });
        },
      };
    });
    expect(failed).toContain(againAsked);
  });

  it('fails a sink that takes less than it says', async () => {
    const failed = await failedTitles(({ sink }) => ({
      deliver: async (batch, signal) =>
        batch.length > 100 ? batch.map(() => ({ status: 'rejected', why: 'too many' })) : sink.deliver(batch, signal),
    }));
    expect(failed).toEqual([largest]);
  });

  it('fails a sink that cannot be closed twice', async () => {
    const failed = await failedTitles(() => {
      let closed = false;
      return {
        close: async () => {
          if (closed) throw new Error('closed already');
          closed = true;
        },
      };
    });
    expect(failed).toContain(closing);
  });

  it('fails a sink that hangs after it was closed', async () => {
    const failed = await failedTitles(({ sink }) => {
      let closed = false;
      return {
        deliver: (batch, signal) => (closed ? new Promise(() => {}) : sink.deliver(batch, signal)),
        close: async () => void (closed = true),
      };
    });
    expect(failed).toEqual([afterClose]);
  });

  it('fails a sink that does not say who receives', async () => {
    expect(await failedTitles(() => ({ receiver: { company: ' ', url: null, region: null } }))).toEqual([itself]);
    expect(await failedTitles(() => ({ receiver: { company: 'A', url: 'example', region: null } }))).toEqual([itself]);
    expect(
      await failedTitles(() => ({ dryRun: true, receiver: { company: 'A', url: 'https://a.example', region: null } })),
    ).toEqual([itself]);
  });
});
