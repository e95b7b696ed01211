import { chmod, mkdir, mkdtemp, readFile, readdir, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileDecisions } from '../../src/store/file-decisions.ts';
import { decisionsContract } from '../../src/testing/index.ts';
import { start } from './fixtures/start.ts';
import { temporaryDirectory } from './temporary-directory.ts';

decisionsContract(
  { describe, it },
  {
    name: 'fileDecisions',
    lasting: true,
    create: async () => {
      const directory = await mkdtemp(join(tmpdir(), 'plainsight-decisions-'));
      const path = join(directory, 'telemetry.json');
      return {
        decisions: fileDecisions({ path }),
        another: () => fileDecisions({ path }),
        remove: () => rm(directory, { recursive: true }),
      };
    },
  },
);

const off = { consent: { value: 'off', at: '2026-01-01T00:00:00.000Z' } } as const;
const modeOf = async (path: string): Promise<number> => (await stat(path)).mode & 0o777;
const posix = process.platform !== 'win32';

async function fileWith(text: string): Promise<string> {
  const path = join(await temporaryDirectory(), 'telemetry.json');
  await writeFile(path, text);
  return path;
}

describe('fileDecisions', () => {
  it('says where it is by the whole path', () => {
    expect(isAbsolute(fileDecisions({ path: 'telemetry.json' }).place)).toBe(true);
  });

  it('makes no file, and no directory, by reading and by an update that changes nothing', async () => {
    const directory = await temporaryDirectory();
    const decisions = fileDecisions({ path: join(directory, 'a', 'b', 'telemetry.json') });
    expect(await decisions.read()).toEqual({});
    await decisions.update((decided) => decided);
    expect(await readdir(directory)).toEqual([]);
  });

  it('makes the file, and the directories that are missing, for its owner only', async () => {
    const directory = await temporaryDirectory();
    const path = join(directory, 'a', 'b', 'telemetry.json');
    await fileDecisions({ path }).update(() => off);
    expect(await readdir(dirname(path))).toEqual(['telemetry.json']);
    if (!posix) return;
    expect(await modeOf(path)).toBe(0o600);
    expect(await modeOf(dirname(path))).toBe(0o700);
    expect(await modeOf(join(directory, 'a'))).toBe(0o700);
  });

  it('writes JSON that people can read, which says first what it is', async () => {
    const path = join(await temporaryDirectory(), 'telemetry.json');
    await fileDecisions({ path }).update(() => off);
    const text = await readFile(path, 'utf8');
    expect(Object.keys(JSON.parse(text))).toEqual(['about', 'consent']);
    expect(text).toMatch(/^\{\n {2}"about": "What was decided about usage telemetry here/);
    expect(text.endsWith('}\n')).toBe(true);
  });

  it('takes from all others the right to read a file that they could read', async () => {
    const path = await fileWith('{}');
    await chmod(path, 0o666);
    await fileDecisions({ path }).update(() => off);
    if (posix) expect(await modeOf(path)).toBe(0o600);
  });

  it('leaves the file of an earlier version as it was, but for what is changed', async () => {
    const path = await fileWith('{"futureKey":{"nested":[1]},"consent":{"value":"on","at":"then","by":"root"}}');
    await fileDecisions({ path }).update((decided) => ({ ...decided, acceptedVersion: 2 }));
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({
      about: expect.any(String),
      futureKey: { nested: [1] },
      consent: { value: 'on', at: 'then', by: 'root' },
      acceptedVersion: 2,
    });
  });

  it.each([
    '{"futureKey":{"consent":{"Value":1}},"about":"\\"consent\\": {\\"consent\\": 1}","consent":{"value":"off","at":"a"}}',
    '{"list":[{"a":1},{"a":2},"a"],"other":{"a":1},"consents":1,"consent":{"value":"off","at":"a","by":"a:b"}}',
  ])('reads what a later version wrote: %s', async (text) => {
    const path = await fileWith(text);
    expect((await fileDecisions({ path }).read()).consent?.value).toBe('off');
  });

  it('reads what a person wrote by hand, with a byte order mark and a changed "about"', async () => {
    const path = await fileWith('\uFEFF{ "about": 7, "consent": { "value": "off", "at": "today" } }');
    expect(await fileDecisions({ path }).read()).toEqual({ consent: { value: 'off', at: 'today' } });
  });

  it.each([
    ['', 'is no JSON'],
    ['{ "consent": ', 'is no JSON'],
    ['{"a":1}{"b":2}', 'is no JSON'],
    ['\0\0\0\0', 'is no JSON'],
    ['[]', 'something other than an object'],
    ['null', 'something other than an object'],
    ['"off"', 'something other than an object'],
    ['{"consent":"off"}', '"consent" must be'],
    ['{"consent":{"value":"OFF","at":"today"}}', '"consent" must be'],
    ['{"consent":{"value":"off"}}', '"consent" must be'],
    ['{"consent":null}', '"consent" must be'],
    ['{"installationId":7}', '"installationId" must be'],
    ['{"installationId":""}', '"installationId" must be'],
    ['{"machineId":"a"}', '"machineId" must be'],
    ['{"machineId":{"id":"a"}}', '"machineId" must be'],
    ['{"machineId":{"id":"a","parts":["mac",7]}}', '"machineId" must be'],
    ['{"instanceIds":["a"]}', '"instanceIds" must be'],
    ['{"instanceIds":{"main":1}}', '"instanceIds" must be'],
    ['{"acceptedVersion":"3"}', '"acceptedVersion" must be'],
    ['{"noticeShown":{"1":true}}', '"noticeShown" must be'],
    ['{"lastSlots":{"report":"yesterday"}}', '"lastSlots" must be'],
    ['{"Consent":{"value":"off","at":"today"}}', '"Consent" must be written "consent"'],
    ['{"CONSENT":"off"}', '"CONSENT" must be written "consent"'],
    ['{"consent ":{"value":"off","at":"today"}}', '"consent " must be written "consent"'],
    ['{"\\u200Bconsent":{"value":"off","at":"today"}}', String.raw`"\u{200b}consent" must be written "consent"`],
    ['{"con\u00ADsent":"off"}', String.raw`"con\u{ad}sent" must be written "consent"`],
    ['{"ｃｏｎｓｅｎｔ":"off"}', '"ｃｏｎｓｅｎｔ" must be written "consent"'],
    ['{"consent":{"value":"on","at":"today","Value":"off"}}', '"Value" must be written "value"'],
    ['{"installation_id":"a"}', '"installation_id" must be written "installationId"'],
    ['{"acceptedversion":3}', '"acceptedversion" must be written "acceptedVersion"'],
    ['{"consent":{"value":"off","at":"a"},"consent":{"value":"on","at":"b"}}', '"consent" stands in it twice'],
    ['{"consent":{"value":"off","value":"on","at":"b"}}', '"value" stands in it twice'],
    ['{"consent":{"value":"off","at":"a"},"consen\\u0074":{"value":"on","at":"b"}}', '"consent" stands in it twice'],
  ])('refuses to read or to change %j, and names the path and the way out', async (text, problem) => {
    const path = await fileWith(text);
    const decisions = fileDecisions({ path });
    for (const attempt of [decisions.read(), decisions.update(() => off)]) {
      const error: unknown = await attempt.catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(Error);
      expect(String(error)).toContain(path);
      expect(String(error)).toContain(problem);
      expect(String(error)).toContain('Mend the file, or move it away');
    }
    expect(await readFile(path, 'utf8')).toBe(text);
    expect(await readdir(dirname(path))).toEqual(['telemetry.json']);
  });

  it('names all problems of a file at once, and no value of it', async () => {
    const path = await fileWith('{"consent":"secret","installationId":["secret"]}');
    const error: unknown = await fileDecisions({ path })
      .read()
      .catch((reason: unknown) => reason);
    expect(String(error)).toMatch(/"consent" must be .*; "installationId" must be/);
    expect(String(error)).not.toContain('secret');
  });

  it('refuses a directory in its place', async () => {
    const path = join(await temporaryDirectory(), 'telemetry.json');
    await mkdir(path);
    await expect(fileDecisions({ path }).read()).rejects.toThrow(`${path}: it is a directory`);
  });

  it('refuses a file where its directory should be', async () => {
    const path = join(await fileWith('{}'), 'telemetry.json');
    await expect(fileDecisions({ path }).read()).rejects.toThrow(posix ? 'part of the path is no directory' : path);
    await expect(fileDecisions({ path }).update(() => off)).rejects.toThrow(path);
  });

  it('refuses a file of another kind, which is larger than decisions can be, without reading it', async () => {
    const path = await fileWith('{}');
    await truncate(path, 1024 ** 3);
    await expect(fileDecisions({ path }).read()).rejects.toThrow('far more than decisions need');
  });

  it('refuses to keep what it could not read again', async () => {
    const decisions = fileDecisions({ path: join(await temporaryDirectory(), 'telemetry.json') });
    await decisions.update(() => off);
    await expect(decisions.update((decided) => ({ ...decided, acceptedVersion: Number.NaN }))).rejects.toThrow(
      '"acceptedVersion" must be a number',
    );
    expect(await decisions.read()).toEqual(off);
  });

  it('goes on after an update that failed', async () => {
    const path = await fileWith('no JSON');
    const decisions = fileDecisions({ path });
    await expect(decisions.update(() => off)).rejects.toThrow('no JSON');
    await rm(path);
    expect(await decisions.update(() => off)).toEqual(off);
  });

  it('sees at once what another process decided', async () => {
    const path = await fileWith('{"consent":{"value":"on","at":"today"}}');
    const decisions = fileDecisions({ path });
    expect((await decisions.read()).consent?.value).toBe('on');
    await writeFile(path, '{"consent":{"value":"off","at":"today"}}');
    expect((await decisions.read()).consent?.value).toBe('off');
  });

  if (posix) {
    it('refuses a pipe in its place, and does not wait for its other end', async () => {
      const directory = await temporaryDirectory();
      const path = join(directory, 'telemetry.json');
      const { execFileSync } = await import('node:child_process');
      execFileSync('mkfifo', [path]);
      await expect(fileDecisions({ path }).read()).rejects.toThrow('it is no regular file');
    });

    it('refuses a symbolic link to itself', async () => {
      const path = join(await temporaryDirectory(), 'telemetry.json');
      await symlink(path, path);
      await expect(fileDecisions({ path }).read()).rejects.toThrow('(ELOOP)');
      await expect(fileDecisions({ path }).update(() => off)).rejects.toThrow('(ELOOP)');
    });

    it('follows a symbolic link, and leaves it there', async () => {
      const directory = await temporaryDirectory();
      const path = join(directory, 'telemetry.json');
      await mkdir(join(directory, 'volume'));
      await writeFile(join(directory, 'volume', 'real.json'), '{}');
      await symlink(join('volume', 'real.json'), path);
      await fileDecisions({ path }).update(() => off);
      expect(JSON.parse(await readFile(join(directory, 'volume', 'real.json'), 'utf8'))).toMatchObject(off);
      expect((await readdir(directory)).toSorted()).toEqual(['telemetry.json', 'volume']);
      expect(await readdir(join(directory, 'volume'))).toEqual(['real.json']);
    });

    it('says that this user may not read it, and changes nothing', async () => {
      const path = await fileWith('{}');
      await chmod(path, 0o000);
      await chmod(dirname(path), 0o755);
      const child = start('as-nobody.ts', path);
      expect(await child.ended).toBe(0);
      const { read, update } = JSON.parse(child.lines.join('')) as { read: string; update: string };
      expect(read).toMatch(/^rejected Failed to read .*telemetry\.json: this user may not \(EACCES\).*Give it/);
      expect(update).toBe(read);
    });

    it('says that nothing can be written in a directory that is read-only, and reads all the same', async () => {
      const path = await fileWith('{}');
      await chmod(path, 0o644);
      await chmod(dirname(path), 0o555);
      const child = start('as-nobody.ts', path);
      expect(await child.ended).toBe(0);
      const { read, update } = JSON.parse(child.lines.join('')) as { read: string; update: string };
      expect(read).toBe('resolved {}');
      expect(update).toMatch(
        /^rejected Failed to change .*telemetry\.json: this user may not \(EACCES\)\. Nothing was changed\. Give it/,
      );
      await chmod(dirname(path), 0o755);
      expect(await readFile(path, 'utf8')).toBe('{}');
    });
  }
});
