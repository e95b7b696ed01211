import { consoleSink } from '@plainsight/console-sink';
import { chooseSinks, createTelemetry, fileDecisions, memoryStore, yamlFile } from '@plainsight/core';
import { posthogSink } from '@plainsight/posthog-sink';
import packageJson from './package.json' with { type: 'json' };
import plan from './plan.ts';

/** One handle for whichever app of the workspace imports it. */
export const telemetry = createTelemetry(plan);

/** PostHog in production, the console everywhere else. `PLAINSIGHT_SINK` has the first word. */
export const sinks = chooseSinks({
  production: () => [posthogSink({ key: 'phc_exampleKeyOfNobody000000000000000000000000' })],
  ci: () => [consoleSink({ format: 'ndjson' })],
  development: () => [consoleSink()],
});

/** Starts the telemetry of one app. */
export const startTelemetry = (instance: 'server' | 'worker'): Promise<void> =>
  telemetry.start({
    serviceVersion: packageJson.version,
    instance,
    config: yamlFile('config.yaml'),
    store: memoryStore({ decisions: fileDecisions({ path: 'teahouse-telemetry.json' }) }),
    sinks,
    context: { appEnv: process.env['NODE_ENV'] === 'development' ? 'development' : 'production' },
  });
