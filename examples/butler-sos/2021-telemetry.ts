import { consoleSink } from '@plainsight/console-sink';
import {
  chooseSinks,
  createTelemetry,
  fileDecisions,
  memoryStore,
  yamlFile,
  type Sink,
  type StartOptions,
} from '@plainsight/core';
import { httpSink } from '@plainsight/http-sink';
import { keys2021, message2021 } from './2021-message.ts';
import plan from './2021-plan.ts';

/** Usable from everywhere in Butler SOS, as it was in 2021. */
export const telemetry = createTelemetry(plan);

const { BUTLER_SOS_TELEMETRY_URL, BUTLER_SOS_DECISIONS } = process.env;

/** This address is nobody's. */
const url = BUTLER_SOS_TELEMETRY_URL ?? 'https://telemetry.example.org/butler-sos';

/** Posts each report as a message to the maintainer's own receiver. */
export const ownReceiver = (to: string): Sink =>
  httpSink({ url: to, company: 'Ptarmigan Labs', body: message2021, keys: keys2021, limits: { events: 1 } });

/** What Butler SOS gives to `start`. */
export const startOptions = (configFile: string): StartOptions => ({
  command: 'butler-sos telemetry',
  serviceVersion: '5.6.0',
  config: yamlFile(configFile),
  store: memoryStore({ decisions: fileDecisions({ path: BUTLER_SOS_DECISIONS ?? './butler-sos-telemetry.json' }) }),
  sinks: chooseSinks({
    production: () => [ownReceiver(url)],
    ci: () => [consoleSink()],
    development: () => [consoleSink()],
  }),
});
