import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loopbackPosthog, type Sent } from '@plainsight/example-stand-in/testing/loopback-posthog';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { common, documented, ownKeys } from './documented.ts';
import { hostFor, type Host, type Service } from './host.ts';
import { expected, useEverything, type Made } from './use.ts';

const posthog = await loopbackPosthog();
let host: Host;
let main: Service;
let worker: Service;
let made: Made;

const sentAs = (name: string): readonly Sent[] => posthog.sent.filter(({ event }) => event === name);
const counted = (): object =>
  Object.fromEntries(Object.keys(expected).map((name) => [name, sentAs(name).length] as const));

beforeAll(async () => {
  host = await hostFor(posthog.url);
  [main, worker] = await Promise.all([
    host.begin('main', { SERVE_WEB_APP_SEPARATELY: 'true', APP_ENV: 'test' }),
    host.begin('worker', { APP_ENV: 'test' }),
  ]);
  made = await useEverything(main);
  await vi.waitFor(() => expect(counted()).toEqual(expected), { timeout: 20_000 });
});

afterAll(async () => {
  await host[Symbol.asyncDispose]();
  await posthog[Symbol.asyncDispose]();
});

describe('Automatisch', () => {
  test('sends each event once, and no other', () => {
    expect(new Set(posthog.sent.map(({ event }) => event))).toEqual(new Set(Object.keys(expected)));
    expect(new Set(posthog.sent.map(({ uuid }) => uuid)).size).toBe(posthog.sent.length);
  });

  test.each(Object.entries(documented))('sends %s with what is documented, and nothing else', (name, keys) => {
    for (const { properties } of sentAs(name)) {
      expect(ownKeys(properties)).toEqual([...common, ...keys].toSorted());
    }
  });

  test('tells which app and which trigger a step is', () => {
    expect(sentAs('stepUpdated')).toContainEqual(
      expect.objectContaining({
        properties: expect.objectContaining({
          stepId: made.trigger,
          flowId: made.flow,
          appKey: 'rss',
          key: 'newItemsInFeed',
          type: 'trigger',
          position: 1,
          status: 'completed',
        }),
      }),
    );
    expect(sentAs('connectionUpdated')).toMatchObject([
      { properties: { connectionId: made.connection, key: 'slack', verified: true } },
    ]);
    expect(sentAs('flowUpdated')).toMatchObject([{ properties: { flowId: made.flow, active: true } }]);
  });

  test('tells of the steps of an execution up to the one that fails', () => {
    const execution = sentAs('executionCreated').find(({ properties }) => properties['flowId'] === made.flow);
    expect(execution?.properties['testRun']).toBe(true);
    const executionId = execution?.properties['executionId'];
    const steps = sentAs('executionStepCreated').filter(({ properties }) => properties['executionId'] === executionId);
    expect(steps.map(({ properties }) => [properties['stepId'], properties['status']])).toEqual([
      [made.trigger, 'success'],
      [made.action, 'failure'],
    ]);
  });

  test('sends what main does as of main, and what the worker does as of the worker', () => {
    const ids = new Map<unknown, unknown>();
    for (const { event, properties } of posthog.sent) {
      if (event === 'diagnosticInfo') ids.set(properties['serviceType'], properties['instanceId']);
      else expect(properties['serviceType']).toBe(event.startsWith('execution') ? 'worker' : 'main');
    }
    expect(new Set(ids.keys())).toEqual(new Set(['main', 'worker']));
    expect(new Set(ids.values()).size).toBe(2);
    for (const { properties } of posthog.sent) {
      expect(properties['instanceId']).toBe(ids.get(properties['serviceType']));
      expect(properties['appEnv']).toBe('test');
    }
  });

  test('sends all under one random id of the organisation, which both processes say at their start', () => {
    const ids = new Set(posthog.sent.map(({ distinct_id: id }) => id));
    expect([...ids]).toEqual([main.organisation]);
    expect(worker.organisation).toBe(main.organisation);
    expect(main.organisation).toMatch(/^[0-9a-f]{64}$/);
  });

  test('reports the config of the process that reports', () => {
    const reported = sentAs('diagnosticInfo').map(({ properties }) => [
      properties['serviceType'],
      properties['feature_serveWebAppSeparately'],
    ]);
    expect(Object.fromEntries(reported)).toEqual({ main: true, worker: false });
  });

  test("sends and stores nothing of a flow's name", async () => {
    const names = await readdir(host.data);
    expect(names).toContain('telemetry.db');
    const files = names.filter((name) => name !== 'jobs').map((name) => readFile(join(host.data, name), 'latin1'));
    const all = (await Promise.all(files)).join() + JSON.stringify(posthog.sent);
    expect(all).toContain(made.flow);
    expect(all).not.toMatch(/xanthippe|salary|example\.org/i);
  });

  test("shows an operator what was sent, under the host's own command", async () => {
    const { code, stdout } = await host.run('telemetry', 'records', '--full', '--name', 'connectionCreated');
    expect(code).toBe(0);
    expect(stdout).toContain(made.connection);
    const status = await host.run('telemetry', 'status', '--json');
    expect(JSON.parse(status.stdout)).toMatchObject({ id: main.organisation, consent: { on: true } });
  });
});
