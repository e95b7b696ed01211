import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { createTelemetry, type Identifier, type MachineReader, type Plan, type StartOptions } from '@plainsight/core';
import { leaky, tellEverything } from './leaky-host.ts';
import { distinctive, filesIn, ofThisMachine, tracesOf, type Kept } from './traces.ts';

/** A host that is made to tell all that it knows of its machine. */
export interface Hunted {
  readonly plan: Plan;
  /** Its own start options, with this receiver and with its files in this folder. */
  readonly options: (url: string, folder: string) => Promise<StartOptions> | StartOptions;
  /** What its receiver answers. */
  readonly answer: string;
}

/**
 * What is made to tell: `start`, the version and the context that are in every event; `instance`, the name of the process alone;
 * `use`, all that comes while it runs, from the config, gauges and usage events.
 */
export type Told = 'start' | 'instance' | 'use';

/** The machine that it runs on: one unlike any other, or this one. */
export type Where = 'a machine unlike any other' | 'this machine';

/** What is wrong with telemetry of a host that puts what identifies its machine into every string that it can set. */
export async function leakHunt(host: Hunted, where: Where): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const told of ['start', 'instance', 'use'] as const) {
    wrong.push(...(await hunt(host, told, where)).map((one) => `${told}: ${one}`));
  }
  return wrong;
}

async function hunt({ plan, options, answer }: Hunted, told: Told, where: Where): Promise<readonly string[]> {
  const [identifiers, machine] =
    where === 'this machine' ? [ofThisMachine(), {}] : [distinctive, { machine: machineOf(distinctive) }];
  const texts = identifiers.map(({ value }) => value);
  const folder = await mkdtemp(join(tmpdir(), 'plainsight-'));
  const receiver = await receiving(answer);
  try {
    const telemetry = createTelemetry(plan, { env: {}, ...machine });
    await telemetry.start(await leaky(plan, await options(receiver.url, folder), told, texts));
    if (told === 'use') tellEverything(telemetry, texts);
    tellEverything(telemetry, []);
    await telemetry.flush({ timeoutMillis: 20_000 });
    await telemetry.submit();
    const { guard, problems, quarantined, sinks } = await telemetry.status();
    const during = await filesIn(folder);
    const { entries } = await telemetry.records({ limit: 1000 });
    const records = { what: 'the records', bytes: Buffer.from(JSON.stringify(entries)) };
    await telemetry.close({ timeoutMillis: 5000 });
    const kept = [...receiver.requests, records, ...during, ...(await filesIn(folder))];
    const passedOver = new Set(guard.passesOver.map(({ value }) => value));
    const looked = identifiers.filter(({ value }) => !passedOver.has(value));
    const accepted = sinks.reduce((sum, sink) => sum + sink.accepted, 0);
    return [
      ...new Set(tracesOf(looked, kept)),
      ...(looked.length === 0 ? ['nothing was looked for'] : []),
      ...(during.length === 0 ? ['nothing was stored'] : []),
      ...(told === 'start' ? seenAtStart(problems, quarantined, accepted) : []),
      ...(told !== 'start' && accepted === 0 ? ['nothing was delivered'] : []),
    ];
  } finally {
    await receiver.close();
    await rm(folder, { recursive: true });
  }
}

/** Nothing can leave where every event would tell, and the operator is told why. */
function seenAtStart(problems: readonly string[], quarantined: number, accepted: number): readonly string[] {
  return [
    ...(accepted > 0 ? ['something was delivered'] : []),
    ...(quarantined === 0 ? ['nothing was quarantined'] : []),
    ...(problems.some((problem) => problem.startsWith('serviceVersion holds')) ? [] : ['status does not say why']),
  ];
}

/** A machine whose system tells as well. */
const machineOf = (identifiers: readonly Identifier[]): MachineReader => ({
  system: async (fields) =>
    Object.fromEntries(fields.map((field, index) => [field, identifiers[index % identifiers.length]?.value ?? null])),
  parts: async () => ({ mac: '02:fc:00:0b:0a:01', ip4: '203.0.113.77', systemUuid: 'hildegard' }),
  identifiers: async () => identifiers,
});

/** A receiver on loopback that keeps every byte that it gets. */
async function receiving(
  answer: string,
): Promise<{ url: string; requests: readonly Kept[]; close: () => Promise<void> }> {
  const requests: Kept[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => void chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      const plain = request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body;
      const head = [request.method, request.url, ...request.rawHeaders].join('\n');
      requests.push({ what: `request ${requests.length + 1}`, bytes: Buffer.concat([Buffer.from(head), plain]) });
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
