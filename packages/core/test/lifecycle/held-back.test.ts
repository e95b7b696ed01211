import { execFileSync } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileDecisions, memoryStore, type Decided, type Decisions, type TelemetryEvent } from '../../src/index.ts';
import { temporaryDirectory } from '../store/temporary-directory.ts';
import { hour, kettle, lasting } from './host.ts';

/** Decisions that cannot be read while there is a problem with them, as with too many open files. */
const flaky = () => {
  const decisions = lasting();
  const trouble: { code: string | null } = { code: null };
  const own: Decisions = {
    ...decisions,
    read: async () => {
      if (trouble.code !== null) throw Object.assign(new Error(`${trouble.code}: read`), { code: trouble.code });
      return decisions.read();
    },
    update: async (change) => {
      await own.read();
      return decisions.update(change);
    },
  };
  const say = (value: 'on' | 'off') =>
    decisions.update((decided): Decided => ({ ...decided, consent: { value, at: 'then' } }));
  return { own, trouble, say };
};

const litresOf = (events: readonly TelemetryEvent[]): unknown[] =>
  events.filter(({ name }) => name === 'boiled').map(({ properties }) => properties['litres']);

/** A host whose telemetry runs when its decisions cannot be read any more. */
const running = async () => {
  const { own, trouble, say } = flaky();
  const world = kettle({ store: memoryStore({ decisions: own }) });
  await world.start();
  world.telemetry.record('boiled', { litres: 1 });
  await world.telemetry.flush();
  world.sink.answerWith((batch) => batch.map(() => ({ status: 'retry', why: '503' })));
  world.telemetry.record('boiled', { litres: 2 });
  await world.telemetry.flush();
  world.sink.clear();
  world.sink.answerWith((batch) => batch.map(() => ({ status: 'accepted' })));
  return { ...world, trouble, say };
};

describe('telemetry whose decisions cannot be read while it runs', () => {
  it.each(['EMFILE', 'ENFILE', 'EIO', 'EACCES', 'ESTALE'])(
    'is held back for %s, and goes on by itself with all that was recorded',
    async (code) => {
      const { telemetry, sink, clock, lines, trouble } = await running();
      trouble.code = code;
      await clock.advance(hour);
      expect(sink.batches).toEqual([]);
      telemetry.record('boiled', { litres: 3 });
      const held = await telemetry.status();
      expect(held).toMatchObject({ state: 'off', consent: { on: false } });
      expect(held.consent.reason).toMatch(new RegExp(`^held back, because the decisions cannot be read: .*${code}`));
      expect(held.problems.join('\n')).toMatch(/Telemetry is held back, .*It is tried again at \d{4}-.*Z\./);
      trouble.code = null;
      await clock.advance(60_000);
      await telemetry.flush();
      expect(litresOf(sink.accepted)).toEqual([2, 3]);
      expect(await telemetry.status()).toMatchObject({ state: 'on', problems: [] });
      expect(lines.filter((line) => /held back|it goes on/.test(line))).toEqual([
        expect.stringMatching(/^warn Telemetry is held back/),
        expect.stringMatching(/^info Telemetry: .*it goes on/),
      ]);
      await telemetry.close();
      expect(clock.timers).toEqual([]);
    },
  );

  it('deletes what was not sent, and drops what happened, where the operator has said off meanwhile', async () => {
    const { telemetry, sink, clock, trouble, say } = await running();
    trouble.code = 'EMFILE';
    await clock.advance(hour);
    telemetry.record('boiled', { litres: 3 });
    await say('off');
    trouble.code = null;
    await clock.advance(60_000);
    expect((await telemetry.status()).state).toBe('off');
    const left = async () => (await telemetry.status()).sinks[0]?.waiting;
    await expect.poll(left).toBe(0);
    expect((await telemetry.on()).ok).toBe(true);
    telemetry.record('boiled', { litres: 4 });
    await telemetry.flush();
    expect(litresOf(sink.accepted)).toEqual([4]);
  });

  it('is off at once where another place says off', async () => {
    const { telemetry, clock, trouble } = await running();
    trouble.code = 'EMFILE';
    await clock.advance(hour);
    expect(await telemetry.off()).toMatchObject({ ok: false, reason: expect.stringContaining('until the restart') });
    trouble.code = null;
    await clock.advance(hour);
    expect((await telemetry.status()).state).toBe('off');
    expect(clock.timers).toEqual([]);
  });

  it('is asked again a second later, then ever more rarely, and at least once a minute', async () => {
    const { clock, trouble, telemetry } = await running();
    trouble.code = 'EMFILE';
    await clock.advance(hour);
    expect(clock.timers).toHaveLength(1);
    expect(clock.timers[0]).toBeLessThanOrEqual(60_000);
    await telemetry.close();
  });

  it('loses nothing where they cannot be read for one look only, whichever that is', async () => {
    for (let broken = 1; broken <= 12; broken += 1) {
      const decisions = lasting();
      let looks = 0;
      const once: Decisions = {
        ...decisions,
        read: async () => {
          looks += 1;
          if (looks === broken) throw new Error('EMFILE: too many open files');
          return decisions.read();
        },
      };
      const { telemetry, sink, start, clock } = kettle({ store: memoryStore({ decisions: once }), seed: broken });
      telemetry.record('boiled', { litres: 0 });
      await start();
      for (let litres = 1; litres <= 4; litres += 1) {
        telemetry.record('boiled', { litres });
        await clock.advance(5000);
      }
      await telemetry.flush();
      expect(looks).toBeGreaterThanOrEqual(broken);
      expect([broken, ...litresOf(sink.accepted)]).toEqual([broken, 0, 1, 2, 3, 4]);
      expect((await telemetry.status()).state).toBe('on');
      await telemetry.close();
    }
  });
});

