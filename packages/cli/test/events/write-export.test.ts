import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { larder, linesIn } from '../larder.ts';

const withoutSync = `--import=${new URL('../fixtures/no-sync.mjs', import.meta.url).href}`;

test('an export is written to its file in a runtime whose file handles cannot be synced', async () => {
  await using app = await larder();
  await app.records(2);
  const exported = await app.cli(['export', '--output', 'events.ndjson'], { env: { NODE_OPTIONS: withoutSync } });
  expect(exported).toMatchObject({ code: 0, stdout: '' });
  expect(linesIn(await readFile(join(app.folder, 'events.ndjson'), 'utf8'))).toHaveLength(2);
});
