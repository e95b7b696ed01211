import { fileURLToPath } from 'node:url';
import { yamlFile, type ConfigSource } from '@plainsight/core';
import { at, leavesOf, readReport } from '@plainsight/example-stand-in/testing/read-report';
import { describe, expect, test } from 'vitest';
import plan from '../plan.ts';
import features from './fixtures/features.json' with { type: 'json' };

const file = (path: string): ConfigSource => yamlFile(fileURLToPath(new URL(path, import.meta.url)));

/** A config that holds one value at one key. */
function configWith(key: string, value: unknown): object {
  const segments = key.split('.');
  const last = segments.pop() ?? '';
  return segments.reduceRight<object>((below, segment) => ({ [segment]: below }), { [last]: value });
}

const version = 'feature_influxdb_version';
const ruleCount = 'feature_logEventCategoriseRuleCount';

/** What a key holds and what is reported of it, where that is not just true. */
const samples: { readonly [flat: string]: readonly [unknown, number] } = {
  [version]: [3, 3],
  [ruleCount]: [[{}, {}, {}], 3],
};

describe("Butler SOS's plan", () => {
  test('has the flat names of Butler SOS, all of them and no other', async () => {
    const { flat } = await readReport(plan, {});
    expect(Object.keys(flat).toSorted()).toEqual(features.map((feature) => feature.flat).toSorted());
  });

  test('has the nested paths of Butler SOS, all of them and no other', async () => {
    const { nested } = await readReport(plan, {});
    expect(leavesOf(nested).toSorted()).toEqual(features.map((feature) => feature.path).toSorted());
  });

  test.each(features)('reads $flat from $keys, and nothing else from there', async ({ flat: name, path, keys }) => {
    const [held, expected] = samples[name] ?? [true, true];
    const { flat, nested } = await readReport(plan, configWith(keys[0] ?? '', held));
    const read = features.filter((feature) => feature.keys[0] === keys[0]).map((feature) => feature.flat);
    expect(Object.keys(flat).filter((other) => flat[other] !== null)).toEqual(read);
    expect(flat[name]).toBe(expected);
    expect(at(nested, path)).toBe(flat[name]);
  });

  test.each([0, 4, '2', true])('takes %j for no version of InfluxDB', async (value) => {
    const { flat } = await readReport(plan, configWith('Butler-SOS.influxdbConfig.version', value));
    expect(flat[version]).toBeNull();
  });

  test('reports every feature of the config in the example', async () => {
    const { flat } = await readReport(plan, file('../config/production.yaml'));
    expect(Object.keys(flat).filter((name) => flat[name] === false)).toEqual(offInProduction);
    expect(flat).toMatchObject({ [version]: 2, [ruleCount]: 2 });
    const others = Object.keys(flat).filter((name) => ![version, ruleCount, ...offInProduction].includes(name));
    expect(new Set(others.map((name) => flat[name]))).toEqual(new Set([true]));
  });
});

const offInProduction = [
  'feature_uptimeMonitor_storeNewRelic',
  'feature_rejectedEventCount',
  'feature_userEventsNewRelic',
  'feature_logEventsScheduler',
  'feature_logEventEnginePerformanceMonitorTrackRejected',
  'feature_logEventsMQTT',
  'feature_logEventsNewRelic',
  'feature_newRelic',
];
