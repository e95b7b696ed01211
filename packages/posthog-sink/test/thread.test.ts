import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Outcome, Sink } from '@plainsight/core';
import { describe, expect, it } from 'vitest';
import { posthogSink } from '../src/index.ts';
import { eventsOf } from './events.ts';
import { eventsIn, httpReceiver, thanks, type Answer } from './receiver.ts';

const large = eventsOf(300);
const never = new AbortController().signal;

/** A receiver whose answer can be changed, and a sink that delivers to it in a thread by now. */
async function threaded() {
  let answer: Answer = thanks;
  const receiver = await httpReceiver((...given) => answer(...given));
  const sink = posthogSink({ key: 'phc_test', host: receiver.url });
  const started = once(process, 'worker');
  let batches = 0;
  // The thread has a socket of its own.
  for (; receiver.sockets.length < 2 && batches < 200; batches += 1) await sink.deliver(large, never);
  const [worker]: unknown[] = await started;
  if (!(worker instanceof Worker)) throw new Error('What was started is no thread.');
  return { receiver, sink, worker, batches, answerWith: (one: Answer) => (answer = one) };
}

const statusesOf = (outcomes: readonly Outcome[]): readonly string[] => [
  ...new Set(outcomes.map(({ status }) => status)),
];

async function closed(sink: Sink, worker: Worker): Promise<void> {
  const ended = once(worker, 'exit');
  await sink.close();
  await ended;
}

describe('large batches', () => {
  it('go from a thread after some, and are the same on the wire', async () => {
    const { receiver, sink, worker, batches } = await threaded();
    await using _ = receiver;
    expect(statusesOf(await sink.deliver(large, never))).toEqual(['accepted']);
    const [first, ...others] = receiver.received.map((one) => eventsIn([one]));
    expect(others).toHaveLength(batches);
    expect(first).toHaveLength(large.length);
    for (const other of others) expect(other).toEqual(first);
    await closed(sink, worker);
  });

  it('are tried again with the reason, in order, where the thread gets no receipt', async () => {
    const { receiver, sink, worker, answerWith } = await threaded();
    await using _ = receiver;
    answerWith((response) => void response.writeHead(503, { 'Retry-After': '7' }).end());
    const outcomes = await sink.deliver(large, never);
    expect(outcomes).toHaveLength(large.length);
    expect(outcomes[0]).toMatchObject({ status: 'retry', afterMillis: 7000 });
    expect(statusesOf(outcomes)).toEqual(['retry']);
    await closed(sink, worker);
  });

  it('name the event alone that must not be sent', async () => {
    const { receiver, sink, worker } = await threaded();
    await using _ = receiver;
    const outcomes = await sink.deliver(
      large.map((event, index) => (index === 7 ? { ...event, uuid: 'none' } : event)),
      never,
    );
    expect(outcomes.flatMap(({ status }, index) => (status === 'accepted' ? [] : [[index, status]]))).toEqual([
      [7, 'rejected'],
    ]);
    await closed(sink, worker);
  });

  it('are given up when they are told to, and the thread takes the next', async () => {
    const { receiver, sink, worker, answerWith } = await threaded();
    await using _ = receiver;
    const asked = new Promise<void>((resolve) => answerWith(() => resolve()));
    const giveUp = new AbortController();
    const delivering = sink.deliver(large, giveUp.signal);
    await asked;
    giveUp.abort();
    expect((await delivering)[0]).toMatchObject({
      status: 'retry',
      why: expect.stringContaining('did not answer in time'),
    });
    answerWith(thanks);
    expect(statusesOf(await sink.deliver(large, never))).toEqual(['accepted']);
    await closed(sink, worker);
  });

  it('are kept where the thread breaks, and the host goes on', async () => {
    const { receiver, sink, worker, answerWith } = await threaded();
    await using _ = receiver;
    const asked = new Promise<void>((resolve) => answerWith(() => resolve()));
    const delivering = sink.deliver(large, never);
    await asked;
    await worker.terminate();
    expect(await delivering).toContainEqual({ status: 'retry', why: 'the thread that delivers has ended' });
    answerWith(thanks);
    expect(statusesOf(await sink.deliver(large, never))).toEqual(['accepted']);
    await sink.close();
  });
});
