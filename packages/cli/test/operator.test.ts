import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { larder, linesIn } from './larder.ts';

const contact = 'privacy@larder.example';

describe('a round trip', () => {
  test('on, record, look, send, look, delete, off', async () => {
    await using app = await larder('');
    expect(await app.cli(['on'])).toMatchObject({ code: 0, stderr: '' });
    expect(await app.records(3)).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(app.received).toEqual([]);

    const before = await app.cli(['status']);
    expect(before).toMatchObject({ code: 0, stderr: '' });
    expect(before.stdout.replaceAll(/\s+/gu, ' ')).toMatch(/ store \S+telemetry\.db, \d+ kB, survives a crash/u);
    expect(before.stdout).toMatch(/records +3 here, 0 quarantined, 0 lost/u);
    expect(before.stdout).toMatch(/submission +what waits is held until \d{4}-\d\d-\d\d/u);
    expect(before.stdout).toContain('3 waiting, 0 accepted, 0 rejected');

    const sent = await app.cli(['submit']);
    expect(sent).toMatchObject({ code: 0, stderr: '' });
    expect(sent.stdout).toContain('3 events accepted');
    expect(app.received).toHaveLength(3);

    const looked = await app.cli(['records']);
    expect(looked).toMatchObject({ code: 0, stderr: '' });
    expect(looked.stdout.match(/jarOpened +accepted +r-0815/gu)).toHaveLength(3);

    const { id } = JSON.parse((await app.cli(['status', '--json'])).stdout);
    const erased = await app.cli(['erase', 'all', '--yes']);
    expect(erased).toMatchObject({ code: 0, stderr: '' });
    expect(erased.stdout).toMatch(/^Deleted 3 records here\.\n/u);
    expect(erased.stdout).toContain(contact);
    expect(erased.stdout).toContain(id);
    expect((await app.cli(['records'])).stdout).toBe('There are no records.\n');

    const off = await app.cli(['off']);
    expect(off).toMatchObject({ code: 0, stderr: '' });
    expect(off.stdout).toMatch(/OFF, because the operator's decision is off/u);
  });

  test('the same under the command line of the application, which goes on afterwards', async () => {
    await using app = await larder();
    await app.records(2);
    for (const [args, stdout] of [
      [['status'], /2 waiting/u],
      [['submit'], /2 events accepted/u],
      [['records'], /jarOpened/u],
      [['doctor', '--json'], /"what":"store"/u],
      [['reset-id'], /^The id is now [0-9a-f]{64}\n/u],
      [['export', '--all'], /^\{"uuid"/u],
      [['erase', 'all', '--yes'], /Deleted 2 records/u],
      [['off'], /./u],
    ] as const) {
      const ended = await app.main(['telemetry', ...args]);
      expect({ args, code: ended.code }).toEqual({ args, code: 0 });
      expect(ended.stdout).toMatch(stdout);
      expect(ended.stderr).toMatch(/the host goes on\n$/u);
    }
    const help = await app.main(['telemetry', '--help']);
    expect(help.stdout).toContain('larder telemetry submit ');
  });
});

describe('records', () => {
  test('shows a page, and how to see the next; whole with --full', async () => {
    await using app = await larder();
    await app.records(25, 'wrong');
    const first = await app.cli(['records']);
    expect(first.stdout.match(/jarOpened/gu)).toHaveLength(20);
    expect(first.stdout).toMatch(/jarOpened +quarantined/u);
    const [, after = ''] = /ask again with --after (\d+)\.\n$/u.exec(first.stdout) ?? [];
    const second = await app.cli(['records', '--after', after]);
    expect(second.stdout.match(/jarOpened/gu)).toHaveLength(6);
    expect(second.stdout).not.toContain('There are more');

    const full = await app.cli(['records', '--full', '--limit', '1', '--oldest', '--state', 'waiting']);
    expect(full.stdout).toMatch(/context +appEnv +test\n/u);
    expect(full.stdout).toMatch(/properties +shelf +top\n +nth +0\n/u);
    expect(full.stdout).toMatch(/allowed by +LARDER_TELEMETRY\n +plan +version 3\n +plan hash +[0-9a-f]{64}\n/u);
    expect(full.stdout).toMatch(/sinks +larder: waiting\n/u);
  });

  test('with --json gives every entry of every page, one line each, and --limit ends it', async () => {
    await using app = await larder();
    await app.records(1200, 'wrong');
    const all = await app.cli(['records', '--json', '--oldest']);
    expect(all).toMatchObject({ code: 0, stderr: '' });
    const entries = linesIn(all.stdout);
    expect(entries).toHaveLength(1201);
    expect(entries[0]).toMatchObject({
      kind: 'record',
      event: { name: 'jarOpened', properties: { nth: 0 } },
      receipt: { planVersion: 3, allowedBy: 'LARDER_TELEMETRY' },
      sinks: { larder: { state: 'waiting' } },
    });
    expect(linesIn((await app.cli(['records', '--json', '--limit', '3'])).stdout)).toHaveLength(3);
    expect(linesIn((await app.cli(['records', '--json', '--limit', '700'])).stdout)).toHaveLength(700);
    expect(linesIn((await app.cli(['records', '--json', '--state', 'quarantined'])).stdout)).toMatchObject([
      { kind: 'quarantined', quarantined: { name: 'jarOpened', fields: expect.arrayContaining(['nth']) } },
    ]);
  });

  test('asks for a state, a sink, a name, a time', async () => {
    await using app = await larder();
    await app.records(2);
    const count = async (...args: readonly string[]) =>
      linesIn((await app.cli(['records', '--json', ...args])).stdout).length;
    const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
    expect(await count('--state', 'waiting', '--sink', 'larder')).toBe(2);
    expect(await count('--state', 'accepted')).toBe(0);
    expect(await count('--sink', 'posthog')).toBe(0);
    expect(await count('--name', 'jarOpened', '--from', day(-1), '--to', day(2))).toBe(2);
    expect(await count('--name', 'jarClosed')).toBe(0);
    expect(await count('--to', day(-1))).toBe(0);
    expect((await app.cli(['records', '--name', 'jarClosed'])).stdout).toBe('There are no such records.\n');
  });

  test('says so where nothing was ever stored, and makes no file', async () => {
    await using app = await larder();
    const { code, stdout } = await app.cli(['records']);
    expect(code).toBe(0);
    expect(stdout.replaceAll(/\s+/gu, ' ')).toMatch(
      /There are no records: nothing was stored yet in \S+telemetry\.db\./u,
    );
    await expect(stat(join(app.folder, 'telemetry.db'))).rejects.toThrow(/ENOENT/u);
  });
});

describe('submit', () => {
  test('fails where the receiver does, says why, keeps the events, and sends them later', async () => {
    await using app = await larder();
    await app.records(2);
    app.answer.status = 503;
    const failed = await app.cli(['submit']);
    expect(failed.code).toBe(1);
    expect(failed.stderr).toMatch(/^Failed to submit: .*503.*\n$/u);
    expect(failed.stdout).toMatch(/larder +0 events accepted, 2 waiting/u);
    const json = await app.cli(['submit', '--json']);
    expect(json.code).toBe(1);
    expect(JSON.parse(json.stdout)).toMatchObject({ result: 'failed', sinks: [{ name: 'larder', waiting: 2 }] });
    app.answer.status = 200;
    expect(await app.cli(['submit'])).toMatchObject({ code: 0, stderr: '' });
    expect(app.received).toHaveLength(2);
  });

  test('has the application send, where it runs', async () => {
    await using app = await larder();
    await using running = await app.runs(2);
    const { code, stdout } = await app.cli(['submit', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ result: 'submitted', elsewhere: true, sinks: [{ accepted: 2 }] });
    expect(code).toBe(0);
    expect(app.received).toHaveLength(2);
    await running[Symbol.asyncDispose]();
  });

  test('--if-due says nothing and sends nothing where nothing is due', async () => {
    await using app = await larder();
    expect(await app.cli(['submit', '--if-due'])).toEqual({ code: 0, stdout: '', stderr: '' });
    await app.records(2);
    expect(await app.cli(['submit', '--if-due'])).toEqual({ code: 0, stdout: '', stderr: '' });
    const json = await app.cli(['submit', '--if-due', '--json']);
    expect(JSON.parse(json.stdout)).toMatchObject({ result: 'nothing' });
    expect(app.received).toEqual([]);
  });

  test('sends nothing where telemetry is off, and says so; quiet for cron', async () => {
    await using app = await larder();
    await app.records(2);
    const env = { DO_NOT_TRACK: '1' };
    const off = await app.cli(['submit'], { env });
    expect(off).toEqual({
      code: 0,
      stdout: 'Telemetry is off, because DO_NOT_TRACK is 1. Nothing was sent.\n',
      stderr: '',
    });
    expect(await app.cli(['submit', '--if-due'], { env })).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(app.received).toEqual([]);
  });

  test('says so where nothing waits', async () => {
    await using app = await larder();
    const { code, stdout } = await app.cli(['submit']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Nothing /u);
  });
});

describe('erase', () => {
  test('without a terminal and without --yes is wrong use, and deletes nothing', async () => {
    await using app = await larder();
    await app.records(2);
    expect(await app.cli(['erase', 'all'])).toEqual({
      code: 2,
      stdout: '',
      stderr: 'Failed to erase: there is no terminal to ask on. Add --yes to erase without asking.\n',
    });
    expect((await app.cli(['status'])).stdout).toContain('2 here');
  });

  test('submitted deletes what was sent, and not what waits', async () => {
    await using app = await larder();
    await app.records(2);
    await app.cli(['submit']);
    await app.records(3);
    const erased = await app.cli(['erase', 'submitted', '--yes', '--json']);
    expect(JSON.parse(erased.stdout)).toEqual({ records: 2, id: expect.stringMatching(/^[0-9a-f]{64}$/u), contact });
    expect(linesIn((await app.cli(['records', '--json', '--state', 'waiting'])).stdout)).toHaveLength(3);
    expect((await readFile(join(app.folder, 'telemetry.db'))).includes(app.received[0] ?? '?')).toBe(false);
  });

  test('reset-id takes another id, and tells how to have deleted what was sent under the old one', async () => {
    await using app = await larder();
    await app.records(1);
    const before = JSON.parse((await app.cli(['status', '--json'])).stdout).id;
    const reset = await app.cli(['reset-id']);
    expect(reset).toMatchObject({ code: 0, stderr: '' });
    expect(reset.stdout).toContain(before);
    expect(reset.stdout).toContain(contact);
    const after = JSON.parse((await app.cli(['status', '--json'])).stdout).id;
    expect(after).not.toBe(before);
    expect(reset.stdout).toContain(`The id is now ${after}`);
  });
});

describe('off', () => {
  test('deletes what was not sent', async () => {
    await using app = await larder('');
    await app.cli(['on']);
    await app.records(2);
    expect((await app.cli(['off'])).code).toBe(0);
    expect((await app.cli(['records'])).stdout).toBe('There are no records.\n');
  });
});

describe('a machine without a network', () => {
  test('exports, and another machine replays: the same uuids, once', async () => {
    await using app = await larder();
    await app.records(3);
    const exported = await app.cli(['export', '--output', 'events.ndjson']);
    expect(exported).toMatchObject({ code: 0, stdout: '' });
    expect(exported.stderr).toBe(
      'Exported 3 telemetry events to events.ndjson.\nTo send them from another machine: plainsight replay events.ndjson --sink NAME\n',
    );
    const file = join(app.folder, 'events.ndjson');
    expect(((await stat(file)).mode & 0o777).toString(8)).toBe('600');
    const again = await app.cli(['export', '--output', 'events.ndjson']);
    expect(again).toMatchObject({ code: 2, stdout: '' });
    expect(again.stderr).toBe(
      'Failed to export to events.ndjson: it is there already. Name another file with --output FILE.\n',
    );

    const replayed = await app.cli(['replay', 'events.ndjson', '--sink', 'larder']);
    expect(replayed).toMatchObject({ code: 0, stderr: '' });
    expect(replayed.stdout).toBe('3 telemetry events in events.ndjson\n\n  larder       3 events accepted\n');
    expect(app.received).toEqual(linesIn(await readFile(file, 'utf8')).map(({ uuid }) => uuid));
  });

  test('exports to stdout, and replays from stdin to the console', async () => {
    await using app = await larder();
    await app.records(2);
    const { code, stdout, stderr } = await app.cli(['export']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'Exported 2 telemetry events.\n' });
    const shown = await app.cli(['replay', '-', '--sink', 'console', '--json'], { input: stdout });
    expect(shown).toMatchObject({ code: 0, stderr: '' });
    const lines = linesIn(shown.stdout);
    expect(lines.slice(0, 2)).toEqual(linesIn(stdout));
    expect(lines.at(-1)).toEqual({ events: 2, sinks: [{ name: 'console', accepted: 2, rejected: 0 }], problem: null });
    const pretty = await app.cli(['replay', '-', '--sink', 'console'], { input: stdout });
    expect(pretty.stdout).toContain('jarOpened  dry run: nothing is sent');
  });

  test('exports what was sent, too, with --all, and says how many with --json', async () => {
    await using app = await larder();
    await app.records(2);
    await app.cli(['submit']);
    expect((await app.cli(['export'])).stdout).toBe('');
    expect(linesIn((await app.cli(['export', '--all'])).stdout)).toHaveLength(2);
    expect((await app.cli(['export', '--all', '--json'])).stderr).toBe('{"events":2,"file":null}\n');
    const json = await app.cli(['export', '--all', '--json', '--output', 'all.ndjson']);
    expect(json).toEqual({ code: 0, stdout: '{"events":2,"file":"all.ndjson"}\n', stderr: '' });
  });

  test('replays nothing of a file that has a broken line, and names it', async () => {
    await using app = await larder();
    await app.records(2);
    const { stdout } = await app.cli(['export']);
    await writeFile(join(app.folder, 'events.ndjson'), `${stdout}{"uuid":"\u001b[2J"}\n`);
    const refused = await app.cli(['replay', 'events.ndjson', '--sink', 'larder']);
    expect(refused).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'Failed to replay events.ndjson: 1 line of it cannot be sent, so nothing was.\n  - line 3: it is no JSON\n',
    });
    expect(app.received).toEqual([]);
  });

  test.each<[string, Record<string, string>, RegExp]>([
    ['DO_NOT_TRACK', { DO_NOT_TRACK: '1' }, /telemetry is off, because DO_NOT_TRACK is 1\. Nothing more was sent/iu],
    ['the variable', { LARDER_TELEMETRY: 'off' }, /because LARDER_TELEMETRY is off/u],
  ])('replays nothing where %s says off', async (_, env, why) => {
    await using app = await larder();
    await app.records(2);
    const { stdout } = await app.cli(['export']);
    for (const sink of ['larder', 'console']) {
      const refused = await app.cli(['replay', '-', '--sink', sink], { input: stdout, env });
      expect(refused).toMatchObject({ code: 1, stderr: expect.stringMatching(why) });
      expect(refused.stdout).not.toContain('jarOpened');
    }
    expect(app.received).toEqual([]);
  });

  test("replays nothing where the operator's decision is off", async () => {
    await using app = await larder('');
    await app.cli(['on']);
    await app.records(1);
    const { stdout } = await app.cli(['export']);
    await app.cli(['off']);
    const refused = await app.cli(['replay', '-', '--sink', 'larder'], { input: stdout });
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringMatching(/because the operator.* off/u) });
    expect(app.received).toEqual([]);
  });

  test('replays what passes plan and guard, shows what does not without its values, and ends with 1', async () => {
    await using app = await larder();
    await app.records(1);
    const { stdout } = await app.cli(['export']);
    const [event = {}] = linesIn(stdout);
    const but = (name: string, value: unknown) => ({
      ...event,
      properties: { ...Object(event['properties']), [name]: value },
    });
    const lines = [
      event,
      but('service', 'pantry'),
      { ...event, name: 'jarBroken' },
      but('nth', 'jane.doe@example.org'),
      but('serviceVersion', 'jane.doe@example.org'),
    ];
    const input = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
    const { code, stderr, stdout: page } = await app.cli(['replay', '-', '--sink', 'larder'], { input });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^Failed to replay all of stdin: 4 of 5 telemetry events failed the checks/u);
    expect(page).toMatch(/4 events failed the checks/u);
    for (const why of [
      'is not of the service larder',
      'is no event of the plan',
      'nth must be integer',
      'serviceVersion holds an e-mail',
    ]) {
      expect(page.replaceAll(/\s+/gu, ' ')).toContain(why);
    }
    expect(page).not.toContain('jane.doe');
    expect(app.received).toEqual([event['uuid']]);
    const json = await app.cli(['replay', '-', '--sink', 'larder', '--json'], { input });
    expect(JSON.parse(json.stdout)).toMatchObject({ events: 1, quarantined: { count: 4 } });
    const forced = await app.cli(['replay', '-', '--sink', 'larder', '--force-foreign'], { input });
    expect(forced).toMatchObject({ code: 2, stderr: expect.stringMatching(/unknown option/u) });
  });

  test('fails where the receiver does', async () => {
    await using app = await larder();
    await app.records(2);
    const { stdout } = await app.cli(['export']);
    app.answer.status = 503;
    const failed = await app.cli(['replay', '-', '--sink', 'larder'], { input: stdout });
    expect(failed.code).toBe(1);
    expect(failed.stderr).toMatch(/^Failed to replay stdin: .*503/u);
  });
});

