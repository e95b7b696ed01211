import { definePlan, memoryStore } from '@plainsight/core';
import { expect, expectTypeOf, test } from 'vitest';
import { defineConfig, type PlainsightConfigExport } from '../src/index.ts';

const plan = definePlan({
  service: 'larder',
  version: 1,
  maintainer: { name: 'Larder Contributors', contact: 'privacy@larder.example' },
  why: 'To learn which shelves are in use.',
  never: [],
  consent: { default: 'on' },
  context: { appEnv: { enum: ['production', 'test'] } },
  gauges: { jars: { type: 'integer' } },
});

test('defineConfig gives back what it is given', () => {
  const config = { plan, store: memoryStore(), context: { appEnv: 'test' }, gauges: { jars: () => 3 } } as const;
  expect(defineConfig(config)).toBe(config);
  const later = async () => config;
  expect(defineConfig(later)).toBe(later);
  expectTypeOf(defineConfig(config)).toExtend<PlainsightConfigExport>();
});

test('defineConfig knows the plan: a context or a gauge that it does not have does not compile', () => {
  // @ts-expect-error -- no such value
  defineConfig({ plan, context: { appEnv: 'elsewhere' } });
  // @ts-expect-error -- no such gauge
  defineConfig({ plan, gauges: { lids: () => 3 } });
  // @ts-expect-error -- no such option
  defineConfig({ plan, sink: [] });
  // @ts-expect-error -- no plan
  defineConfig({});
});
