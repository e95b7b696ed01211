import { writeSync } from 'node:fs';
import { createTelemetry } from '@plainsight/core';
import { manualMachine } from '@plainsight/core/testing';
import { posthogSink } from '@plainsight/posthog-sink';
import { sqliteStore } from '@plainsight/sqlite-store';
import { clockOf, type ClockKind } from './clocks.ts';
import { planOf } from './plan.ts';

/**
 * Records and counts without end, and says what it is about to record, and what is committed, until it is killed.
 * PATH URL FROM CLOCK.
 */
const [path = '', url = '', fromText = '0', clockText = '{}'] = process.argv.slice(2);
const { clock } = clockOf(JSON.parse(clockText) as ClockKind);
const handful = 5;
const pauseMillis = 4;

/** Written at once: what was said is said, whatever becomes of the process. */
const say = (word: string, value: number | string): void => void writeSync(1, `${word} ${value}\n`);

const telemetry = createTelemetry(planOf(1), { clock, env: {}, machine: manualMachine() });
await telemetry.start({
  serviceVersion: '1.2.3',
  store: sqliteStore({ path, clock }),
  sinks: [posthogSink({ key: 'phc_faults', host: url })],
  logger: { warn: (message) => say('trouble', message), error: (message) => say('trouble', message) },
});
say('started', telemetry.id === null ? 'off' : 'on');

for (let next = Number(fromText); ; next += handful) {
  say('about', next + handful);
  for (let number = next; number < next + handful; number += 1) telemetry.record('done', { number });
  telemetry.count('tallied', handful);
  await telemetry.flush({ to: 'store' });
  say('committed', next + handful);
  await new Promise((resolve) => setTimeout(resolve, pauseMillis));
}
