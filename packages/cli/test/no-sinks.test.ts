import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { larder } from './larder.ts';

const module = (path: string): string => JSON.stringify(new URL(path, import.meta.url).href);
const words = (page: string): string => page.replaceAll(/\s+/gu, ' ');

test('PLAINSIGHT_SINK=none is named wherever there are no sinks because of it', async () => {
  await using app = await larder();
  await app.records(1);
  await writeFile(
    join(app.folder, 'chosen.mjs'),
    `import { chooseSinks } from ${module('../../core/src/index.ts')};
import { project } from ${module('./fixtures/larder-project.ts')};
export default { ...project, sinks: chooseSinks({ production: () => project.sinks }) };
`,
  );
  await writeFile(join(app.folder, 'empty.ndjson'), '');
  const outcome = (...args: readonly string[]) =>
    app.cli([...args, '--project', 'chosen.mjs'], { env: { PLAINSIGHT_SINK: 'none' } });
  const why = 'PLAINSIGHT_SINK is none, so nothing is sent and events are kept. Unset it to send them.';

  const submit = await outcome('submit');
  expect(submit).toMatchObject({ code: 1, stderr: `Failed to submit: ${why}\n` });
  expect(await outcome('replay', 'empty.ndjson', '--sink', 'larder')).toMatchObject({
    code: 2,
    stderr: `Failed to replay: there is no sink larder. Known are console. ${why}\n`,
  });
  expect(words((await outcome('status')).stdout)).toContain(`sinks ${why}`);
  expect(words((await outcome('preview')).stdout)).toContain(`goes to ${why}`);
  expect(app.received).toEqual([]);
});
