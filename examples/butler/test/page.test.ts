import { readFileSync } from 'node:fs';
import { loopbackJson } from '@plainsight/example-stand-in/testing/loopback-json';
import { keysOnPage, pathsOf } from '@plainsight/example-stand-in/testing/page-keys';
import { runnerOf } from '@plainsight/example-stand-in/testing/run-program';
import { expect, test } from 'vitest';

const runHost = runnerOf(new URL('../main.ts', import.meta.url));
const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');

test('TELEMETRY.md names the keys that a receiver gets of Butler, all of them and no other', async () => {
  await using posthog = await loopbackJson({ status: 'Ok' });
  const given = { 'config.yaml': read('every-feature-on.yaml') };
  const env = { BUTLER_POSTHOG_HOST: posthog.url, BUTLER_DECISIONS: 'kept.json' };
  const { code } = await runHost(given, ['--config', 'config.yaml', '--once'], env);
  expect(code).toBe(0);
  expect(posthog.bodies).toHaveLength(1);

  const onPage = keysOnPage(read('../TELEMETRY.md'));
  // It is there only where events were lost.
  const received = new Set([
    ...posthog.bodies.flatMap((body) => pathsOf(body)),
    'batch[].properties.telemetry_dropped',
  ]);
  expect([...received].toSorted()).toEqual([...onPage].toSorted());
});
