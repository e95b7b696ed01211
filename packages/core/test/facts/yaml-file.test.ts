import { createHook } from 'node:async_hooks';
import { appendFile, chmod, mkdir, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { ConfigSource } from '../../src/facts/config-source.ts';
import { lookUp } from '../../src/facts/look-up.ts';
import { yamlFile } from '../../src/facts/yaml-file.ts';
import { systemClock } from '../../src/surroundings/clock.ts';
import { temporaryDirectory } from '../store/temporary-directory.ts';

/** A config file, and what reads it. */
async function configFile(content: string | Uint8Array): Promise<{ path: string; source: ConfigSource }> {
  const path = join(await temporaryDirectory(), 'config.yaml');
  await writeFile(path, content);
  return { path, source: yamlFile(path) };
}

const readingOf = async (content: string | Uint8Array) => (await configFile(content)).source.read();
const problemOf = async (content: string | Uint8Array) => (await readingOf(content)).problem;

describe('a config file', () => {
  it('is YAML', async () => {
    expect(await readingOf('Butler:\n  heartbeat:\n    enable: true\n    interval: 30\n  list:\n    - a\n')).toEqual({
      config: { Butler: { heartbeat: { enable: true, interval: 30 }, list: ['a'] } },
      problem: null,
    });
  });

  it('is JSON', async () => {
    expect(await readingOf('{"Butler": {"on": true, "none": null, "list": [1, 2.5]}}')).toEqual({
      config: { Butler: { on: true, none: null, list: [1, 2.5] } },
      problem: null,
    });
  });

  it('is read anew each time', async () => {
    const { path, source } = await configFile('a: 1\n');
    expect((await source.read()).config).toEqual({ a: 1 });
    await writeFile(path, 'a: 2\n');
    expect((await source.read()).config).toEqual({ a: 2 });
  });

  it('is parsed once while it stays the same, and again when it was broken in between', async () => {
    const { path, source } = await configFile('a: 1\n');
    const { config } = await source.read();
    expect((await source.read()).config).toBe(config);
    await writeFile(path, 'a: [\n');
    expect((await source.read()).problem).not.toBeNull();
    expect((await source.read()).problem).not.toBeNull();
    await writeFile(path, 'a: 1\n');
    expect(await source.read()).toEqual({ config: { a: 1 }, problem: null });
  });

  it.each(['', '\n', '# only a comment\n', '---\n', '---\n# a comment\n...\n', 'null\n', '~'])(
    'is an empty config without a problem when it holds nothing: %j',
    async (content) => {
      expect(await readingOf(content)).toEqual({ config: {}, problem: null });
    },
  );

  it('may begin with a byte order mark and end its lines as Windows does', async () => {
    expect(await readingOf('\uFEFFa:\r\n  b: text\r\n  c: 2\r\n')).toEqual({
      config: { a: { b: 'text', c: 2 } },
      problem: null,
    });
  });

  it('may use anchors, aliases and merge keys', async () => {
    const content = 'base: &base {enable: true, level: 1}\none:\n  <<: *base\n  level: 2\ntwo: *base\nlist: [*base]\n';
    expect((await readingOf(content)).config).toEqual({
      base: { enable: true, level: 1 },
      one: { enable: true, level: 2 },
      two: { enable: true, level: 1 },
      list: [{ enable: true, level: 1 }],
    });
  });

  it('may use an anchor several hundred times', async () => {
    const jobs = Array.from({ length: 800 }, (_, index) => `job${index}: {<<: *job, number: ${index}}\n`).join('');
    const { config, problem } = await readingOf(`job: &job {enable: true}\n${jobs}`);
    expect(problem).toBeNull();
    expect(config).toMatchObject({ job799: { enable: true, number: 799 } });
  });

  it('may hold tags of its own, which do nothing: what has one cannot be read, and the rest can', async () => {
    const warned = vi.spyOn(process, 'emitWarning');
    onTestFinished(() => warned.mockRestore());
    const content =
      'a: !custom text\nb: !!js/function "throw 1"\nc: !!python/object/apply:os.system ["x"]\nd: !map {e: 1}\n? [k, l]\n: 1\nf: !!str 1\ng: !!map {h: ! 2}\n';
    const { config, problem } = await readingOf(content);
    expect(problem).toBeNull();
    expect(config).toMatchObject({ f: '1', g: { h: '2' } });
    for (const key of ['a', 'b', 'c', 'd', 'd.e']) {
      expect(JSON.stringify(lookUp(config, key))).not.toMatch(/text|throw|x"|1/);
    }
    expect(lookUp(config, 'd.e')).toEqual({
      status: 'no section',
      key: 'd',
      kind: 'a value with a tag that YAML does not know',
    });
    expect(warned).not.toHaveBeenCalled();
  });

  it('cannot reach into the prototype of objects', async () => {
    const { config } = await readingOf('__proto__:\n  polluted: true\nconstructor: {prototype: {polluted: true}}\n');
    expect('polluted' in {}).toBe(false);
    expect(Object.getPrototypeOf(config)).toBe(Object.prototype);
  });

  it('may be behind a link and be named from the working directory', async () => {
    const { path } = await configFile('a: 1\n');
    const link = join(await temporaryDirectory(), 'link.yaml');
    await symlink(path, link);
    const named = yamlFile(relative(process.cwd(), link));
    expect(named.place).toBe(relative(process.cwd(), link));
    expect(await named.read()).toEqual({ config: { a: 1 }, problem: null });
  });
});

describe('a config file in JSON with comments', () => {
  it.each([
    '{\n  // of the kettle\n  "kettle": { "telemetry": false }\n}\n',
    '{ "kettle": {\n    // nobody needs this\n    "telemetry": false } }\n',
    '{ "kettle": { "telemetry": false, // as ever\n  } }\n',
    '{ "kettle": { "telemetry": false // no\n } }\n',
    '{ "kettle": { /* "telemetry": true, */ "telemetry": false } }\n',
    '{ "kettle": /* here */ { "telemetry" /* is it? */ : /* no */ false } } // done',
    '/* a config\n * of the kettle */\n{ "kettle": { "telemetry": false } }\n',
    '// config\r\n// of the kettle\r\n{ "kettle": { "telemetry": false } }\r\n',
    '\uFEFF\n\t{\n\t"kettle":\t{\n\t\t"telemetry": false,\n\t},\n}\n',
  ])('is read as it is meant: %j', async (content) => {
    expect(await readingOf(content)).toEqual({ config: { kettle: { telemetry: false } }, problem: null });
  });

  it('has what looks like a comment in its texts, and keys that begin like one', async () => {
    const json = '{"url": "http://a.example/*b*/", "q": "a \\" // b", "//": "note", "<<": {"a": 1}, "c": [1, 2,],}';
    expect(await readingOf(json)).toEqual({
      config: { url: 'http://a.example/*b*/', q: 'a " // b', '//': 'note', '<<': { a: 1 }, c: [1, 2] },
      problem: null,
    });
  });

  it.each([
    ['a key twice', '{\n  // one\n  "a": 1,\n  "b": {"c": 1, "c": 2}\n}', /second time, at line 4, column 17/],
    ['a list', '[ // of what\n {"a": 1} ]', /it holds a list/],
    ['half of a comment', '{ "a": 1 /* ', /at line 1/],
    ['a comma too few', '{ // one\n "a": 1\n "b": 2 }', /at line 2/],
    ['a colon too few', '{"kettle": {"telemetry" false}}', /at line 1/],
    ['a comma for a colon', '{"kettle": {"telemetry", false}}', /a key stands there without a value, at line 1/],
    ['no colon at all', '{ "kettle": { telemetry false } }', /a key stands there without a value, at line 1/],
    [
      'names without quotes and a comment',
      '{ kettle: { // no\n telemetry: false } }',
      /a comment begins .* JSON .* at line 1/,
    ],
    ['names without quotes and a comment in a value', '{ kettle: { port: 80 // no\n , b: 1 } }', /a comment begins/],
    ['two of them', '{"a": 1}\n{"b": 2}', /at line 2/],
  ])('is a problem with %s', async (_, content, problem) => {
    const reading = await readingOf(content);
    expect(reading.config).toBeNull();
    expect(reading.problem).toMatch(problem);
  });
});

describe('a config file in YAML that looks like JSON', () => {
  it.each([
    ['{a: 1, b: {c: text}}', { a: 1, b: { c: 'text' } }],
    ["{'a': yes, b: [c, d]} # done", { a: 'yes', b: ['c', 'd'] }],
    ['{url: http://a.example/b, a: 1}', { url: 'http://a.example/b', a: 1 }],
    ['# config\n{ "a": 1 }\n', { a: 1 }],
    ['---\n{ "a": 1 }\n', { a: 1 }],
    ['"//": note\na: 1\n', { '//': 'note', a: 1 }],
  ])('is YAML: %j', async (content, config) => {
    expect(await readingOf(content)).toEqual({ config, problem: null });
  });

  it.each([
    '// config: of the kettle\na: 1\n',
    'a:\n  // note: none\n  b: 1\n',
    'a:\n  /* note: none */\n  b: 1\n',
    '# config\n{ "kettle": { "port": 80, // as ever\n "telemetry": false } }\n',
    '---\n{\n  // of the kettle\n  "kettle": { "telemetry": false }\n}\n',
  ])('has no key that was meant as a comment: %j', async (content) => {
    const { config, problem } = await readingOf(content);
    expect(config).toBeNull();
    expect(problem).toMatch(/a comment begins with \/\/ or \/\*, .* at line [1-3]/);
  });
});

describe('the keys of a config file', () => {
  it('are as they are written', async () => {
    const words = '%YAML 1.1\n---\non: a\nno: b\n1.0: c\n0x10: d\n~: e\nTrue: f\n2001-01-01: g\n';
    expect((await readingOf(words)).config).toEqual({
      on: 'a',
      no: 'b',
      '1.0': 'c',
      '0x10': 'd',
      '~': 'e',
      True: 'f',
      '2001-01-01': 'g',
    });
  });

  it('stand there twice also where one is an alias', async () => {
    expect(await problemOf('&key telemetry: false\n*key : true\n')).toMatch(/second time, at line 2/);
  });
});

describe('a config file that is no config', () => {
  it('is a problem that names the file, the line, the column and the way out', async () => {
    const { path, source } = await configFile('a: 1\nb: 2\na: 3\n');
    expect((await source.read()).problem).toBe(
      `Failed to read the config ${path}: a key stands there for the second time, at line 3, column 1. Correct it.`,
    );
  });

  it.each([
    ['a tab', 'a:\n\tb: 1\n', /a tab .* at line 2, column 1\./],
    [
      'a duplicate key below',
      'a:\n  list:\n    - {b: 1}\n    - {b: 1, c: 2, "b": 3}\n',
      /second time, at line 4, column 20\./,
    ],
    ['a key twice, as text and as number', '1: a\n"1": b\n', /second time, at line 2, column 1\./],
    ['a second document', 'a: 1\n---\nb: 2\n', /second document .* at line 2, column 1\./],
    ['an open quote', 'a: "x\nb: 1\n', /: Missing closing "quote, at line 3, column 1\. Correct it\.$/],
    ['an alias of nothing', 'a: *nothing\n', /Unresolved alias/],
    ['a merge of no map', '<<: 3\n', /Merge sources must be maps/],
    [
      'INI',
      '[kettle]\ntelemetry=false\n',
      /it is no YAML and looks like INI or TOML, and may hold YAML or JSON, at line 2/,
    ],
    ['TOML', 'title = "x"\n\n[kettle.main]\ntelemetry = false\n', /no YAML and looks like INI or TOML/],
    ['an environment file', 'TELEMETRY=false\nPORT=1\n', /no YAML and looks like INI, TOML or an environment file/],
    ['a template', 'kettle:\n  telemetry: {{ telemetry }}\n  {% if a %}\n', /no YAML and looks like a template/],
    ['XML', '<?xml version="1.0"?>\n<kettle telemetry="false"/>\n', /no YAML and looks like XML/],
    ['a list', '- a\n- b\n', /it holds a list where a config is expected\./],
    ['a text', 'nothing but words\n', /it holds a text where a config is expected\./],
    ['a number', '42', /it holds a number where a config is expected\./],
    ['a boolean', 'true', /it holds a boolean where a config is expected\./],
    ['too deep a nesting', `a: ${'['.repeat(20_000)}`, /nested too deeply/],
    ['half of JSON', '{"a": 1, "b": {"c"', /at line 1/],
    ['bytes', Uint8Array.from({ length: 512 }, (_, index) => (index * 7919) % 251), /Failed to read the config/],
  ])('is a problem: %s', async (_, content, problem) => {
    const reading = await readingOf(content);
    expect(reading.config).toBeNull();
    expect(reading.problem).toMatch(problem);
  });

  it('is a problem in UTF-16, with and without a byte order mark', async () => {
    for (const text of ['\uFEFFa: 1\n', 'a: 1\n']) {
      const bytes = Buffer.from(text, 'utf16le');
      expect(await problemOf(bytes)).toMatch(/it is in UTF-16\. Save it as UTF-8\./);
      expect(await problemOf(Buffer.from(bytes).swap16())).toMatch(/it is in UTF-16/);
    }
  });

  it('is a problem when it is a bomb of aliases, and is refused before it goes off', async () => {
    const levels = (body: (above: string) => string): string =>
      Array.from({ length: 40 }, (_, index) => `l${index + 1}: &l${index + 1} ${body(`*l${index}`)}\n`).join('');
    const nine = (alias: string): string => Array(9).fill(alias).join(',');
    for (const bomb of [
      levels((alias) => `[${nine(alias)}]`),
      levels((alias) => `{a: ${alias}, b: ${alias}}`),
      levels((alias) => `{<<: [${nine(alias)}]}`),
    ]) {
      expect(await problemOf(`l0: &l0 {a: 1}\n${bomb}`)).toMatch(/an anchor is used more than 1000 times/);
    }
  });

  it('does not show what stands in it, which may be a password', async () => {
    for (const content of [
      'a: |1secret\n x\n',
      'a: "\\qsecret"\n',
      'a: [secret\nb: secret: secret\n',
      'secret\nb: 1\n',
      'a: }secret\n',
      '@secret: 1',
      'a: *secret\n',
      'secret: 1\nsecret: 2\n',
      '{"a" "secret"}',
      'a: "\\Usecret12"\n',
      'a: !secret! b\n',
      '%YAML secret\n---\na: 1\n',
    ]) {
      const problem = await problemOf(content);
      expect(problem).not.toBeNull();
      expect(problem).not.toContain('secret');
    }
  });

  it('is a problem when it is missing, a directory, or no regular file', async () => {
    const directory = await temporaryDirectory();
    const missing = join(directory, 'no\u001b[31m.yaml');
    expect((await yamlFile(missing).read()).problem).toBe(
      `Failed to read the config ${missing.replace('\u001b', String.raw`\u{1b}`)}: there is no such file. Check its name.`,
    );
    await mkdir(join(directory, 'sub'));
    expect((await yamlFile(join(directory, 'sub')).read()).problem).toMatch(/it is no regular file/);
    expect((await yamlFile('/dev/zero').read()).problem).toMatch(/it is no regular file|there is no such file/);
    expect((await yamlFile(join(directory, 'nul\0')).read()).problem).toMatch(/Failed to read the config/);
  });

  it('is a problem when this user may not read it', async () => {
    const { path, source } = await configFile('a: 1\n');
    await chmod(path, 0);
    // Root may read everything, and Windows knows no such mode.
    const mayRead = process.getuid?.() === 0 || process.platform === 'win32';
    const { problem } = await source.read();
    expect(problem).toEqual(mayRead ? null : expect.stringContaining('this user may not read it. Allow it.'));
  });
});

describe('a config file that was good before', () => {
  it.each([
    ['is half-written', (path: string) => writeFile(path, 'a:\n  b: "tr')],
    ['is emptied, as while it is being written', (path: string) => writeFile(path, '')],
    ['is gone', (path: string) => rm(path)],
    ['holds half of a key', (path: string) => writeFile(path, 'a')],
  ])('keeps the last good config when it %s, and says so', async (_, breakIt) => {
    const { path, source } = await configFile('a: 1\n');
    await source.read();
    await breakIt(path);
    for (let time = 0; time < 2; time += 1) {
      const { config, problem } = await source.read();
      expect(config).toEqual({ a: 1 });
      expect(problem).toMatch(/^Failed to read the config .*\.$/);
    }
    await writeFile(path, 'a: 2\n');
    expect(await source.read()).toEqual({ config: { a: 2 }, problem: null });
  });

  it.each(['- a\n', '[]', '!include a.yaml\n', '!custom {a: 1}\n'])(
    'is no config any longer when it was written as something else: %j',
    async (content) => {
      const { path, source } = await configFile('a: 1\n');
      await source.read();
      await writeFile(path, content);
      expect(await source.read()).toEqual({
        config: null,
        problem: expect.stringContaining('where a config is expected'),
        isOther: true,
      });
    },
  );

  it('is empty when nothing but a comment is left', async () => {
    const { path, source } = await configFile('a: 1\n');
    await source.read();
    await writeFile(path, '# nothing\n');
    expect(await source.read()).toEqual({ config: {}, problem: null });
  });

  it('gives readers at the same time each what stood there when it asked, or later', async () => {
    const { path, source } = await configFile('a: [\n');
    const first = source.read();
    await first;
    await writeFile(path, 'a: 1\n');
    const readings = await Promise.all([source.read(), source.read(), source.read()]);
    for (const reading of readings) expect(reading).toEqual({ config: { a: 1 }, problem: null });
  });
});

describe('a config file that is edited', () => {
  const old = new Date('2020-01-01T00:00:00Z');
  /** As one that nobody has touched for a while: its times then tell whether it has changed. */
  const settled = async (content: string) => {
    const { path } = await configFile(content);
    const later = Date.now() + 3_600_000;
    const source = yamlFile(path, { ...systemClock, now: () => later });
    return { path, source, look: async () => (await (source.lookAgain ?? source.read)()).config };
  };

  it.each<[string, (path: string) => Promise<void>]>([
    ['is written over', (path) => writeFile(path, 'a: 2\n')],
    ['is replaced by another', async (path) => rename(await other('a: 2\n'), path)],
    [
      'is written over with its times put back',
      async (path) => {
        await writeFile(path, 'a: 2\n');
        await utimes(path, old, old);
      },
    ],
    [
      'is replaced by an older one of the same size',
      async (path) => {
        const replacement = await other('a: 2\n');
        await utimes(replacement, old, old);
        await rename(replacement, path);
      },
    ],
  ])('is seen when it %s', async (_, edit) => {
    const { path, look } = await settled('a: 1\n');
    expect(await look()).toEqual({ a: 1 });
    expect(await look()).toEqual({ a: 1 });
    await edit(path);
    expect(await look()).toEqual({ a: 2 });
  });

  it('is seen when the link to it, or to its folder, is turned to another', async () => {
    const folder = await temporaryDirectory();
    for (const number of [1, 2]) {
      await mkdir(join(folder, `${number}`));
      await writeFile(join(folder, `${number}`, 'config.yaml'), `a: ${number}\n`);
    }
    const turn = async (number: number): Promise<void> => {
      await symlink(`${number}`, join(folder, 'next'));
      await rename(join(folder, 'next'), join(folder, 'data'));
    };
    await turn(1);
    await symlink(join('data', 'config.yaml'), join(folder, 'config.yaml'));
    const source = yamlFile(join(folder, 'config.yaml'));
    expect((await source.read()).config).toEqual({ a: 1 });
    await turn(2);
    expect((await source.read()).config).toEqual({ a: 2 });
  });

  it('is read again while it was edited a moment ago: two edits within one tick look the same', async () => {
    const { path, source } = await configFile('a: 1\n');
    for (let number = 2; number < 12; number += 1) {
      await writeFile(path, `a: ${number % 10}\n`);
      expect((await source.read()).config).toEqual({ a: number % 10 });
    }
  });

  it('is not read again while nobody touches it', async () => {
    const { look } = await settled('a: 1\n');
    const opened = countsOpened();
    await look();
    const first = opened();
    for (let time = 0; time < 3; time += 1) await look();
    expect([first > 0, opened()]).toEqual([true, first]);
  });
});

/** Counts the files that are opened from now on, as long as the test goes on. */
function countsOpened(): () => number {
  let count = 0;
  const hook = createHook({ init: (_, type) => void (count += type === 'FILEHANDLE' ? 1 : 0) }).enable();
  onTestFinished(() => void hook.disable());
  return () => count;
}

/** A file beside, to be moved. */
async function other(content: string): Promise<string> {
  const path = join(await temporaryDirectory(), 'other.yaml');
  await writeFile(path, content);
  return path;
}

describe('a large config file', () => {
  const values = (count: number, length: number): string =>
    Array.from({ length: count }, (_, index) => `key${index}:\n  enable: true\n  text: "${'x'.repeat(length)}"\n`).join(
      '',
    );

  it('of 10 MB is read in a worker thread', async () => {
    const { config, problem } = await readingOf(`${values(500, 20_000)}last: &last {a: 1}\nagain: *last\n`);
    expect(problem).toBeNull();
    expect(Object.keys(config ?? {})).toHaveLength(502);
    expect(config).toMatchObject({ key499: { enable: true }, again: { a: 1 } });
  }, 60_000);

  it('leaves the loop free while it is read', async () => {
    const { source } = await configFile(values(20_000, 10));
    let turns = 0;
    let reading = true;
    const turn = (): void => {
      turns += 1;
      if (reading) setImmediate(turn);
    };
    turn();
    await source.read();
    reading = false;
    // A second of parsing in this thread would let it turn a few times only.
    expect(turns).toBeGreaterThan(500);
  }, 60_000);

  it('has its lines named too', async () => {
    const { path, source } = await configFile(values(2000, 50));
    await appendFile(path, 'key0: again\n');
    expect((await source.read()).problem).toMatch(/second time, at line 6001, column 1\./);
  }, 60_000);

  it('takes no longer for many keys in one map than for many maps', async () => {
    const wide = Array.from({ length: 30_000 }, (_, index) => `key${index}: ${index}\n`).join('');
    const { config } = await readingOf(wide);
    expect(Object.keys(config ?? {})).toHaveLength(30_000);
  }, 20_000);

  it('above 16 MB is a problem', async () => {
    expect(await problemOf(Buffer.alloc(16 * 1024 * 1024 + 1, '#'))).toMatch(
      /it is larger than 16 MB\. Make it smaller\./,
    );
  });
});
