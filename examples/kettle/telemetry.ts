import { consoleSink } from '@plainsight/console-sink';
import { chooseSinks, createTelemetry, yamlFile } from '@plainsight/core';
import { posthogSink } from '@plainsight/posthog-sink';
import { sqliteStore } from '@plainsight/sqlite-store';
import { countCups } from './cups.ts';
import packageJson from './package.json' with { type: 'json' };
import plan from './plan.ts';

/** Usable from everywhere, and at once: what is recorded before `start` waits for it. */
export const telemetry = createTelemetry(plan);

const { KETTLE_DATA = 'data', KETTLE_POSTHOG_HOST = 'https://eu.i.posthog.com' } = process.env;
/** A project key can do no more than add events, and is no secret. This one is nobody's. */
const key = 'phc_exampleKeyOfNobody000000000000000000000000';

/** What `start` is given. A function, so that nothing is made before it is needed. */
export const startOptions = (): Parameters<typeof telemetry.start>[0] => ({
  command: 'kettle telemetry',
  serviceVersion: packageJson.version,
  config: yamlFile('kettle.yaml'),
  store: sqliteStore({ path: `${KETTLE_DATA}/telemetry.db` }),
  sinks: chooseSinks({
    production: () => [posthogSink({ key, host: KETTLE_POSTHOG_HOST })],
    ci: () => [consoleSink({ format: 'ndjson' })],
    development: () => [consoleSink()],
  }),
  gauges: { cups: countCups },
});
