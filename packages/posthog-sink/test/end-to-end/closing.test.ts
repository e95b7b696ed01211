import { createTelemetry } from '@plainsight/core';
import { manualMachine } from '@plainsight/core/testing';
import { expect, it } from 'vitest';
import { posthogSink } from '../../src/index.ts';
import { expectAll, host, patience } from './host.ts';
import { moodyReceiver, well } from './moody-receiver.ts';
import { plan } from './plan.ts';

it('keeps in the store what is recorded while it waits for a receiver that does not answer, to be sent after a restart', async () => {
  await using receiver = await moodyReceiver();
  receiver.mood = { answer: () => {} };
  const sink = posthogSink({ key: 'phc_test', host: `http://127.0.0.1:${receiver.port}` });
  // Loads what delivers: the limit below is meant for the delivery.
  await sink.deliver([], new AbortController().signal);
  const kettle = host(sink);
  kettle.record(5);
  await kettle.start();
  const closed = kettle.telemetry.close({ timeoutMillis: 500 });
  await expect.poll(() => receiver.received.length, patience).toBe(1);
  kettle.record(5);
  await closed;

  receiver.mood = well;
  const { clock, store } = kettle;
  const restarted = createTelemetry(plan, { clock, env: {}, machine: manualMachine() });
  await restarted.start({ serviceVersion: '1.2.3', store, sinks: [sink], ephemeral: true });
  await restarted.flush();
  await restarted.close();
  expectAll(receiver, 10);
});
