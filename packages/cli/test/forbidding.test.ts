import { expect, test } from 'vitest';
import { fixture, plainsight } from './run-cli.ts';

test('preview checks and shows the same in a process that forbids generated code', async () => {
  const args = ['preview', '--plan', fixture('plan.ts'), '--config', fixture('config.yaml'), '--service-version'];
  for (const version of ['13.0.0', 'x'.repeat(201)]) {
    const [usual, forbidding] = await Promise.all(
      ['', '--disallow-code-generation-from-strings'].map((options) =>
        plainsight([...args, version], { env: { NODE_OPTIONS: options } }),
      ),
    );
    expect(forbidding).toMatchObject({ code: 0, stderr: '' });
    expect(withoutIds(forbidding?.stdout)).toBe(withoutIds(usual?.stdout));
  }
});

const withoutIds = (page = ''): string => page.replaceAll(/[\da-f]{8}-[\da-f-]{27}|\d{4}-\d\d-\d\dT?[\d:. ]+/gu, '…');