describe('doctor', () => {
  test('finds all well, or says what fails and ends with 1', async () => {
    await using app = await larder();
    await app.records(1);
    const well = await app.cli(['doctor']);
    expect(well).toMatchObject({ code: 0, stderr: '' });
    expect(well.stdout).toMatch(/✓ well +consent +telemetry is on, because LARDER_TELEMETRY is on/u);
    await writeFile(join(app.folder, 'telemetry.db.decisions.json'), '{');
    const broken = await app.cli(['doctor']);
    expect(broken).toMatchObject({ code: 1, stderr: '' });
    expect(broken.stdout).toMatch(/✗ failing +decisions[^]*→ /u);
    const json = await app.cli(['doctor', '--json']);
    expect(json.code).toBe(1);
    const findings = linesIn(json.stdout);
    expect(findings.length).toBeGreaterThan(3);
    expect(Object.keys(findings[0] ?? {})).toEqual(['what', 'verdict', 'seen', 'todo']);
  });

  test('contacts nobody where telemetry is off or was never started, unless --contact is given', async () => {
    await using app = await larder();
    const notShown = await app.cli(['doctor']);
    expect(notShown.stdout.replaceAll(/\s+/gu, ' ')).toMatch(
      /skipped larder the notice was not shown yet, .* doctor --contact/u,
    );
    const off = await app.cli(['doctor'], { env: { DO_NOT_TRACK: '1' } });
    expect(off.stdout.replaceAll(/\s+/gu, ' ')).toMatch(/skipped larder telemetry is off, .* doctor --contact/u);
    const told = await app.cli(['doctor', '--contact'], { env: { DO_NOT_TRACK: '1' } });
    expect(told.stdout).toMatch(/well +larder: DNS/u);
    await app.records(1);
    expect((await app.cli(['doctor'])).stdout).toMatch(/well +larder: DNS/u);
  });
});
