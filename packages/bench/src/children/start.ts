import { say } from './say.ts';

/** WAY FILE: imports and starts as a host would, says how long that took, and ends at once. */
const [way = '', file = ''] = process.argv.slice(2);

const ways: Readonly<Record<string, () => Promise<boolean>>> = {
  nothing: async () => false,
  'import posthog-node': async () => {
    await import('posthog-node');
    return true;
  },
  'off by config': async () => (await import('./host.ts')).startHost(file, { Butler: { anonTelemetry: false } }),
  host: async () => (await import('./host.ts')).startHost(file, { Butler: { anonTelemetry: true } }),
};

const run = ways[way];
if (run === undefined) throw new Error(`There is no way ${way}.`);
const begun = performance.now();
const cpu = process.cpuUsage();
const on = await run();
const { user, system } = process.cpuUsage(cpu);
const millis = performance.now() - begun;
say({ millis, cpuMillis: (user + system) / 1000, on: Number(on) });
process.exit();
