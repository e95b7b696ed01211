import { parentPort, workerData } from 'node:worker_threads';
import { gzipSync } from 'node:zlib';
import { eventsIn } from '@plainsight/core';
import { deliverHere, type Project } from './deliver-here.ts';
import type { ThreadAnswer, ThreadCall } from './deliver-in-thread.ts';
import { sendable } from './sendable.ts';

/** The thread of a sink: delivers the batches that it is given, as the host's own would. */
const port = parentPort;
const say = (answer: ThreadAnswer): void => port?.postMessage(answer);
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- of our own making, at the other end of the thread
const deliverer = deliverHere(workerData as Project, (body, level) => gzipSync(body, { level }));
const deliveries = new Map<number, AbortController>();

port?.on('message', (call: ThreadCall) => {
  if (call.kind === 'abort') deliveries.get(call.id)?.abort();
  else void deliver(call);
});

async function deliver({ id, events }: ThreadCall & { readonly kind: 'deliver' }): Promise<void> {
  const controller = new AbortController();
  deliveries.set(id, controller);
  const outcomes = await deliverer.deliver(eventsIn(events).map(sendable), controller.signal);
  deliveries.delete(id);
  const [first] = outcomes;
  // Nearly always all are the same: one is quicker to pass on than a thousand.
  const isSame = first !== undefined && outcomes.every((outcome) => outcome === first);
  say({ id, outcomes: isSame ? [first] : outcomes });
}

say({ id: 0, outcomes: [] });
