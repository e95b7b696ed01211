import { execFileSync } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  memoryStore,
  yamlFile,
  type ConfigReading,
  type ConfigSource,
  type StartOptions,
  type TelemetryEvent,
} from '../../src/index.ts';
import { temporaryDirectory } from '../store/temporary-directory.ts';
import { config, hour, kettle, lasting } from './host.ts';

const minute = 60_000;
const saying = (telemetry: unknown): string => JSON.stringify({ kettle: { ...config.kettle, telemetry } });
/** Every POSIX has it. */
const pipeMaker = 'mkfifo';

const litresOf = (events: readonly TelemetryEvent[]): unknown[] =>
  events.filter(({ name }) => name === 'boiled').map(({ properties }) => properties['litres']);
const warnings = (lines: readonly string[]): readonly string[] => lines.filter((line) => line.startsWith('warn'));

/** A host with a config file, and what it sends when it is flushed. */
async function withFile(text: string) {
  const path = join(await temporaryDirectory(), 'kettle.json');
  await writeFile(path, text);
  return { path, ...host({ config: yamlFile(path) }) };
}

function host(more: Parameters<typeof kettle>[0]) {
  const world = kettle(more);
  const boil = async (litres: number): Promise<readonly unknown[]> => {
    world.telemetry.record('boiled', { litres });
    await world.telemetry.flush();
    return litresOf(world.sink.accepted);
  };
  /** Time goes by, and what it starts reads a file that is real. */
  const later = async (): Promise<readonly unknown[]> => {
    await world.clock.advance(minute);
    await world.telemetry.flush();
    return litresOf(world.sink.accepted);
  };
  return { ...world, boil, later };
}

const waysToBreak: readonly (readonly [how: string, why: RegExp, hurt: (path: string) => Promise<unknown>])[] = [
  ['half-written', /line 1, column/, (path) => writeFile(path, saying(false).slice(0, -4))],
  ['half of a key', /holds a text/, (path) => writeFile(path, 'kett')],
  ['empty', /it is empty/, (path) => writeFile(path, '')],
  ['gone', /there is no such file/, (path) => rm(path)],
  ['indented by a tab', /a tab stands/, (path) => writeFile(path, 'kettle:\n\ttelemetry: false\n')],
  ['with a key twice', /second time/, (path) => writeFile(path, 'kettle: {}\nkettle: {}\n')],
  ['in UTF-16', /UTF-16/, (path) => writeFile(path, saying(false), 'utf16le')],
  ['a folder', /no regular file/, (path) => rm(path).then(() => mkdir(path))],
  ...(process.platform === 'win32'
    ? []
    : [
        [
          'a pipe that nobody writes to',
          /no regular file/,
          (path: string) => rm(path).then(() => execFileSync(pipeMaker, [path])),
        ] as const,
      ]),
];

