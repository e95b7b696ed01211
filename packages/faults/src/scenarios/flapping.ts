import { join } from 'node:path';
import { checks } from '../checks.ts';
import { startHost } from '../host.ts';
import { judge, numbers } from '../judge.ts';
import type { Mood } from '../mood.ts';
import type { Scenario } from '../scenario.ts';
import { until } from '../until.ts';

const answering = (status: number, headers: Readonly<Record<string, string>> = {}, body = ''): Mood => ({
  kind: 'answer',
  status,
  headers,
  body,
});
const html = { 'Content-Type': 'text/html' };

/** The table of outcomes, row by row. */
const rows: readonly Mood[] = [
  { kind: 'shut' },
  { kind: 'cut', where: 'connection' },
  { kind: 'cut', where: 'request' },
  { kind: 'cut', where: 'answer' },
  { kind: 'hang' },
  ...[408, 425, 429, 500, 502, 503, 504].map((status) => answering(status)),
  answering(429, { 'Retry-After': '3600' }),
  answering(503, { 'Retry-After': new Date(Date.now() + 1000).toUTCString() }),
  ...[401, 403, 404, 410].map((status) => answering(status)),
  answering(200, html, '<h1>Sign in</h1>'),
  answering(200),
  answering(204),
  answering(302, { Location: '/login' }),
  answering(407),
  answering(511, html, '<h1>Sign in</h1>'),
];
const perRow = 5;

/** The receiver goes through all that a receiver can do, with a good moment between, and one event a round is refused. */
export const flapping: Scenario = async ({ server, folder, quick }) => {
  const check = checks();
  const clock = { kind: 'hurried', zero: Date.now(), speed: 1200 } as const;
  await using host = await startHost({ path: join(folder(), 'telemetry.db'), url: server.url('flapping'), clock });
  check.must(await host.call('start'), 'Telemetry was off.');
  let recorded = 0;
  const sinkNow = async () => (await host.call('status')).sinks[0];
  /** Records, and delivers until the receiver has shown its mood: what it asked for before is waited for. */
  async function meet(mood: Mood, isMet: (health: string, isAnother: boolean) => boolean): Promise<void> {
    const before = (await sinkNow())?.lastAnswerAt;
    await server.behave(mood);
    await host.call('record', recorded, perRow);
    recorded += perRow;
    const hasShown = async (): Promise<boolean> => {
      await host.call('flush', 'sinks', 3000);
      const now = await sinkNow();
      return isMet(now?.health ?? '', now?.lastAnswerAt !== before);
    };
    check.must(await until(hasShown, 20), `It did not come to this: ${JSON.stringify(mood)}`);
  }
  const rounds = quick ? 1 : 3;
  let met = 0;
  /** The events that are refused by themselves: the first of each round. */
  const poisons: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const poison = recorded;
    poisons.push(poison);
    for (const mood of rows) {
      await meet(mood, (health, isAnother) => isAnother && health !== 'healthy');
      met += 1;
      const status = [400, 413, 422][round % 3] ?? 400;
      await meet({ kind: 'poison', status, number: poison }, (health, isAnother) => isAnother && health === 'healthy');
    }
  }
  // By itself from here on: nothing is to be stuck in a back-off. An event that is refused alone is tried five hours long.
  const isDone = async (): Promise<boolean> => (await host.call('status')).sinks[0]?.waiting === 0;
  check.must(await until(isDone, 90), `Events still wait: ${(await host.call('status')).sinks[0]?.lastAnswer}`);
  const { sinks, dropped } = await host.call('status');
  check.must(sinks[0]?.rejected === rounds, `${sinks[0]?.rejected} events were rejected; ${rounds} are refused.`);
  check.must(dropped === 0, `${dropped} were dropped.`);
  check.must(
    (await host.call('log', 'warn')).length === 0,
    `It warned: ${(await host.call('log', 'warn')).join(' | ')}`,
  );
  check.must((await host.end()) === 0 && host.output === '', `It printed: ${host.output}`);
  const place = await server.place('flapping');
  const found = judge(
    place,
    numbers(0, recorded).filter((number) => !poisons.includes(number)),
    check,
  );
  check.must(found.arrived === recorded - rounds, `${found.arrived} of ${recorded} arrived; all but ${rounds} must.`);
  return {
    counted: {
      'kinds of trouble': rows.length,
      'times that it was in trouble': met,
      requests: place.requests,
      'events recorded': recorded,
      'events arrived': found.arrived,
      'taken more than once, same uuid and content': found.redelivered,
      rejected: sinks[0]?.rejected ?? 0,
    },
    broken: check.broken,
  };
};
