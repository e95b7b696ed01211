import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { yamlFile, type ConfigSource } from '@plainsight/core';
import { at, leavesOf, readReport } from '@plainsight/example-stand-in/testing/read-report';
import { describe, expect, test } from 'vitest';
import plan from '../plan.ts';
import features from './fixtures/features.json' with { type: 'json' };

const file = (path: string): ConfigSource => yamlFile(fileURLToPath(new URL(path, import.meta.url)));

const keys = [...new Set(features.flatMap((feature) => feature.keys))];
const isList = (key: string): boolean => key.endsWith('.webhooks');

/** A config that holds, at each key, what `isOn` says of it. */
function configOf(isOn: (key: string) => boolean): object {
  const held = (key: string): boolean | object =>
    isList(key) ? (isOn(key) ? [{ httpMethod: 'POST' }] : []) : isOn(key);
  const below = (prefix: string): object => {
    const inside = keys.filter((key) => key.startsWith(prefix));
    const names = new Set(inside.map((key) => key.slice(prefix.length).split('.', 1).join('')));
    return Object.fromEntries(
      [...names].map((name) => [name, keys.includes(prefix + name) ? held(prefix + name) : below(`${prefix}${name}.`)]),
    );
  };
  return below('');
}

/** What Butler makes of it, by the table of its features. */
const expected = (isOn: (key: string) => boolean): object =>
  Object.fromEntries(
    features.map(({ flat, rule, keys: own }) => [flat, rule === 'anyOf' ? own.some(isOn) : own.every(isOn)]),
  );

describe("Butler's plan", () => {
  test('has the flat names of Butler, all of them and no other', async () => {
    const { flat } = await readReport(plan, {});
    expect(Object.keys(flat).toSorted()).toEqual(features.map((feature) => feature.flat).toSorted());
  });

  test('has the nested paths of Butler, all of them and no other', async () => {
    const { nested } = await readReport(plan, {});
    const paths = features.flatMap(({ path }) => (path === null ? [] : [path]));
    expect(leavesOf(nested).toSorted()).toEqual(paths.toSorted());
  });

  test('reports null of all that the config does not hold', async () => {
    const { flat } = await readReport(plan, {});
    expect(new Set(Object.values(flat))).toEqual(new Set([null]));
  });

  // Over these configs, the values at a key spell its number, so that no feature can be read from another's key.
  const bits = Array.from({ length: Math.ceil(Math.log2(keys.length)) }, (_, bit) => bit);
  test.each(bits)('reads every feature from its own keys (bit %i)', async (bit) => {
    for (const wanted of [0, 1]) {
      const isOn = (key: string): boolean => ((keys.indexOf(key) >> bit) & 1) === wanted;
      const { flat, nested } = await readReport(plan, configOf(isOn));
      expect(flat).toEqual(expected(isOn));
      for (const feature of features) {
        if (feature.path !== null)
          expect([feature.flat, at(nested, feature.path)]).toEqual([feature.flat, flat[feature.flat]]);
      }
    }
  });

  test('reports every feature of a config with every feature on but one', async () => {
    const { flat } = await readReport(plan, file('every-feature-on.yaml'));
    const off = Object.keys(flat).filter((name) => flat[name] !== true);
    expect(off).toEqual(['feature_uptimeMonitoStoreInNewRelic']);
    expect(flat['feature_uptimeMonitoStoreInNewRelic']).toBe(false);
  });

  test('reports every feature of the config in the example', async () => {
    const { flat } = await readReport(plan, file('../config/production.yaml'));
    expect(Object.keys(flat).filter((name) => flat[name] === null)).toEqual([
      'feature_webhookNotificationServiceMonitor',
    ]);
    expect(Object.keys(flat).filter((name) => flat[name] === true)).toEqual(onInProduction);
  });

  test('is short', () => {
    expect(readFileSync(new URL('../plan.ts', import.meta.url), 'utf8').split('\n').length).toBeLessThan(160);
  });

  test('reports twice a day, to start with at once, under the name that Butler uses', () => {
    expect(plan.report).toEqual({ name: 'telemetry sent', everyHours: 12, atStart: true });
  });
});

const onInProduction = [
  'feature_apiListEnabledEndpoints',
  'feature_apiButlerPing',
  'feature_apiCreateDir',
  'feature_apiFileCopy',
  'feature_apiFileMove',
  'feature_apiKeyValueStore',
  'feature_apiSchedulerCreateNew',
  'feature_apiSchedulerGet',
  'feature_apiSchedulerGetStatusAll',
  'feature_apiSchedulerStart',
  'feature_apiSchedulerStop',
  'feature_apiSenseAppReload',
  'feature_apiSenseListApps',
  'feature_apiSenseStartTask',
  'feature_emailNotificationReloadTaskAborted',
  'feature_emailNotificationReloadTaskFailure',
  'feature_heartbeat',
  'feature_influxDbReloadTaskFailure',
  'feature_keyValueStore',
  'feature_newRelicNotificationReloadTaskFailure',
  'feature_restServer',
  'feature_scheduler',
  'feature_scriptLogQseowReloadTaskFailure',
  'feature_teamsNotificationReloadTaskFailure',
  'feature_udpServer',
  'feature_uptimeMonitor',
  'feature_uptimeMonitoStoreInInfluxdb',
  'feature_webhookNotification',
  'feature_webhookNotificationReloadTaskFailure',
];
