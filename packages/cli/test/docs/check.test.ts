import { readdir } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { project, usualEvents, usualFeatures, type PlanParts, type Project } from './project.ts';

/** A project whose plan, lock file and page agree. */
const agreeing = async (): Promise<Project> => {
  const made = await project();
  expect(await made.run(['check', '--fix'])).toMatchObject({ code: 0, stderr: '' });
  return made;
};

const withBowl = `${usualFeatures}, bowl: flag({ since: 2 })`;

describe('plainsight check', () => {
  test('fails where there is neither lock file nor page, says which and what to do, and writes nothing', async () => {
    await using kettle = await project();
    const { code, stdout, stderr } = await kettle.run(['check']);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toMatch(
      /telemetry\.lock\.json is missing\.[^]*TELEMETRY\.md is missing\.[^]*Run kettle telemetry check --fix/u,
    );
    expect((await readdir(kettle.folder)).toSorted()).toEqual(['plainsight.config.ts', 'plan.ts']);
  });

  test('writes both with --fix beside the project, and agrees from then on, wherever it is run', async () => {
    await using kettle = await project();
    const fixed = await kettle.run(['check', '--fix']);
    expect(fixed).toMatchObject({
      code: 0,
      stderr: '',
      stdout: expect.stringMatching(/^Wrote \S+telemetry\.lock\.json and/u),
    });
    const page = await kettle.read('TELEMETRY.md');
    expect(await kettle.run(['check'])).toEqual({ code: 0, stdout: 'Plan, lock file and page agree.\n', stderr: '' });
    for (const env of [
      { CI: 'true' },
      { NODE_ENV: 'development' },
      { PLAINSIGHT_SINK: 'none' },
      { TZ: 'Asia/Tokyo' },
    ]) {
      expect(await kettle.run(['check'], { env })).toMatchObject({ code: 0 });
    }
    const elsewhere = await kettle.run(['check', '--project', `${kettle.folder}/plainsight.config.ts`], { cwd: '/' });
    expect(elsewhere).toMatchObject({ code: 0 });
    expect(page).toContain('Kettle makers, <https://kettle.example.org/>, kept in EU');
    await kettle.run(['check', '--fix']);
    expect(await kettle.read('TELEMETRY.md')).toBe(page);
  });

  test('takes a page with the line ends of Windows, and a lock file that was formatted anew', async () => {
    await using kettle = await agreeing();
    await kettle.write('TELEMETRY.md', (await kettle.read('TELEMETRY.md')).replaceAll('\n', '\r\n'));
    await kettle.write('telemetry.lock.json', JSON.stringify(JSON.parse(await kettle.read('telemetry.lock.json'))));
    expect(await kettle.run(['check'])).toMatchObject({ code: 0 });
  });

  test('writes to the files that --page and --lock name', async () => {
    await using kettle = await project();
    const names = ['--page', 'OTHER.md', '--lock', 'other.json'];
    expect(await kettle.run(['check', '--fix', ...names])).toMatchObject({ code: 0 });
    expect(await readdir(kettle.folder)).toEqual(expect.arrayContaining(['OTHER.md', 'other.json']));
    expect(await kettle.run(['check', ...names])).toMatchObject({ code: 0 });
    expect(await kettle.run(['check'])).toMatchObject({ code: 1 });
  });

  test('says where a page that was changed by hand differs', async () => {
    await using kettle = await agreeing();
    await kettle.write('TELEMETRY.md', (await kettle.read('TELEMETRY.md')).replace('- what is boiled', '- nothing'));
    const { code, stdout } = await kettle.run(['check']);
    expect(code).toBe(1);
    expect(stdout).toMatch(/TELEMETRY\.md is not what the plan says\.[^]*- - nothing\n\+ - what is boiled\n/u);
    expect(stdout).not.toContain('lock.json is');
  });
});

