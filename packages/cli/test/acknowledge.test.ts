import { describe, expect, test } from 'vitest';
import { larder } from './larder.ts';

describe('acknowledge', () => {
  test('accepts what is new, which status lists until then', async () => {
    await using app = await larder();
    const newer = { env: { LARDER_PLAN: '4' } };
    await app.records(1);
    const before = await app.cli(['status'], newer);
    expect(before.stdout).toMatch(/plan +version 4/u);
    expect(before.stdout).toMatch(
      /version 3 is accepted\n +new, and collected once you acknowledge:\n +jarSealed: To see/u,
    );

    const done = await app.cli(['acknowledge'], newer);
    expect(done).toMatchObject({ code: 0, stderr: '' });
    expect(done.stdout).toMatch(
      /^Plan version 4 is accepted\.\n\nCollected from now on:\n {2}jarSealed: To see what is kept/u,
    );
    const after = await app.cli(['status'], newer);
    expect(after.stdout).toContain('version 4 is accepted');
    expect(after.stdout).not.toContain('jarSealed');
    expect(await app.cli(['acknowledge', '--json'], newer)).toMatchObject({
      code: 0,
      stdout: '{"version":4,"accepted":[]}\n',
    });
  });

  test('holds once telemetry is on where it is off, and says so', async () => {
    await using app = await larder('off');
    const done = await app.cli(['acknowledge']);
    expect(done.code).toBe(0);
    expect(done.stdout.replaceAll(/\s+/gu, ' ')).toContain(
      'Telemetry is off, because LARDER_TELEMETRY is off: it holds once telemetry is on.',
    );
  });
});
