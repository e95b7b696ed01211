import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { versionAbove } from '../../src/open/version-above.ts';

test.each([
  ['its version', '{"version":"13.0.1"}', '13.0.1'],
  ['none, where it has no version', '{"name":"x"}', '0.0.0'],
  ['none, where it is no JSON', 'version: 1', '0.0.0'],
  ['none, where it is no object', 'null', '0.0.0'],
])('the package.json nearest above a plan gives %s', async (_, content, version) => {
  const folder = await mkdtemp(join(tmpdir(), 'version-above-'));
  await mkdir(join(folder, 'src', 'telemetry'), { recursive: true });
  await writeFile(join(folder, 'package.json'), content);
  expect(await versionAbove(join(folder, 'src', 'telemetry', 'plan.ts'))).toBe(version);
  await rm(folder, { recursive: true });
});

test('without a package.json above, the version is 0.0.0', async () => {
  expect(await versionAbove('/plan.ts')).toBe('0.0.0');
});
