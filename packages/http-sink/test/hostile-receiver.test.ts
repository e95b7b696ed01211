import { createTelemetry, definePlan, memoryStore, type Outcome } from '@plainsight/core';
import { manualMachine } from '@plainsight/core/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { httpSink } from '../src/index.ts';
import { httpReceiver } from './receiver.ts';

const unseen = /[\p{C}\p{Zl}\p{Zp}]/u;
const hostile = `\u001B]0;owned\u0007\u001B[2J\r\nINFO all is well \u202E${'x'.repeat(65_000)}`;

const plan = definePlan({
  service: 'kettle',
  version: 1,
  maintainer: { name: 'Kettle makers', contact: 'privacy@example.org' },
  why: 'To know which kettles are in use.',
  never: [],
  consent: { default: 'on' },
  notice: { graceHours: 0 },
  events: { boiled: { kind: 'each', why: 'How kettles are used.', properties: { number: { type: 'integer' } } } },
});

/** Telemetry whose sink passes on what the receiver says, and what came to the log. */
async function host(outcomeOf: (body: string) => Outcome) {
  const receiver = await httpReceiver((response) => response.end(hostile));
  onTestFinished(() => receiver[Symbol.asyncDispose]());
  const lines: string[] = [];
  const log = (line: string): void => void lines.push(line);
  const telemetry = createTelemetry(plan, { env: {}, machine: manualMachine() });
  onTestFinished(() => telemetry.close());
  await telemetry.start({
    serviceVersion: '1',
    store: memoryStore({ maxBytes: 256 * 1024 }),
    ephemeral: true,
    sinks: [httpSink({ url: receiver.url, company: 'Kettle makers', receiptOf: outcomeOf })],
    logger: { debug: log, warn: log, error: log },
    outageLogLevel: 'warn',
  });
  return { telemetry, lines };
}

describe('a receiver whose words are passed on', () => {
  it('writes nothing into the log that a terminal obeys, however it refuses', async () => {
    for (const status of ['retry', 'rejected'] as const) {
      const { telemetry, lines } = await host((body) => ({ status, why: body }));
      telemetry.record('boiled', { number: 1 });
      await telemetry.flush();
      expect(lines.join('')).toContain(String.raw`\u{1b}]0;owned\u{7}`);
      for (const line of lines) expect([line.length < 600, unseen.test(line)]).toEqual([true, false]);
    }
  });

  it('pushes nothing out of the store with its receipts', async () => {
    const { telemetry } = await host((body) => ({ status: 'accepted', receipt: body }));
    for (let number = 0; number < 20; number += 1) {
      telemetry.record('boiled', { number });
      await telemetry.flush();
    }
    const { dropped, sinks } = await telemetry.status();
    expect([dropped, sinks[0]?.accepted]).toEqual([0, 20]);
    const { entries } = await telemetry.records();
    const receipts = entries.flatMap((entry) =>
      entry.kind === 'record' ? Object.values(entry.sinks).flatMap(({ receipt }) => receipt ?? []) : [],
    );
    expect(receipts).toHaveLength(20);
    for (const receipt of receipts) expect([receipt.length, unseen.test(receipt)]).toEqual([300, false]);
  });
});
