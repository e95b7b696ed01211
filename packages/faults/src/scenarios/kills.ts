import { join } from 'node:path';
import { seededRandom } from '@plainsight/core/testing';
import { checks } from '../checks.ts';
import type { ClockKind } from '../children/clocks.ts';
import { fractions } from '../fractions.ts';
import { startHost } from '../host.ts';
import { countedIn, judge, reportsIn } from '../judge.ts';
import { killRecording, type Killed } from '../kill-recording.ts';
import type { Scenario } from '../scenario.ts';
import { until } from '../until.ts';

const laneCount = 3;
/** An hour in three seconds: reports are made meanwhile. */
const speed = 1200;

interface Lane {
  readonly path: string;
  readonly place: string;
  readonly clock: ClockKind;
  readonly runs: Killed[];
  /** Numbers of committed events. */
  readonly committed: number[];
  /** Numbers below this may have been recorded. */
  next: number;
}

/** Processes that record, count and deliver are killed at random; a last one delivers what they left. */
export const kills: Scenario = async ({ server, folder, kills: wanted, seed }) => {
  const check = checks();
  const directory = folder();
  const random = fractions(seededRandom(seed));
  const lanes = Array.from({ length: laneCount }, (_, index): Lane => ({
    path: join(directory, `lane-${index}`, 'telemetry.db'),
    place: `kills-${index}`,
    clock: { kind: 'hurried', zero: Date.now(), speed },
    runs: [],
    committed: [],
    next: 0,
  }));
  await server.behave({ kind: 'well', delayMillis: 15 });

  let left = wanted;
  async function work(lane: Lane): Promise<void> {
    while (left > 0) {
      left -= 1;
      const { path, place, clock, next } = lane;
      // One in six is not given the time to start.
      const early = random() < 1 / 6;
      // One in six has time to deliver.
      const longest = early ? 350 : random() < 1 / 5 ? 2000 : 400;
      const after = { started: !early, millis: Math.floor(random() * longest) };
      const killed = await killRecording([path, server.url(place), String(next), JSON.stringify(clock)], after);
      lane.runs.push(killed);
      for (let number = next; number < killed.committed; number += 1) lane.committed.push(number);
      lane.next = Math.max(next, killed.about);
      for (const trouble of killed.troubles) check.must(false, `A process said: ${trouble}`);
      check.must(killed.state !== 'off', 'Telemetry was off after a restart.');
    }
  }
  await Promise.all(lanes.map(work));

  await server.behave({ kind: 'well' });
  let [arrived, redelivered, reports, counted, requests] = [0, 0, 0, 0, 0];
  for (const lane of lanes) {
    await deliverRest(lane);
    const place = await server.place(lane.place);
    const found = judge(place, lane.committed, check);
    arrived += found.arrived;
    redelivered += found.redelivered;
    requests += place.requests;
    reports += reportsIn(place).length;
    counted += countedIn(place);
    // As many are counted as events are recorded.
    const { length } = lane.committed;
    const [told, attempted] = [countedIn(place), lane.next];
    check.must(told >= length, `Reports tell of ${told} that were counted; ${length} were committed.`);
    check.must(told <= attempted, `Reports tell of ${told} that were counted; no more than ${attempted} were.`);
    check.must(found.arrived <= attempted, `${found.arrived} events arrived; no more than ${attempted} were recorded.`);
  }

  async function deliverRest({ path, place, clock }: Lane): Promise<void> {
    await using host = await startHost({ path, url: server.url(place), clock });
    check.must(await host.call('start'), 'Telemetry was off at the last start.');
    // What was counted last is in the report of the next slot.
    const before = reportsIn(await server.place(place)).length;
    await host.call('flush', 'sinks');
    const isTold = async (): Promise<boolean> => reportsIn(await server.place(place)).length >= before + 2;
    check.must(await until(isTold), 'The last process made no report.');
    await host.call('flush', 'sinks');
    const { sinks } = await host.call('status');
    check.must(sinks[0]?.waiting === 0, `At the end ${sinks[0]?.waiting} still wait.`);
    check.must((await host.end()) === 0 && host.output === '', `The last process said: ${host.output}`);
  }

  const runs = lanes.flatMap((lane) => lane.runs);
  const committed = lanes.reduce((sum, lane) => sum + lane.committed.length, 0);
  return {
    counted: {
      seed,
      kills: runs.length,
      'of them before start had ended': runs.filter(({ state }) => state === null).length,
      'events acknowledged': committed,
      'events arrived': arrived,
      'events recorded, acknowledged or not': lanes.reduce((sum, { next }) => sum + next, 0),
      'redelivered, same uuid and content': redelivered,
      requests,
      'counted, as reports tell': counted,
      reports,
    },
    broken: check.broken,
  };
};
