import { readdir } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { fixture, plainsight, run } from '../run-cli.ts';
import { project, usualEvents } from './project.ts';

describe('plainsight docs', () => {
  test('prints the page, writes nothing, and names no receiver but those of production', async () => {
    await using kettle = await project();
    const { code, stdout, stderr } = await kettle.run(['docs'], { env: { CI: 'true' } });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^<!-- .* -->\n\n# Telemetry of kettle\n/u);
    expect(stdout).toContain('https://kettle.example.org/');
    expect(stdout).not.toContain('this terminal');
    expect((await readdir(kettle.folder)).toSorted()).toEqual(['plainsight.config.ts', 'plan.ts']);
    await kettle.run(['check', '--fix']);
    expect(await kettle.read('TELEMETRY.md')).toBe(stdout);
  });

  test('writes to the file that --output names, and fails where it cannot', async () => {
    await using kettle = await project();
    const { code, stdout, stderr } = await kettle.run(['docs', '--output', 'PAGE.md']);
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '', stderr: 'Wrote PAGE.md.\n' });
    expect(await kettle.read('PAGE.md')).toContain('# Telemetry of kettle');
    const failed = await kettle.run(['docs', '-o', 'no/such/folder.md']);
    expect(failed).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(/^Failed to write no\/such/u) });
  });

  test('names commands as the operator calls them', async () => {
    await using kettle = await project();
    expect((await kettle.run(['docs'])).stdout).toContain('`kettle telemetry preview`');
    const ofPlan = await plainsight(['docs', '--plan', fixture('plan.ts')]);
    expect(ofPlan.stdout).toContain('`plainsight preview`');
    const mounted = await run(fixture('host.ts'), ['telemetry', 'docs'], { cwd: kettle.folder });
    expect(mounted).toMatchObject({ code: 0 });
    expect(mounted.stdout).toMatch(/`\S+ telemetry preview`/u);
  });

  test('names the request that doctor makes to each receiver', async () => {
    await using kettle = await project();
    expect((await kettle.run(['docs'])).stdout).toMatch(/\| Kettle makers \| none \|/u);
    const config = await kettle.read('plainsight.config.ts');
    const probed = (more: string): Promise<void> =>
      kettle.write(
        'plainsight.config.ts',
        config.replace('const mail = {', `const mail = { probe: async () => {}, ${more}`),
      );
    await probed("probeRequest: { method: 'POST', url: 'https://kettle.example.org/', body: '[]' },");
    const { stdout } = await kettle.run(['docs']);
    expect(stdout).toMatch(/`kettle telemetry doctor` contacts a receiver, .*`--contact`: .*which holds no event:/u);
    expect(stdout).toMatch(/\| Kettle makers \| `POST https:\/\/kettle\.example\.org\/` +\| `\[\]` +\|/u);
    await probed('');
    expect((await kettle.run(['docs'])).stdout).toContain('the application does not describe it');
  });

  test('does without sinks, and says so', async () => {
    const { code, stdout, stderr } = await plainsight(['docs', '--plan', fixture('plan.ts')]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'No sinks are known here, so the page names no receiver.\n' });
    expect(stdout).toContain('This page was written without them.');
  });

  test('says where the sinks of production cannot be made', async () => {
    await using kettle = await project();
    const config = await kettle.read('plainsight.config.ts');
    const broken = config.replace('production: () => [mail]', "production: () => { throw new Error('no key'); }");
    await kettle.write('plainsight.config.ts', broken);
    const { code, stdout, stderr } = await kettle.run(['docs'], { env: { CI: 'true' } });
    expect({ code, stdout, stderr }).toEqual({ code: 1, stdout: '', stderr: 'Failed to write the page: no key\n' });
  });

  test('lists free text with its reason, and what has no example', async () => {
    await using kettle = await project();
    const note = "note: { type: 'string', maxLength: 40, freeText: 'People name their kettles' }";
    const code = "code: { type: 'string', pattern: '^[A-Z|]+$', maxLength: 9, why: 'Models differ' }";
    const given = "maker: { type: 'string', pattern: '^[a-z]+$', maxLength: 9, example: 'acme' }";
    await kettle.plan({
      events: usualEvents.replace('minimum: 1 }', () => `minimum: 1 }, ${note}, ${code}, ${given}`),
    });
    const { stdout, stderr } = await kettle.run(['docs']);
    expect(stderr).toBe('');
    expect(stdout).toContain('- `note` of `boiled`: People name their kettles.');
    expect(stdout).toMatch(/\| `note` \| free text of at most 40 characters \| `Free text` \|/u);
    expect(stdout).toMatch(
      /\| `code` \| text of the form <code>&#94;&#91;A-Z&#124;&#93;\+&#36;<\/code>, at most 9 characters \| the plan gives none \| Models differ \|/u,
    );
    expect(stdout).toMatch(/\| `maker` \| [^|]+ \| `acme` \|/u);
    const { stdout: without } = await kettle.run(['docs', '--plan', fixture('plan.ts')]);
    expect(without).toContain('No field is free text');
  });

  test('--json prints what the page is made of', async () => {
    await using kettle = await project();
    const { code, stdout } = await kettle.run(['docs', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      description: { events: [{ name: 'kettle report' }, { name: 'boiled' }], commands: [] },
      receivers: [{ receiver: { company: 'Kettle makers' } }],
      history: [],
    });
  });
});

test('the help of docs, schema and check says what they do', async () => {
  for (const verb of ['docs', 'schema', 'check']) {
    const { code, stdout } = await plainsight([verb, '--help']);
    expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining(`Usage: plainsight ${verb}`) });
  }
});