describe('a config file that cannot be read any longer', () => {
  it.each(waysToBreak)('since it is %s, holds telemetry back until it can', async (_how, why, hurt) => {
    const { path, telemetry, sink, start, boil, later, lines, clock } = await withFile(saying(true));
    await start();
    expect(await boil(1)).toEqual([1]);
    await hurt(path);
    expect(await boil(2)).toEqual([1]);
    telemetry.count('boiled' as never);
    await clock.advance(hour);
    expect(await boil(3)).toEqual([1]);
    const { state, consent, problems } = await telemetry.status();
    expect({ state, on: consent.on, heldBack: consent.heldBack }).toEqual({ state: 'off', on: false, heldBack: true });
    expect(consent.reason).toMatch(/^held back, because kettle\.telemetry cannot be read: Failed to read the config/);
    expect(consent.reason).toMatch(why);
    expect(problems).toEqual([expect.stringMatching(/^Telemetry is held back, .*It is tried again at \d{4}-.*Z\.$/)]);
    expect(warnings(lines)).toEqual([`warn Telemetry is ${consent.reason} It is tried again.`]);
    expect((await telemetry.records({ state: 'waiting' })).entries.length).toBeGreaterThan(0);

    await rm(path, { recursive: true, force: true });
    await writeFile(path, saying(true));
    await expect.poll(later).toEqual([1, 2, 3]);
    expect(await telemetry.status()).toMatchObject({ state: 'on', problems: [] });
    expect(await boil(4)).toEqual([1, 2, 3, 4]);
    expect(new Set(sink.accepted.map(({ uuid }) => uuid)).size).toBe(sink.accepted.length);
    expect(lines.filter((line) => /it goes on/.test(line))).toEqual([expect.stringMatching(/^info Telemetry: /)]);
    await telemetry.close();
    expect(clock.timers).toEqual([]);
  });

  it('is off, and what waits is deleted, where it says off by then', async () => {
    const { path, telemetry, start, boil, later, clock } = await withFile(saying(true));
    await start();
    await boil(1);
    await writeFile(path, saying(false).slice(0, -4));
    await boil(2);
    await writeFile(path, saying(false));
    expect(await later()).toEqual([1]);
    expect(await telemetry.status()).toMatchObject({
      state: 'off',
      consent: { reason: 'off, because kettle.telemetry is false' },
    });
    await expect.poll(async () => (await telemetry.records({ state: 'waiting' })).entries).toEqual([]);
    expect(clock.timers).toEqual([]);
  });

  it('is off where it holds something else than a config, and stays so', async () => {
    const { path, telemetry, start, boil, later, clock } = await withFile(saying(true));
    await start();
    await boil(1);
    await writeFile(path, '[{ "kettle": { "telemetry": true } }]');
    await boil(2);
    expect((await telemetry.status()).consent).toMatchObject({
      heldBack: false,
      reason: expect.stringMatching(/^off, because kettle\.telemetry cannot be read: .* it holds a list/),
    });
    await writeFile(path, saying(true));
    expect(await later()).toEqual([1]);
    expect(clock.timers).toEqual([]);
  });

  it('is off where it said off before, whatever became of it', async () => {
    const { path, telemetry, start, clock } = await withFile(saying(false));
    await start();
    await writeFile(path, '{');
    const { consent, problems } = await telemetry.status();
    expect(consent.reason).toBe('off, because kettle.telemetry is false');
    expect(problems).toEqual([expect.stringMatching(/^Failed to read the config/)]);
    expect(clock.timers).toEqual([]);
  });

  it('is off at once, and for good, where the operator or another place says so', async () => {
    const { path, telemetry, start, boil, later, clock } = await withFile(saying(true));
    await start();
    await boil(1);
    await writeFile(path, '{');
    await boil(2);
    expect((await telemetry.off()).ok).toBe(true);
    expect((await telemetry.status()).consent.reason).toBe("off, because the operator's decision is off");
    await writeFile(path, saying(true));
    expect(await later()).toEqual([1]);
    expect(clock.timers).toEqual([]);
  });

  it('is why on() and submit() fail', async () => {
    const { path, telemetry, start, boil } = await withFile(saying(true));
    await start();
    await boil(1);
    await writeFile(path, '{');
    expect(await telemetry.on()).toMatchObject({ ok: false, reason: expect.stringMatching(/^held back, because/) });
    expect(await telemetry.submit()).toMatchObject({
      result: 'failed',
      reason: expect.stringMatching(/^Telemetry is held back, .*[^.]\. Nothing was sent\.$/),
    });
  });
});

describe('a config file that cannot be read at the start', () => {
  it.each(waysToBreak.filter(([how]) => how !== 'empty'))(
    'since it is %s, deletes nothing, and telemetry begins when it can',
    async (_how, why, hurt) => {
      const store = memoryStore({ decisions: lasting() });
      const before = host({ store });
      await before.start();
      before.sink.answerWith((batch) => batch.map(() => ({ status: 'retry', why: '503' })));
      await before.boil(1);
      await before.telemetry.close();

      const path = join(await temporaryDirectory(), 'kettle.json');
      await writeFile(path, saying(true));
      await hurt(path);
      const { telemetry, start, boil, later, lines, sink } = host({ store, seed: 2, config: yamlFile(path) });
      telemetry.record('boiled', { litres: 2 });
      await start();
      expect(await boil(3)).toEqual([]);
      expect((await telemetry.status()).consent).toMatchObject({ heldBack: true, reason: expect.stringMatching(why) });
      expect(warnings(lines)).toEqual([expect.stringMatching(/held back, .* It is tried again\.$/)]);
      expect(lines.filter((line) => line.startsWith('error'))).toEqual([]);
      await rm(path, { recursive: true, force: true });
      await writeFile(path, saying(true));
      await expect.poll(later).toEqual(expect.arrayContaining([1, 2, 3]));
      expect(litresOf(sink.accepted)).toHaveLength(3);
      await telemetry.close();
    },
  );
});

