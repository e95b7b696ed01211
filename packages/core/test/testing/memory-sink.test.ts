import { describe, expect, it } from 'vitest';
import { acceptAll, memorySink, sinkContract, type MemorySink } from '../../src/testing/index.ts';
import { sampleEvent } from '../../src/testing/samples.ts';

const never = new AbortController().signal;
const retry = (why: string) => ({ status: 'retry', why }) as const;

sinkContract(
  { describe, it },
  {
    name: 'memorySink',
    supports: { received: true, failing: true, hanging: true },
    create: () => {
      const sink = memorySink();
      return {
        sink,
        received: () => sink.accepted.map(({ uuid }) => uuid),
        fail: () => sink.answerWith((batch) => batch.map(() => retry('HTTP 503'))),
        hang: () => sink.answerWith(hangUntilAborted),
      };
    },
  },
);

const hangUntilAborted: Parameters<MemorySink['answerWith']>[0] = (batch, signal) =>
  new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(batch.map(() => retry('aborted'))));
  });

describe('memorySink', () => {
  it('keeps each batch, and what it accepted', async () => {
    const sink = memorySink({
      answer: ([first]) => (first === undefined ? [] : [{ status: 'accepted' }, retry('later')]),
    });
    await sink.deliver([sampleEvent(1), sampleEvent(2)], never);
    sink.answerWith(acceptAll);
    await sink.deliver([sampleEvent(2)], never);
    expect(sink.batches).toEqual([[sampleEvent(1), sampleEvent(2)], [sampleEvent(2)]]);
    expect(sink.accepted).toEqual([sampleEvent(1), sampleEvent(2)]);
    sink.clear();
    expect([sink.batches, sink.accepted]).toEqual([[], []]);
  });

  it('keeps a batch as it was when it was delivered', async () => {
    const sink = memorySink();
    const event = sampleEvent(1);
    await sink.deliver([event], never);
    Object.assign(event.properties, { number: 99 });
    expect(sink.batches[0]).toEqual([sampleEvent(1)]);
  });

  it('answers as it is told: by the number of the delivery, too few, with a throw, or never', async () => {
    const sink = memorySink({ answer: (batch, _, delivery) => batch.map(() => retry(`delivery ${delivery}`)) });
    await sink.deliver([sampleEvent(1)], never);
    expect(await sink.deliver([sampleEvent(1)], never)).toEqual([retry('delivery 2')]);
    sink.answerWith(() => []);
    expect(await sink.deliver([sampleEvent(1)], never)).toEqual([]);
    sink.answerWith(() => {
      throw new Error('the sink failed');
    });
    await expect(sink.deliver([sampleEvent(1)], never)).rejects.toThrow('the sink failed');
    sink.answerWith(() => new Promise(() => {}));
    const hanging = sink.deliver([sampleEvent(1)], never).then(() => 'answered');
    expect(await Promise.race([hanging, new Promise((resolve) => void setImmediate(resolve, 'still hanging'))])).toBe(
      'still hanging',
    );
  });

  it('is what it is told to be, and counts that it was closed', async () => {
    const limits = { events: 3, bytes: 1000 };
    const sink = memorySink({ name: 'test', dryRun: true, limits });
    expect(sink).toMatchObject({ name: 'test', dryRun: true, limits, receiver: { url: null } });
    await sink.close();
    await sink.close();
    expect(sink.closes).toBe(2);
  });
});
