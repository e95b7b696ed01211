// Records much more than its heap could hold, before start and for a store that takes nothing, and then has the store take it. Says
// how much it recorded, and how much became of that: records, what was set aside, and what was dropped.
import { createTelemetry, memoryStore, type Commit, type Journal } from '../../src/index.ts';
import { config, plan } from './host.ts';

const large: readonly (() => unknown)[] = [
  () => ({ text: 'x'.repeat(1_000_000).replace('x', 'y') }),
  () => ({ text: 'x'.repeat(60_000).replace('x', 'y') }),
  () => ({ text: '字'.repeat(20_000).replace('字', 'y') }),
  () => Object.fromEntries(Array.from({ length: 250 }, (_, index) => [`k${index}`, `${index}`.repeat(80)])),
  () => ({ list: Array<number>(30_000).fill(1) }),
  () => ({ deep: { text: 'x'.repeat(1_000_000).replace('x', 'y') } }),
];
const { report: _report, system: _system, gauges: _gauges, ...small } = plan;
const telemetry = createTelemetry(small, { env: {} });
const record = telemetry.record as (name: string, properties: unknown) => void;
const each = 300;
let recorded = 0;
async function recordAll(): Promise<void> {
  for (const make of large) {
    for (let count = 0; count < each; count += 1) record('boiled', make());
    recorded += each;
    await telemetry.flush({ to: 'store' });
  }
}

await recordAll();
let takes = true;
const store = memoryStore({ maxBytes: 4 * 1024 * 1024 });
await telemetry.start({
  serviceVersion: '1.2.3',
  config,
  store: {
    ...store,
    commit: (since: number, build: (journal: Journal) => Commit) =>
      takes ? store.commit(since, build) : Promise.reject(new Error('disk full')),
  },
  sinks: [],
  ephemeral: true,
});
await telemetry.flush({ to: 'store' });
takes = false;
await recordAll();
takes = true;
await telemetry.flush({ to: 'store' });
const { records, quarantined, dropped } = await telemetry.status();
process.stdout.write(JSON.stringify({ recorded, accounted: records + quarantined + dropped }));
await telemetry.close();
