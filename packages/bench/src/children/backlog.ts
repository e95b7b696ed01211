import { createTelemetry, healthy, type Commit, type NewRecord, type Store } from '@plainsight/core';
import { plan } from './plan.ts';
import { largeProperties } from './pool.ts';
import { say } from './say.ts';
import { roomyFile } from './start-telemetry.ts';

/** fill FILE COUNT: a store in which so many events wait. measure FILE: what an event, a page and a status cost there. */
const [mode = '', file = '', countText = '0'] = process.argv.slice(2);
const sink = 'posthog';
const store = roomyFile(file);
const pool = largeProperties(500);
const uuidOf = (number: number): string => `01900000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;

if (mode === 'fill') await held(() => fill(Number(countText)));
else await held(measure);

/** Written as telemetry writes, without its pipeline: a million events are made in a minute. */
async function fill(count: number): Promise<void> {
  await store.open();
  await store.attach([sink]);
  let position = 0;
  for (let from = 0; from < count; from += 500) {
    const records = Array.from({ length: Math.min(500, count - from) }, (_, index) => recordOf(from + index));
    ({ position } = await store.commit(position, ({ state }): Commit => {
      const kept = state ?? { fold: 1, instances: {}, slots: {}, counts: {}, once: {}, recurring: {} };
      return { facts: [], state: kept, records, quarantined: [], dropped: 0 };
    }));
  }
  await store.close();
  say({ filled: count });
}

function recordOf(number: number): NewRecord {
  const event = {
    uuid: uuidOf(number),
    name: 'flowRun',
    timestamp: new Date(Date.UTC(2026, 0, 1) + number * 1000).toISOString(),
    distinctId: 'bench',
    properties: { service: 'bench', serviceVersion: '1.2.3', appEnv: 'production', ...pool[number % pool.length] },
  };
  const json = JSON.stringify(event);
  const receipt = { planVersion: 1, planHash: '0'.repeat(64), allowedBy: 'bench' };
  return { event, json, bytes: Buffer.byteLength(json), receipt };
}

async function measure(): Promise<void> {
  const telemetry = createTelemetry(plan);
  // No sink of this process: what waits for the one that was there stays.
  await telemetry.start({
    serviceVersion: '1.2.3',
    store,
    sinks: [],
    context: { appEnv: 'production' },
    ephemeral: true,
  });
  await recordSome(2000);
  const idle = process.memoryUsage.rss();
  const begun = performance.now();
  const cpu = process.cpuUsage();
  const events = 10_000;
  for (let from = 0; from < events; from += 500) {
    await recordSome(500);
    await settleSome(store, 500);
  }
  const spent = process.cpuUsage(cpu);
  const millis = performance.now() - begun;
  const commits = await millisOf(100, async (round) => {
    telemetry.record('flowOpened', { flowId: uuidOf(round), steps: round });
    await telemetry.flush({ to: 'store' });
  });
  const pages = await millisOf(50, () => telemetry.records({ limit: 50 }));
  const rare = await millisOf(20, () => telemetry.records({ state: 'rejected', limit: 50 }));
  const statuses = await millisOf(50, () => telemetry.status());
  await telemetry.close();
  say({
    wallMicros: (millis * 1000) / events,
    cpuMicros: (spent.user + spent.system) / events,
    commitP50: quantile(commits, 0.5),
    commitP99: quantile(commits, 0.99),
    page: quantile(pages, 0.5),
    rarePage: quantile(rare, 0.5),
    status: quantile(statuses, 0.5),
    megabytes: idle / 1024 / 1024,
  });

  async function recordSome(count: number): Promise<void> {
    for (let index = 0; index < count; index += 1) {
      const properties = pool[index % pool.length];
      if (properties !== undefined) telemetry.record('flowRun', properties);
    }
    await telemetry.flush({ to: 'store' });
  }
}

/** As a sink that accepts: so many fewer wait then. */
async function settleSome(from: Store, count: number): Promise<void> {
  if (!Object.hasOwn((await from.counts()).sinks, sink)) return;
  const batch = await from.waiting(sink, { events: count, bytes: 2 ** 30 });
  const settlements = batch.map(({ position }) => ({ position, status: 'accepted' as const }));
  await from.settle(sink, settlements, { ...healthy, lastAnswer: 'accepted', lastAnswerAt: Date.now() });
}

async function millisOf(times: number, act: (round: number) => Promise<unknown>): Promise<readonly number[]> {
  const all: number[] = [];
  for (let round = 0; round < times; round += 1) {
    const begun = performance.now();
    await act(round);
    all.push(performance.now() - begun);
  }
  return all.toSorted((one, other) => one - other);
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
}

/** Neither a store nor telemetry keeps a process: here nothing else does. */
async function held(work: () => Promise<void>): Promise<void> {
  const alive = setInterval(() => {}, 60_000);
  await work();
  clearInterval(alive);
}
