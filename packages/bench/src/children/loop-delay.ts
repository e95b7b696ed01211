import { monitorEventLoopDelay } from 'node:perf_hooks';
import { largeProperties } from './pool.ts';
import { say } from './say.ts';
import { roomyFile, startTelemetry } from './start-telemetry.ts';

/** WAY HOST FILE SECONDS: a host that makes 5,000 events a second, with telemetry that is on and delivers them, or with none. */
const [way = '', host = '', file = '', secondsText = '5'] = process.argv.slice(2);
const telemetry = way === 'none' ? null : await startTelemetry(host, roomyFile(file));
const pool = largeProperties(2000);
const perTick = 50;
const tickMillis = 10;
let made = 0;

const work = setInterval(() => {
  for (let index = 0; index < perTick; index += 1) {
    const properties = pool[made % pool.length];
    made += 1;
    if (properties !== undefined) telemetry?.record('flowRun', properties);
  }
}, tickMillis);

await elapsed(1000);
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
await elapsed(Number(secondsText) * 1000);
delay.disable();
clearInterval(work);
await telemetry?.flush();
await telemetry?.close();
const toMillis = (nanos: number): number => nanos / 1e6;
say({
  made,
  p50: toMillis(delay.percentile(50)),
  p99: toMillis(delay.percentile(99)),
  p999: toMillis(delay.percentile(99.9)),
  max: toMillis(delay.max),
});

function elapsed(millis: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, millis));
}
