import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { larder } from './larder.ts';
import { plainsightOnTerminal } from './run-cli.ts';

const question = /Accept version \d of this plan\? \[y\/N\] /u;

describe('acknowledge', () => {
  test('accepts what is new, which status lists until then', async () => {
    await using app = await larder();
    const newer = { env: { LARDER_PLAN: '4' } };
    await app.records(1);
    // The application has shown the notice of the plan that it has.
    expect(await app.cli(['acknowledge', '--json'])).toMatchObject({
      code: 0,
      stdout: '{"version":3,"accepted":[]}\n',
    });
    const before = await app.cli(['status'], newer);
    expect(before.stdout).toMatch(/plan +version 4/u);
    expect(before.stdout).toMatch(
      /version 3 is accepted\n +new, and collected once you acknowledge:\n +jarSealed: To see/u,
    );

    const { code, screen } = await plainsightOnTerminal(['acknowledge'], [[question, 'y\n']], {
      cwd: app.folder,
      env: { ...app.env, ...newer.env },
    });
    expect(screen).toMatch(/The usage telemetry of larder has a new plan, version 4\. New in it:\s+jarSealed: To see/u);
    expect(screen).toMatch(
      /Plan version 4 is accepted\.\S*\s+Collected from now on:\s+jarSealed: To see what is kept/u,
    );
    expect(code).toBe(0);
    const after = await app.cli(['status'], newer);
    expect(after.stdout).toContain('version 4 is accepted');
    expect(after.stdout).not.toContain('jarSealed');
    expect(await app.cli(['acknowledge', '--json'], newer)).toMatchObject({
      code: 0,
      stdout: '{"version":4,"accepted":[]}\n',
    });
  });

  test.each<[string, readonly string[]]>([
    ['in words', ['acknowledge']],
    ['in JSON', ['acknowledge', '--json']],
  ])(
    'fails %s where the notice was never shown and nobody can be asked, as in the build of an image',
    async (_, args) => {
      await using app = await larder();
      const ended = await app.cli(args, { input: 'y\n' });
      expect(ended).toMatchObject({ code: 1, stdout: '' });
      expect(ended.stderr).toMatch(
        /^Failed to acknowledge: the notice of plan version 3 .*Start the application first/u,
      );
      expect((await app.cli(['status'])).stdout).toContain('not shown yet: it is when the application starts');
    },
  );

  test('has no flag that accepts what nobody was shown', async () => {
    await using app = await larder();
    for (const flag of ['--yes', '-y', '--force']) expect((await app.cli(['acknowledge', flag])).code).toBe(2);
  });

  test('shows the whole notice on a terminal where it was never shown, and keeps that it was', async () => {
    await using app = await larder('off');
    const { code, screen } = await plainsightOnTerminal(['acknowledge'], [[question, 'yes\n']], {
      cwd: app.folder,
      env: app.env,
    });
    expect(screen).toMatch(/larder sends usage telemetry to its makers .*To learn which shelves are in use\./u);
    for (const part of ['What: ', 'Never: what is in a jar', 'To: Larder', 'Stop it: ', 'plainsight off']) {
      expect(screen).toContain(part);
    }
    expect(screen.replaceAll(/\s+/gu, ' ')).toContain(
      'Telemetry is off, because LARDER_TELEMETRY is off: it holds once telemetry is on.',
    );
    expect(code).toBe(0);
    const decisions = JSON.parse(await readFile(join(app.folder, 'telemetry.db.decisions.json'), 'utf8'));
    expect(decisions).toMatchObject({ acceptedVersion: 3, noticeShown: { '3': expect.any(String) } });
  });

  test('accepts nothing where the answer is no', async () => {
    await using app = await larder();
    const { code, screen } = await plainsightOnTerminal(['acknowledge'], [[question, '\n']], {
      cwd: app.folder,
      env: app.env,
    });
    expect(screen).toContain('Nothing was accepted.');
    expect(code).toBe(1);
    expect((await app.cli(['acknowledge'])).code).toBe(1);
  });
});

describe('off that cannot be kept', () => {
  test('fails, says that an application that runs goes on, and names the ways that stop it', async () => {
    await using app = await larder();
    // What stands there cannot be a folder for a file.
    const place = join(app.folder, 'plainsight.config.ts', 'decisions.json');
    const ended = await app.cli(['off', '--decisions', place]);
    expect(ended).toMatchObject({ code: 1, stdout: '' });
    expect(ended.stderr).toMatch(
      /^Failed to switch telemetry off: .*an application that runs is not stopped: .*ENOTDIR/u,
    );
    expect(ended.stderr).toContain('To stop it, set LARDER_TELEMETRY=false or DO_NOT_TRACK=1, and start it again');
    const json = await app.cli(['off', '--json', '--decisions', place]);
    expect(json.code).toBe(1);
    expect(JSON.parse(json.stdout)).toMatchObject({
      ok: false,
      kept: false,
      ways: ['LARDER_TELEMETRY=false', 'DO_NOT_TRACK=1'],
      consent: { on: false, reason: expect.stringMatching(/^held back, because the decisions cannot be read: /u) },
    });
  });

  test('says with --json what the application goes on by, and that the word was not kept', async () => {
    await using app = await larder();
    const place = join(app.folder, 'decisions.json');
    const env = { LARDER_TELEMETRY: 'on' };
    // Nobody can make the lock that a change takes.
    await mkdir(`${place}.lock`);
    for (const [verb, ways] of [
      ['off', ['LARDER_TELEMETRY=false', 'DO_NOT_TRACK=1']],
      ['on', []],
    ] as const) {
      const { code, stdout, stderr } = await app.cli([verb, '--json', '--decisions', place], { env });
      expect(code).toBe(1);
      expect(stderr).toMatch(/the decision could not be kept/u);
      const said: unknown = JSON.parse(stdout);
      expect(said).toMatchObject({
        ok: false,
        kept: false,
        ways,
        consent: { on: true, decidedBy: 'LARDER_TELEMETRY' },
      });
      expect(said).toHaveProperty('reason', expect.stringContaining('could not be kept'));
      expect(said).not.toHaveProperty(
        'consent.places',
        expect.arrayContaining([expect.objectContaining({ says: 'off' })]),
      );
    }
  });
});
