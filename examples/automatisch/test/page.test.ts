import { readFileSync } from 'node:fs';
import { loopbackJson } from '@plainsight/example-stand-in/testing/loopback-json';
import { keysOnPage, pathsOf } from '@plainsight/example-stand-in/testing/page-keys';
import { expect, test } from 'vitest';
import { hostFor } from './host.ts';
import { expected, useEverything } from './use.ts';

test('TELEMETRY.md names the keys that a receiver gets of Automatisch, all of them and no other', async () => {
  await using posthog = await loopbackJson({ status: 'Ok' });
  await using host = await hostFor(posthog.url);
  const [main] = await Promise.all([host.begin('main'), host.begin('worker')]);
  await useEverything(main);
  const all = Object.values(expected).reduce((sum, count) => sum + count);
  const received = (): readonly string[] => posthog.bodies.flatMap((body) => pathsOf(body));
  await expect.poll(() => received().filter((path) => path === 'batch[].uuid').length, { timeout: 20_000 }).toBe(all);

  const onPage = keysOnPage(readFileSync(new URL('../TELEMETRY.md', import.meta.url), 'utf8'));
  // It is there only where events were lost.
  const keys = new Set([...received(), 'batch[].properties.telemetry_dropped']);
  expect([...keys].toSorted()).toEqual([...onPage].toSorted());
});
