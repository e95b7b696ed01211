import { adminPage, nodeListener } from '@plainsight/admin';
import { consoleSink } from '@plainsight/console-sink';
import { createTelemetry, definePlan, flag, group, memoryStore, type Sink } from '@plainsight/core';
import { manualClock, memorySink } from '@plainsight/core/testing';
import { posthogSink } from '@plainsight/posthog-sink';

const plan = definePlan({
  service: 'types',
  version: 1,
  maintainer: { name: 'plainsight', contact: 'nobody@example.org' },
  why: 'to see that the types work where they are installed',
  never: [],
  consent: { default: 'on' },
  features: { web: group({ why: 'to know whether it is used', features: { enabled: flag() } }) },
  events: { opened: { kind: 'each', why: 'to know what is opened', properties: { page: { enum: ['home', 'help'] } } } },
});

export const telemetry = createTelemetry(plan);
export const sinks: readonly Sink[] = [consoleSink({ format: 'ndjson' }), posthogSink({ key: 'phc_x' }), memorySink()];
export const clock = manualClock();

await telemetry.start({ serviceVersion: '1.0.0', store: memoryStore(), sinks });
telemetry.record('opened', { page: 'home' });
// @ts-expect-error: the plan has no such page.
telemetry.record('opened', { page: 'cellar' });
// @ts-expect-error: the plan has no such event.
telemetry.record('closed', {});
export const listener = nodeListener(adminPage({ telemetry, authorize: (request) => request.headers.has('Cookie') }));
// @ts-expect-error: somebody has to say who may.
adminPage({ telemetry });
