import { readFileSync } from 'node:fs';
import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loopbackJson } from '@plainsight/example-stand-in/testing/loopback-json';
import { keysOnPage, pathsOf } from '@plainsight/example-stand-in/testing/page-keys';
import { expect, test } from 'vitest';
import { runLine } from './run-line.ts';

test('TELEMETRY.md names the keys that a receiver gets of a kettle, all of them and no other', async () => {
  await using posthog = await loopbackJson({ status: 'Ok' });
  await using folder = await mkdtempDisposable(join(tmpdir(), 'kettle-'));
  const run = (line: string) => runLine(`KETTLE_POSTHOG_HOST=${posthog.url} ${line}`, folder.path);
  await run('kettle boil 1.5');
  expect(await run('kettle telemetry submit')).toMatchObject({ code: 1 });
  expect(posthog.bodies).toEqual([]);
  await run('kettle telemetry acknowledge');
  expect(await run('kettle telemetry submit')).toMatchObject({ code: 0 });

  const onPage = keysOnPage(readFileSync(new URL('../TELEMETRY.md', import.meta.url), 'utf8'));
  // It is there only where events were lost.
  const dropped = 'batch[].properties.telemetry_dropped';
  const received = new Set([...posthog.bodies.flatMap((body) => pathsOf(body)), dropped]);
  expect([...received].toSorted()).toEqual([...onPage].toSorted());
});
