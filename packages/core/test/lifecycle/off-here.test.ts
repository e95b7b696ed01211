import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { definePlan, fileDecisions, memoryStore, type Decisions } from '../../src/index.ts';
import { temporaryDirectory } from '../store/temporary-directory.ts';
import { config, hour, kettle, lasting, plan } from './host.ts';

/** Decisions that can be read, and be changed as long as they may. */
const stubborn = () => {
  const decisions = lasting();
  const may = { change: false };
  const own: Decisions = {
    ...decisions,
    update: async (change) => {
      if (!may.change) throw new Error('the disk is read-only');
      return decisions.update(change);
    },
  };
  return { decisions, own, may };
};

const boiled = (sink: ReturnType<typeof kettle>['sink']): unknown[] =>
  sink.accepted.filter(({ name }) => name === 'boiled').map(({ properties }) => properties['litres']);

describe('off that cannot be kept', () => {
  it('is off in this process all the same, and names the ways that last', async () => {
    const { telemetry, start, sink, clock } = kettle({ store: memoryStore({ decisions: stubborn().own }) });
    await start();
    telemetry.record('boiled', { litres: 1 });
    await telemetry.flush();
    expect(await telemetry.off()).toMatchObject({
      ok: false,
      reason:
        'telemetry is off in this process until the restart only, for the decision could not be kept: the disk is read-only. ' +
        'To keep it off, set kettle.telemetry to false, KETTLE_TELEMETRY=false or DO_NOT_TRACK=1',
      consent: { on: false, decidedBy: "the operator's decision" },
    });
    telemetry.record('boiled', { litres: 2 });
    await telemetry.flush();
    await clock.advance(48 * hour);
    const { state, consent, id } = await telemetry.status();
    expect({ state, on: consent.on, id }).toEqual({ state: 'off', on: false, id: null });
    expect(boiled(sink)).toEqual([1]);
    expect(clock.timers).toEqual([]);
  });

  it('deletes what was not sent', async () => {
    const store = memoryStore({ decisions: stubborn().own });
    const { telemetry, start, sink } = kettle({ store });
    sink.answerWith((batch) => batch.map(() => ({ status: 'retry', why: '503' })));
    await start();
    telemetry.record('boiled', { litres: 1 });
    await telemetry.flush();
    expect((await telemetry.off()).ok).toBe(false);
    expect((await telemetry.records()).entries).toEqual([]);
  });

  it('is heard by replay as well', async () => {
    const { telemetry, start, sink } = kettle({ store: memoryStore({ decisions: stubborn().own }) });
    await start();
    await telemetry.off();
    const event = {
      uuid: '0198a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b',
      name: 'boiled',
      timestamp: '2026-03-03T04:05:06.000Z',
      distinctId: 'd',
      properties: { service: 'kettle', serviceVersion: '1.2.3', litres: 1 },
    };
    const { events, problem } = await telemetry.replay([event], { sinks: [sink] });
    expect({ events, problem }).toEqual({ events: 0, problem: expect.stringMatching(/telemetry is off/i) });
    expect(boiled(sink)).toEqual([]);
  });

  it('stays so whoever says on elsewhere, until on is said here', async () => {
    const { own, decisions, may } = stubborn();
    const { telemetry, start, sink, clock } = kettle({ store: memoryStore({ decisions: own }) });
    await start();
    await telemetry.off();
    await decisions.update((decided) => ({ ...decided, consent: { value: 'on', at: 'later' } }));
    await clock.advance(48 * hour);
    await telemetry.acknowledge().catch(() => {});
    telemetry.record('boiled', { litres: 1 });
    await telemetry.flush();
    expect((await telemetry.status()).state).toBe('off');
    expect(sink.accepted.map(({ name }) => name)).not.toContain('boiled');
    may.change = true;
    expect((await telemetry.on()).ok).toBe(true);
    telemetry.record('boiled', { litres: 2 });
    await telemetry.flush();
    expect(boiled(sink)).toEqual([2]);
  });

  it('said before start, keeps a later start off', async () => {
    const { telemetry, start, sink, options } = kettle({ store: memoryStore({ decisions: stubborn().own }) });
    telemetry.record('boiled', { litres: 1 });
    expect(await telemetry.off(options)).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/an application that runs is not stopped: .*read-only\. To stop it, set kettle/),
      consent: { on: false },
    });
    telemetry.record('boiled', { litres: 2 });
    await start();
    telemetry.record('boiled', { litres: 3 });
    await telemetry.flush();
    expect((await telemetry.status()).state).toBe('off');
    expect(sink.batches).toEqual([]);
  });

  it('said while start is under way, is off when that is done', async () => {
    let answer = (_: object): void => {};
    const given = new Promise<object>((resolve) => (answer = resolve));
    const { telemetry, start, sink, options } = kettle({
      store: memoryStore({ decisions: stubborn().own }),
      config: () => given,
    });
    telemetry.record('boiled', { litres: 1 });
    const starting = start();
    const off = telemetry.off(options);
    await new Promise((resolve) => void setImmediate(resolve));
    answer(config);
    await starting;
    expect((await off).ok).toBe(false);
    await telemetry.flush();
    expect((await telemetry.status()).state).toBe('off');
    expect(sink.batches).toEqual([]);
  });

  it('is off at once, though the decision takes its time', async () => {
    const decisions: Decisions = { ...lasting(), update: () => new Promise(() => {}) };
    const { telemetry, start, sink, clock } = kettle({ store: memoryStore({ decisions }), ephemeral: true });
    const starting = start();
    await clock.advance(10_000);
    await starting;
    const off = telemetry.off();
    telemetry.record('boiled', { litres: 1 });
    await clock.advance(15_000);
    expect(await off).toMatchObject({ ok: false, reason: expect.stringContaining('longer than 15 seconds') });
    await telemetry.flush({ timeoutMillis: 20 });
    expect(sink.batches).toEqual([]);
  });

  it('names an inverted variable as it is set, and no config key where the plan has none', async () => {
    const inverted = definePlan({
      ...plan,
      consent: { default: 'on', env: { name: 'KETTLE_TELEMETRY_DISABLED', inverted: true } },
    });
    const { telemetry, start } = kettle({ plan: inverted, store: memoryStore({ decisions: stubborn().own }) });
    await start();
    expect(await telemetry.off()).toMatchObject({
      reason: expect.stringContaining('To keep it off, set KETTLE_TELEMETRY_DISABLED=true or DO_NOT_TRACK=1'),
    });
  });

  it('is followed by a start that goes by what is decided, where it was kept', async () => {
    const decisions = lasting();
    const { telemetry, start, sink, options } = kettle({ store: memoryStore({ decisions }) });
    expect((await telemetry.off(options)).ok).toBe(true);
    telemetry.record('boiled', { litres: 1 });
    await decisions.update((decided) => ({ ...decided, consent: { value: 'on', at: 'later' } }));
    await start();
    telemetry.record('boiled', { litres: 2 });
    await telemetry.flush();
    expect(boiled(sink)).toEqual([2]);
  });
});

