// node examples/automatisch/worker.ts
import { setTimeout } from 'node:timers/promises';
import { untilStopped } from '@plainsight/example-stand-in';
import { execute } from './execute.ts';
import { takeJobs } from './jobs.ts';
import { log } from './log.ts';
import { startOptions, telemetry, version } from './telemetry.ts';

await telemetry.start({ ...startOptions('worker'), logger: log });
log.info(`Automatisch ${version} executes flows. Organisation: ${telemetry.id ?? 'none, telemetry is off'}`);

const stopped = new AbortController();
void untilStopped().then(() => stopped.abort());
while (!stopped.signal.aborted) {
  for (const job of await takeJobs()) execute(job);
  await setTimeout(100, undefined, { signal: stopped.signal }).catch(() => {});
}
await telemetry.close();