/** Ways of a host's own config to be read no longer. */
const troubles: readonly (readonly [how: string, answer: () => Promise<ConfigReading>])[] = [
  ['gives a config and a problem at once', async () => ({ config, problem: 'half-written' })],
  ['gives a problem and no config', async () => ({ config: null, problem: 'half-written' })],
  ['gives a problem that is an error', async () => JSON.parse('{"config":{},"problem":{"message":"half-written"}}')],
  [
    'throws',
    () => {
      throw new Error('half-written');
    },
  ],
  ['rejects', () => Promise.reject(new Error('half-written'))],
];

describe("a host's own config source", () => {
  const shapes: readonly (readonly [
    shape: string,
    make: (read: () => Promise<ConfigReading>) => NonNullable<StartOptions['config']>,
  ])[] = [
    ['a source', (read): ConfigSource => ({ kind: 'config source', place: 'consul', read })],
    [
      'a source that looks again',
      (read): ConfigSource => ({ kind: 'config source', place: 'consul', read, lookAgain: read }),
    ],
    ['a function that gives a source', (read) => () => ({ kind: 'config source', place: 'consul', read })],
  ];

  for (const [shape, make] of shapes) {
    it.each(troubles)(`holds telemetry back while it, ${shape}, %s`, async (_how, answer) => {
      let isIll = false;
      const given = make(async () => (isIll ? answer() : { config, problem: null }));
      const { telemetry, start, boil, later, clock, lines } = host({ config: given });
      await start();
      expect(await boil(1)).toEqual([1]);
      isIll = true;
      await clock.advance(minute);
      expect(await boil(2)).toEqual([1]);
      expect((await telemetry.status()).consent).toMatchObject({
        heldBack: true,
        reason: expect.stringMatching(/half-written/),
      });
      expect(warnings(lines)).toHaveLength(1);
      isIll = false;
      expect(await later()).toEqual([1, 2]);
      await telemetry.close();
    });
  }

  it('says off where it says so beside a problem', async () => {
    const said = { kettle: { ...config.kettle, telemetry: false } };
    const read = async (): Promise<ConfigReading> => ({ config: said, problem: 'half-written' });
    const { telemetry, start, clock } = host({ config: { kind: 'config source', place: 'consul', read } });
    await start();
    expect((await telemetry.status()).consent).toMatchObject({ on: false, heldBack: false });
    expect(clock.timers).toEqual([]);
  });

  it.each([['a string'], [42], [true], [() => config]])('holds telemetry back where its config is %s', async (odd) => {
    const read = async (): Promise<ConfigReading> => ({ config: odd as never, problem: null });
    const { telemetry, start, boil } = host({ config: { kind: 'config source', place: 'consul', read } });
    await start();
    expect(await boil(1)).toEqual([]);
    expect((await telemetry.status()).consent).toMatchObject({ on: false, heldBack: true });
    await telemetry.close();
  });
});

describe('status of another process', () => {
  it('is held back by a file that cannot be parsed, and says what a running application does then', async () => {
    const { path, options } = await withFile('{');
    const { consent, noticed } = await kettle().telemetry.status({ ...options, config: yamlFile(path) });
    expect(consent).toMatchObject({ on: false, heldBack: true });
    expect(noticed).toContain('While the file cannot be read or parsed, it sends nothing and deletes nothing');
  });
});

it('lines of the log about off end with one full stop', async () => {
  for (const given of [{}, { kettle: { telemetry: 'perhaps' } }, []]) {
    const { start, telemetry, lines } = host({ config: given, env: { CI: '1' } });
    await start();
    await telemetry.status();
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(line).toMatch(/[^.]\.$/);
  }
});
