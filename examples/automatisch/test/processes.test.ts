import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loopbackPosthog } from '@plainsight/example-stand-in/testing/loopback-posthog';
import { describe, expect, onTestFinished, test } from 'vitest';
import { hostFor, type Host } from './host.ts';

async function setUp(posthogUrl: string): Promise<Host> {
  const host = await hostFor(posthogUrl);
  onTestFinished(() => host[Symbol.asyncDispose]());
  return host;
}

const patience = { timeout: 20_000 };

describe('the processes of Automatisch', { timeout: 60_000 }, () => {
  test('keep their ids over restarts, and report once a slot', async () => {
    await using posthog = await loopbackPosthog();
    const host = await setUp(posthog.url);
    for (let starts = 1; starts <= 2; starts += 1) {
      const services = await Promise.all([host.begin('main'), host.begin('worker')]);
      await services[0].ask('POST /connections', { key: 'github' });
      await expect
        .poll(async () => (await host.records()).map(({ event }) => event.properties['serviceType']), patience)
        .toEqual(expect.arrayContaining(['main', 'worker']));
      await Promise.all(services.map((service) => service.end()));
    }
    await host.run('telemetry', 'submit');
    const seen = posthog.sent.map(({ event, distinct_id: id, properties }) =>
      [event, id, properties['serviceType'], properties['instanceId']].join(' '),
    );
    expect(seen).toHaveLength(4);
    expect(seen.filter((one) => one.startsWith('connectionCreated '))).toHaveLength(2);
    expect(new Set(seen).size).toBe(3);
    expect(new Set(posthog.sent.map(({ distinct_id: id }) => id)).size).toBe(1);
    expect(new Set(posthog.sent.map(({ properties }) => properties['instanceId'])).size).toBe(2);
  });

  test('write to one store, and one of them delivers, until it dies: then the other does', async () => {
    await using ofMain = await loopbackPosthog();
    await using ofWorker = await loopbackPosthog();
    const host = await setUp(ofMain.url);
    const main = await host.begin('main');
    await expect.poll(() => ofMain.sent.length, patience).toBe(1);
    await host.begin('worker', { AUTOMATISCH_POSTHOG_HOST: ofWorker.url });
    const flow = await main.ask('POST /flows', { name: 'Tea time' });
    await main.ask(`POST /flows/${flow}/run`);
    await expect
      .poll(() => ofMain.sent.map(({ event }) => event).toSorted(), patience)
      .toEqual(['diagnosticInfo', 'diagnosticInfo', 'executionCreated', 'flowCreated']);
    expect(ofWorker.sockets).toBe(0);
    // What was not settled when its process is killed is delivered once more, by the other one.
    const states = async (): Promise<readonly string[]> =>
      (await host.records()).flatMap(({ sinks }) => Object.values(sinks).map(({ state }) => state));
    await expect.poll(states, patience).toEqual(['accepted', 'accepted', 'accepted', 'accepted']);

    await main.end('SIGKILL');
    const job = { flowId: flow, testRun: false, steps: [] };
    await writeFile(join(host.data, 'jobs', 'one.json'), JSON.stringify(job));
    await expect.poll(() => ofWorker.sent.map(({ event }) => event), patience).toEqual(['executionCreated']);
    expect(ofMain.sent).toHaveLength(4);
  });

  test('lose nothing that was committed when the worker is killed', async () => {
    let isUp = false;
    await using posthog = await loopbackPosthog(() => isUp);
    const host = await setUp(posthog.url);
    const worker = await host.begin('worker');
    const main = await host.begin('main');
    const flow = await main.ask('POST /flows', { name: 'Tea time' });
    for (let runs = 0; runs < 20; runs += 1) await main.ask(`POST /flows/${flow}/run`);
    const executions = async (): Promise<readonly string[]> =>
      (await host.records()).flatMap(({ event }) => (event.name === 'executionCreated' ? [event.uuid] : []));
    await expect.poll(async () => (await executions()).length, patience).toBe(20);
    await worker.end('SIGKILL');
    const committed = (await host.records()).map(({ event }) => event.uuid);
    expect(posthog.sent).toEqual([]);

    isUp = true;
    await host.begin('worker');
    await host.run('telemetry', 'submit');
    await expect.poll(() => posthog.sent.length, patience).toBe(committed.length);
    expect(posthog.sent.map(({ uuid }) => uuid).toSorted()).toEqual(committed.toSorted());
  });
});