describe('telemetry whose decisions cannot be read at the start', () => {
  it('begins by itself when they can, with what was recorded until then', async () => {
    const { own, trouble } = flaky();
    trouble.code = 'EMFILE';
    const { telemetry, sink, clock, start, lines } = kettle({ store: memoryStore({ decisions: own }) });
    telemetry.record('boiled', { litres: 1 });
    await start();
    telemetry.record('boiled', { litres: 2 });
    await clock.advance(10 * 60_000);
    expect(sink.batches).toEqual([]);
    expect(telemetry.id).toBeNull();
    expect(lines.filter((line) => !line.startsWith('debug'))).toEqual([
      'warn Telemetry is held back, because the decisions cannot be read: EMFILE: read. It is tried again.',
    ]);
    trouble.code = null;
    await clock.advance(60_000);
    await telemetry.flush();
    expect(litresOf(sink.accepted)).toEqual([1, 2]);
    await telemetry.close();
  });

  it('never sends what was recorded until then where the operator had said off', async () => {
    const { own, trouble, say } = flaky();
    await say('off');
    trouble.code = 'EIO';
    const { telemetry, sink, clock, start } = kettle({ store: memoryStore({ decisions: own }) });
    telemetry.record('boiled', { litres: 1 });
    await start();
    trouble.code = null;
    await clock.advance(60_000);
    expect((await telemetry.on()).ok).toBe(true);
    telemetry.record('boiled', { litres: 2 });
    await telemetry.flush();
    expect(litresOf(sink.accepted)).toEqual([2]);
  });

  it('is off, and asks no more, where another place says off', async () => {
    const { own, trouble } = flaky();
    trouble.code = 'EMFILE';
    const { telemetry, clock, start } = kettle({
      store: memoryStore({ decisions: own }),
      config: { kettle: { telemetry: false } },
    });
    await start();
    expect((await telemetry.status()).consent.reason).toBe('off, because kettle.telemetry is false');
    expect(clock.timers).toEqual([]);
  });

  it('is off where it turns out that what the host gave contradicts itself, and says so, and throws nothing', async () => {
    const { own, trouble } = flaky();
    trouble.code = 'EMFILE';
    const { telemetry, clock, start, lines } = kettle({
      store: memoryStore({ decisions: own }),
      config: { kettle: { telemetry: true, systemInfo: false } },
    });
    await start();
    trouble.code = null;
    await clock.advance(60_000);
    const { state, problems } = await telemetry.status();
    expect(state).toBe('off');
    expect(problems.join()).toContain('Set kettle.systemInfo to true');
    expect(lines.filter((line) => line.startsWith('error'))).toEqual([expect.stringContaining('kettle.systemInfo')]);
    expect(clock.timers).toEqual([]);
  });
});

/** Every POSIX has it. */
const pipeMaker = 'mkfifo';

describe('telemetry with a file of decisions that cannot be read', () => {
  it.each<[string, (path: string) => Promise<unknown>]>([
    ['is broken', (path) => writeFile(path, '{ "consent": ')],
    ['is half of another', (path) => writeFile(path, '{"consent":{"value":"off"}}')],
    ['is a directory', (path) => mkdir(path)],
    ...(process.platform === 'win32'
      ? []
      : [['is a pipe', async (path: string) => execFileSync(pipeMaker, [path])] as const].map(
          ([what, make]): [string, (path: string) => Promise<unknown>] => [what, make],
        )),
  ])('that %s is held back until the operator has mended it, without a restart', async (_what, hurt) => {
    const path = join(await temporaryDirectory(), 'decisions.json');
    await hurt(path);
    const { telemetry, sink, clock, start } = kettle({ store: memoryStore({ decisions: fileDecisions({ path }) }) });
    telemetry.record('boiled', { litres: 1 });
    await start();
    const { state, consent } = await telemetry.status();
    expect([state, consent.reason]).toEqual(['off', expect.stringMatching(/^held back, .*decisions\.json/)]);
    await rm(path, { recursive: true });
    const sent = async () => {
      await clock.advance(60_000);
      await telemetry.flush({ timeoutMillis: 5000 });
      return litresOf(sink.accepted);
    };
    await expect.poll(sent, { timeout: 10_000 }).toEqual([1]);
    await telemetry.close();
  });
});