describe.skipIf(process.platform === 'win32')('off with a file of decisions', () => {
  it.each<[string, (path: string) => Promise<unknown>]>([
    ['another thing stands in the place of its lock', (path) => mkdir(`${path}.lock`)],
    ['it is broken', (path) => writeFile(path, '{')],
    ['a directory stands in its place', (path) => rm(path, { force: true }).then(() => mkdir(path))],
  ])('is off in this process where %s', async (_what, hurt) => {
    const path = join(await temporaryDirectory(), 'decisions.json');
    const { telemetry, start, sink } = kettle({ store: memoryStore({ decisions: fileDecisions({ path }) }) });
    await start();
    await telemetry.flush();
    await hurt(path);
    expect(await telemetry.off()).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/until the restart only.*DO_NOT_TRACK=1/),
      consent: { on: false },
    });
    sink.clear();
    telemetry.record('boiled', { litres: 1 });
    await telemetry.flush();
    expect(sink.batches).toEqual([]);
    expect((await telemetry.status()).state).toBe('off');
    await telemetry.close();
  });

  it('is off in the process of a user who may not write there', async () => {
    const folder = await temporaryDirectory();
    const path = join(folder, 'decisions.json');
    await writeFile(path, '{}');
    await chmod(path, 0o644);
    await chmod(folder, 0o555);
    const child = spawn(process.execPath, [fileURLToPath(new URL('off-child.ts', import.meta.url)), path], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.on('data', (chunk) => (output += String(chunk)));
    const [code] = await once(child, 'close');
    expect({ code, said: JSON.parse(output) }).toEqual({
      code: 0,
      said: {
        ok: false,
        reason: expect.stringMatching(/until the restart only.*this user may not \(EACCES\).*DO_NOT_TRACK=1/),
        state: 'off',
        sent: [1],
      },
    });
    await chmod(folder, 0o755);
    expect(JSON.parse(await readFile(path, 'utf8'))).not.toHaveProperty('consent');
  });
});
