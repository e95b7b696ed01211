import { PostHog } from 'posthog-node';
import { largeProperties } from './pool.ts';
import { say } from './say.ts';
import { startTelemetry } from './start-telemetry.ts';

/** WAY HOST LIMIT: closes while a request hangs, says by how much that took longer than its limit, and then only returns. */
const [way = '', host = '', limitText = '500'] = process.argv.slice(2);
const timeoutMillis = Number(limitText);
const events = largeProperties(100);

if (way === 'plainsight') {
  const telemetry = await startTelemetry(host);
  for (const properties of events) telemetry.record('flowRun', properties);
  // The request is under way and hangs.
  await telemetry.flush({ timeoutMillis: 300 });
  await timed(() => telemetry.close({ timeoutMillis }));
} else {
  const posthog = new PostHog('phc_bench', { host });
  for (const properties of events) posthog.capture({ distinctId: 'bench', event: 'flowRun', properties });
  await Promise.race([posthog.flush().catch(() => {}), new Promise((resolve) => setTimeout(resolve, 300))]);
  await timed(async () => posthog.shutdown(timeoutMillis));
}

async function timed(close: () => Promise<unknown>): Promise<void> {
  const begun = performance.now();
  await close().catch(() => {});
  say({ overshootMillis: performance.now() - begun - timeoutMillis });
}
