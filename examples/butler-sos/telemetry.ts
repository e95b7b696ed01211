import { consoleSink } from '@plainsight/console-sink';
import {
  chooseSinks,
  createTelemetry,
  fileDecisions,
  memoryStore,
  yamlFile,
  type StartOptions,
} from '@plainsight/core';
import { posthogSink } from '@plainsight/posthog-sink';
import plan from './plan.ts';

/** Usable from everywhere in Butler SOS: `telemetry.record(…)` where things happen, `start` and `close` in main.ts. */
export const telemetry = createTelemetry(plan);

const { BUTLER_SOS_POSTHOG_KEY, BUTLER_SOS_POSTHOG_HOST, BUTLER_SOS_DECISIONS } = process.env;

/** A project key can do no more than add events, and is no secret. This one is nobody's. */
const key = BUTLER_SOS_POSTHOG_KEY ?? 'phc_exampleKeyOfNobody000000000000000000000000';
const host = BUTLER_SOS_POSTHOG_HOST ?? 'https://eu.i.posthog.com';

/** What Butler SOS gives to `start`. */
export const startOptions = (configFile: string): StartOptions => ({
  command: 'butler-sos telemetry',
  serviceVersion: '15.1.0',
  config: yamlFile(configFile),
  store: memoryStore({ decisions: fileDecisions({ path: BUTLER_SOS_DECISIONS ?? './butler-sos-telemetry.json' }) }),
  sinks: chooseSinks({
    production: () => [posthogSink({ key, host })],
    ci: () => [consoleSink()],
    development: () => [consoleSink()],
  }),
});
