import { adminPage, nodeListener } from '@plainsight/admin';
import { defineConfig, plainsightCommand } from '@plainsight/cli';
import { consoleSink } from '@plainsight/console-sink';
import * as core from '@plainsight/core';
import {
  createTelemetry,
  definePlan,
  flag,
  group,
  installationIdentity,
  memoryStore,
  type Sink,
  type Store,
} from '@plainsight/core';
import { manualClock, memorySink, sinkContract, storeContract } from '@plainsight/core/testing';
import { httpSink } from '@plainsight/http-sink';
import { posthogSink } from '@plainsight/posthog-sink';
import { sqliteStore } from '@plainsight/sqlite-store';

const plan = definePlan({
  service: 'types',
  version: 1,
  maintainer: { name: 'plainsight', contact: 'nobody@example.org' },
  why: 'to see that the types work where they are installed',
  never: [],
  consent: { default: 'on' },
  identity: installationIdentity(),
  context: { edition: { enum: ['free', 'paid'], why: 'to know who uses it' } },
  gauges: { users: { type: 'integer', why: 'to know how many use it' } },
  features: { web: group({ why: 'to know whether it is used', features: { enabled: flag() } }) },
  events: { opened: { kind: 'each', why: 'to know what is opened', properties: { page: { enum: ['home', 'help'] } } } },
});

export const telemetry = createTelemetry(plan);
export const sinks: readonly Sink[] = [
  consoleSink({ format: 'ndjson' }),
  posthogSink({ key: 'phc_x' }),
  httpSink({ url: 'https://receiver.example', company: 'Example' }),
  memorySink(),
];
export const stores: readonly Store[] = [memoryStore(), sqliteStore({ path: 'telemetry.db' })];
export const clock = manualClock();
export const contracts = [sinkContract, storeContract];

void telemetry.start({
  serviceVersion: '1.0.0',
  store: memoryStore(),
  sinks,
  context: { edition: 'free' },
  gauges: { users: () => 3 },
});
telemetry.record('opened', { page: 'home' });
// @ts-expect-error: the plan has no such page.
telemetry.record('opened', { page: 'cellar' });
// @ts-expect-error: the plan has no such event.
telemetry.record('closed', {});
export const listener = nodeListener(adminPage({ telemetry, authorize: (request) => request.headers.has('Cookie') }));
// @ts-expect-error: somebody has to say who may.
adminPage({ telemetry });

export const config = defineConfig({ plan, sinks, context: { edition: 'paid' }, gauges: { users: async () => 4 } });
// @ts-expect-error: the plan has no such edition.
defineConfig({ plan, context: { edition: 'stolen' } });
export const command = plainsightCommand({ telemetry, options: { sinks } });
export const packed: Uint8Array = core.packBytes([new Uint8Array(1)]).bytes;
export const disposable: AsyncDisposable = telemetry;
