import { adminPage } from '@plainsight/admin';
import { createTelemetry, systemClock } from '@plainsight/core';
import { plan } from './plan.ts';
import { say } from './say.ts';
import { roomyFile } from './start-telemetry.ts';

/** FILE COUNT: what an answer of the admin page costs over a store with so many records. */
const [file = '', countText = '0'] = process.argv.slice(2);

/** Two weeks after the first event that `backlog` makes: all of them are in the plot. */
const now = Date.UTC(2026, 0, 15);

const alive = setInterval(() => {}, 60_000);
const telemetry = createTelemetry(plan);
await telemetry.start({
  serviceVersion: '1.2.3',
  store: roomyFile(file),
  // No sink of this process: what waits for the one that was there stays.
  sinks: [],
  context: { appEnv: 'production' },
  ephemeral: true,
});
const page = adminPage({ telemetry, clock: { ...systemClock, now: () => now }, authorize: () => true });
const middle = Math.max(1, Math.floor(Number(countText) / 2));

say({
  overview: await millisOf('/?range=month'),
  view: await millisOf('/view'),
  filtered: await millisOf('/view?name=flowRun&from=2026-01-01&to=2026-01-01'),
  rare: await millisOf('/view?state=rejected'),
  middle: await millisOf(`/view?after=${middle}`),
  record: await millisOf(`/view/${middle}`),
});
await telemetry.close();
clearInterval(alive);

/** The median of fifty answers, after ten that are not counted. */
async function millisOf(path: string): Promise<number> {
  const all: number[] = [];
  for (let round = 0; round < 60; round += 1) {
    const begun = performance.now();
    const answer = await page(new Request(`http://localhost${path}`));
    const text = await answer.text();
    if (answer.status !== 200) throw new Error(`Failed to show ${path}: ${text}`);
    if (round >= 10) all.push(performance.now() - begun);
  }
  return all.toSorted((one, other) => one - other)[25] ?? 0;
}