describe('what differs is said field by field, and written with --fix:', () => {
  test.each<[string, PlanParts, RegExp]>([
    [
      'a feature that came',
      { version: 2, features: withBowl },
      /kettle report\n {4}\+ feature_bowl {2}true, false or null\n/u,
    ],
    [
      'a feature that went',
      { features: 'lid: flag()' },
      /kettle report\n {4}- feature_spout {2}"long" or "short", or null\n/u,
    ],
    [
      'a type',
      { version: 2, features: "lid: number({ since: 2 }), spout: oneOf(['long', 'short'], 'spout.form')" },
      /~ feature_lid type\n +was: true, false or null\n +is: {2}number, or null\n/u,
    ],
    [
      'a source',
      { features: usualFeatures.replace('flag()', "flag('lids')") },
      /~ feature_lid from\n +was: config kettle\.lid\n +is: {2}config kettle\.lids\n/u,
    ],
    [
      'a reason',
      { features: usualFeatures.replace('flag()', "flag({ why: 'Lids get lost.' })") },
      /~ feature_lid why\n +was: What is used decides where work goes\.\n +is: {2}Lids get lost\.\n/u,
    ],
    [
      'a reason of an event',
      { events: usualEvents.replace('How much is boiled.', 'How often.') },
      /boiled\n {4}~ the event itself why\n +was: How much is boiled\.\n/u,
    ],
    [
      'an event that went',
      { events: '' },
      /boiled\n {4}- the event itself {2}each\n {4}- cups {2}whole number from 1\n/u,
    ],
    [
      'a kind',
      {
        version: 2,
        events: usualEvents.replace("'each'", "'once', since: 2").replace('minimum: 1', 'minimum: 1, since: 2'),
      },
      /~ the event itself kind\n +was: each\n +is: {2}once\n/u,
    ],
    ['consent', { consent: "{ default: 'off' }" }, /the whole\n {4}~ consent\n +was: on\n +is: {2}off\n/u],
    ['the id', { version: 2, identity: 'noIdentity()' }, /~ identity\n +was: installation\n +is: {2}none\n/u],
  ])('%s', async (_, parts, said) => {
    await using kettle = await agreeing();
    await kettle.plan(parts);
    const { code, stdout, stderr } = await kettle.run(['check']);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toMatch(said);
    expect(await kettle.run(['check', '--fix'])).toMatchObject({ code: 0 });
    expect(await kettle.run(['check'])).toMatchObject({ code: 0 });
  });

  test('what is gone, and what it was, stays in the lock file and in the history on the page', async () => {
    await using kettle = await agreeing();
    await kettle.plan({ version: 2, features: withBowl.replace('lid: flag(), ', '') });
    await kettle.run(['check', '--fix']);
    await kettle.plan({
      version: 3,
      features: "bowl: number({ since: 3 }), spout: oneOf(['long', 'short'], 'spout.form')",
    });
    await kettle.run(['check', '--fix']);
    expect(JSON.parse(await kettle.read('telemetry.lock.json')).history).toMatchObject([
      { version: 2, change: 'removed', field: 'feature_lid', was: 'true, false or null' },
      { version: 3, change: 'changed', field: 'feature_bowl', part: 'type', was: 'true, false or null' },
    ]);
    const page = await kettle.read('TELEMETRY.md');
    expect(page).toMatch(/\| 3 \| changed: `feature_bowl` of `kettle report` \(true, false or null\) \|/u);
    expect(page).toMatch(/\| 2 \| removed: `feature_lid` of `kettle report` \|/u);
    // The lock file alone knows it.
    expect(await kettle.run(['check'])).toMatchObject({ code: 0 });
  });
});

