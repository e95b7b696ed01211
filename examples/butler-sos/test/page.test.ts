import { readFileSync } from 'node:fs';
import { loopbackJson } from '@plainsight/example-stand-in/testing/loopback-json';
import { keysOnPage, pathsOf } from '@plainsight/example-stand-in/testing/page-keys';
import { runnerOf } from '@plainsight/example-stand-in/testing/run-program';
import { describe, expect, test } from 'vitest';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const once = ['--config', 'config.yaml', '--once'];

describe('of the keys that a receiver gets of Butler SOS, all of them and no other are named by', () => {
  test('TELEMETRY.md', async () => {
    await using posthog = await loopbackJson({ status: 'Ok' });
    const run = runnerOf(new URL('../main.ts', import.meta.url));
    const env = { BUTLER_SOS_POSTHOG_HOST: posthog.url, BUTLER_SOS_DECISIONS: 'kept.json' };
    await run({ 'config.yaml': read('../config/production.yaml') }, once, env);
    // It is there only where events were lost.
    const dropped = 'batch[].properties.telemetry_dropped';
    const received = new Set([...posthog.bodies.flatMap((body) => pathsOf(body)), dropped]);
    expect([...received].toSorted()).toEqual([...keysOnPage(read('../TELEMETRY.md'))].toSorted());
    expect(posthog.bodies).toHaveLength(1);
  });

  test('2021-TELEMETRY.md, whose message has a form of its own', async () => {
    await using receiver = await loopbackJson({ received: true });
    const run = runnerOf(new URL('../2021-main.ts', import.meta.url));
    const env = { BUTLER_SOS_TELEMETRY_URL: receiver.url, BUTLER_SOS_DECISIONS: 'kept.json' };
    await run({ 'config.yaml': read('../config/2021-production.yaml') }, once, env);
    const received = new Set(receiver.bodies.flatMap((body) => pathsOf(body)));
    expect([...received].toSorted()).toEqual([...keysOnPage(read('../2021-TELEMETRY.md'))].toSorted());
    expect(receiver.bodies).toHaveLength(1);
  });
});