describe('what is collected anew without a new version of the plan fails, with --fix too, and nothing is written:', () => {
  test.each<[string, PlanParts, RegExp]>([
    [
      'a field',
      { features: withBowl.replace('{ since: 2 }', '') },
      /bowl is new or of another kind, and the plan is still version 1.*Raise its\s+version to 2, and give feature_bowl since: 2\./u,
    ],
    ['a type', { features: usualFeatures.replace('flag()', 'number()') }, /feature_lid is new or of another kind/u],
    [
      'a value that one may have',
      { features: usualFeatures.replace("'long',", "'long', 'bent',") },
      /feature_spout is new/u,
    ],
    ['an event', { events: `${usualEvents}, fell: { kind: 'each', why: 'x', properties: {} }` }, /fell is new/u],
    [
      'a property of an event',
      { events: usualEvents.replace('minimum: 1 }', "minimum: 1 }, hot: { type: 'boolean' }") },
      /hot is new/u,
    ],
    ['an id', { identity: 'noIdentity()' }, /What events are sent under is new/u],
    [
      'a field that says to have been there before',
      { version: 2, features: withBowl.replace('since: 2', 'since: 1') },
      /feature_bowl has since 1, and came after version 1: nobody would\s+be\s+told\. Give it since: 2\./u,
    ],
    [
      'a type that says so',
      { version: 2, features: usualFeatures.replace('flag()', 'number()') },
      /feature_lid has since 1, and came after version 1/u,
    ],
  ])('%s', async (_, parts, said) => {
    await using kettle = await agreeing();
    const before = [await kettle.read('telemetry.lock.json'), await kettle.read('TELEMETRY.md')];
    await kettle.plan(parts);
    for (const args of [['check'], ['check', '--fix']]) {
      const { code, stdout } = await kettle.run(args);
      expect(code).toBe(1);
      expect(stdout.replaceAll(/\n {4}/gu, ' ')).toMatch(said);
      expect(stdout).toContain('Nothing was written');
    }
    expect([await kettle.read('telemetry.lock.json'), await kettle.read('TELEMETRY.md')]).toEqual(before);
  });

  test('a version that is lower than before', async () => {
    await using kettle = await project();
    await kettle.plan({ version: 3 });
    await kettle.run(['check', '--fix']);
    await kettle.plan({ version: 2 });
    const { code, stdout } = await kettle.run(['check', '--fix']);
    expect(code).toBe(1);
    expect(stdout).toMatch(/The plan is version 2, and was 3 before\. Raise its version to 3/u);
  });

  test('a since that is put back behind the version that the field came with', async () => {
    await using kettle = await agreeing();
    await kettle.plan({ version: 2, features: withBowl });
    await kettle.run(['check', '--fix']);
    await kettle.plan({ version: 3, features: withBowl.replace('since: 2', 'since: 1') });
    const { code, stdout } = await kettle.run(['check', '--fix']);
    expect(code).toBe(1);
    expect(stdout).toMatch(/feature_bowl came with version 2, and has since 1 now\. Give it\s+since: 2\./u);
  });
});

describe('a config that --config names', () => {
  test('has the keys listed that the plan looks up and it lacks, and fails for them with --strict only', async () => {
    await using kettle = await agreeing();
    await kettle.write('app.yaml', 'kettle: { telemetry: true, lid: null, spouts: { form: long } }\n');
    const { code, stdout } = await kettle.run(['check', '--config', 'app.yaml']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/The config lacks 1 key: [^\n]+\n {2}kettle\.spout\.form {2}feature_spout\n$/u);
    expect(await kettle.run(['check', '--config', 'app.yaml', '--strict'])).toMatchObject({ code: 1 });
    await kettle.write('whole.yaml', 'kettle: { telemetry: true, lid: true, spout: { form: long } }\n');
    expect(await kettle.run(['check', '--config', 'whole.yaml', '--strict'])).toMatchObject({
      code: 0,
      stdout: 'Plan, lock file and page agree.\n',
    });
  });
});

describe('for programs', () => {
  test('--json prints all of it on one line', async () => {
    await using kettle = await agreeing();
    await kettle.plan({ features: withBowl.replace('{ since: 2 }', '') });
    await kettle.write('app.yaml', 'kettle: { telemetry: true, lid: true, spout: { form: long } }\n');
    const { code, stdout, stderr } = await kettle.run(['check', '--json', '--config', 'app.yaml']);
    expect({ code, stderr, lines: stdout.trimEnd().split('\n').length }).toEqual({ code: 1, stderr: '', lines: 1 });
    expect(JSON.parse(stdout)).toMatchObject({
      ok: false,
      fixed: false,
      version: { lock: 1, plan: 1 },
      lock: { state: 'differs' },
      page: { state: 'differs' },
      differences: [{ change: 'added', of: 'kettle report', field: 'feature_bowl', problem: expect.any(String) }],
      problems: [expect.any(String)],
      lacking: [{ key: 'kettle.bowl', for: ['feature_bowl'] }],
    });
  });

  test.each([
    ['no JSON', '{', /it is no lock file\. Take it back from version control/u],
    ['another JSON', '{"lockfileVersion":3}', /it is no lock file/u],
    ['a lock file of a later plainsight', '{"lock":2}', /a later version of plainsight wrote it\. Update plainsight/u],
  ])('a lock file that holds %s is wrong use, and stays as it is', async (_, text, said) => {
    await using kettle = await project();
    await kettle.write('telemetry.lock.json', text);
    const { code, stdout, stderr } = await kettle.run(['check', '--fix']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(said);
    expect(await kettle.read('telemetry.lock.json')).toBe(text);
  });
});
