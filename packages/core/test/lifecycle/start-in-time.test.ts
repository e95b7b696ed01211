import { execFileSync } from 'node:child_process';
import { symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileDecisions, memoryStore, type Decisions, type Store } from '../../src/index.ts';
import { temporaryDirectory } from '../store/temporary-directory.ts';
import { hour, kettle, lasting } from './host.ts';

/** Something that answers nobody until it is told to, as a file system on a network that is gone. */
const gone = () => {
  let back = (): void => {};
  const isBack = new Promise<void>((resolve) => (back = resolve));
  return { isBack, back: () => back() };
};

const storeThatIsGone = (isBack: Promise<void>): Store => {
  const store = memoryStore({ decisions: lasting() });
  return { ...store, open: () => isBack.then(() => store.open()) };
};

const decisionsThatAreGone = (isBack: Promise<void>): Decisions => {
  const decisions = lasting();
  return { ...decisions, read: () => isBack.then(() => decisions.read()) };
};

const whatMayBeGone: readonly (readonly [
  what: string,
  make: (isBack: Promise<void>) => Parameters<typeof kettle>[0],
])[] = [
  ['a store', (isBack) => ({ store: storeThatIsGone(isBack) })],
  ['decisions', (isBack) => ({ store: memoryStore({ decisions: decisionsThatAreGone(isBack) }) })],
];

describe('a start', () => {
  it.each(whatMayBeGone)('is done after ten seconds though %s never answers, and says so', async (_what, make) => {
    const { isBack } = gone();
    const { telemetry, start, clock, lines, sink } = kettle(make(isBack));
    let isDone = false;
    const starting = start().then(() => (isDone = true));
    await clock.advance(9999);
    expect(isDone).toBe(false);
    await clock.advance(1);
    await starting;
    expect(lines.filter((line) => line.startsWith('warn'))).toEqual([
      'warn Telemetry: it has not begun within 10 seconds, and goes on to try.',
    ]);
    telemetry.record('boiled', { litres: 1 });
    await telemetry.flush({ timeoutMillis: 20 });
    await telemetry.close({ timeoutMillis: 20 });
    await clock.advance(hour);
    expect(clock.timers).toEqual([]);
    expect(sink.batches).toEqual([]);
  });

  it.each(whatMayBeGone)('goes on when %s answers at last, and loses nothing', async (_what, make) => {
    const { isBack, back } = gone();
    const { telemetry, start, clock, sink } = kettle(make(isBack));
    telemetry.record('boiled', { litres: 1 });
    const starting = start();
    await clock.advance(10_000);
    await starting;
    telemetry.record('boiled', { litres: 2 });
    back();
    await telemetry.flush();
    const sent = sink.accepted.filter(({ name }) => name === 'boiled');
    expect(sent.map(({ properties }) => properties['litres'])).toEqual([1, 2]);
    expect(await telemetry.status()).toMatchObject({ state: 'on', problems: [] });
  });

  it('takes the time that it is given', async () => {
    const { start, clock } = kettle({ store: storeThatIsGone(gone().isBack), startTimeoutMillis: 50 });
    const starting = start();
    await clock.advance(50);
    await starting;
  });

  it('may take for ever where it is told so', async () => {
    const { start, clock, telemetry } = kettle({ startTimeoutMillis: Number.POSITIVE_INFINITY });
    await start();
    expect(clock.timers.every((millis) => millis <= hour)).toBe(true);
    expect((await telemetry.status()).state).toBe('on');
  });

  it.each([-1, Number.NaN, JSON.parse('"soon"')])('refuses %j as the time that it may take', async (millis) => {
    await expect(kettle({ startTimeoutMillis: millis }).start()).rejects.toMatchObject({
      code: 'start-options',
      message: expect.stringContaining('startTimeoutMillis'),
    });
  });

  it('throws nothing where a contradiction is found too late, logs it, and is off', async () => {
    const { isBack, back } = gone();
    const { telemetry, start, clock, lines, sink } = kettle({
      store: memoryStore({ decisions: decisionsThatAreGone(isBack) }),
      config: { kettle: { telemetry: true, systemInfo: false } },
    });
    telemetry.record('boiled', { litres: 1 });
    const starting = start();
    await clock.advance(10_000);
    await starting;
    back();
    await telemetry.flush();
    expect(lines.filter((line) => line.startsWith('error'))).toEqual([
      expect.stringMatching(/^error Telemetry is off: Failed to start: .*kettle\.systemInfo/),
    ]);
    expect((await telemetry.status()).state).toBe('off');
    expect(sink.batches).toEqual([]);
  });

  it('leaves telemetry off that is turned off before it goes on', async () => {
    const { isBack, back } = gone();
    const { telemetry, start, clock, sink } = kettle({ store: storeThatIsGone(isBack) });
    const starting = start();
    await clock.advance(10_000);
    await starting;
    const off = telemetry.off();
    back();
    expect((await off).ok).toBe(true);
    telemetry.record('boiled', { litres: 1 });
    await telemetry.flush();
    expect((await telemetry.status()).state).toBe('off');
    expect(sink.batches).toEqual([]);
  });
});

/** Every POSIX has it. */
const pipeMaker = 'mkfifo';

describe.skipIf(process.platform === 'win32')('a start over a file of decisions', () => {
  it.each<[string, (path: string) => Promise<unknown>]>([
    ['a pipe', async (path) => execFileSync(pipeMaker, [path])],
    ['a device without end', (path) => symlink('/dev/zero', path)],
    ['a dangling link', (path) => symlink('nowhere', path)],
    ['a large file', (path) => writeFile(path, 'x'.repeat(100_000))],
  ])('goes on without keeping anything where %s is in the place of its lock', async (_what, make) => {
    const path = join(await temporaryDirectory(), 'decisions.json');
    await make(`${path}.lock`);
    // On this clock no time passes: nothing is waited for.
    const { telemetry, start, sink } = kettle({ store: memoryStore({ decisions: fileDecisions({ path }) }) });
    await start();
    telemetry.record('boiled', { litres: 1 });
    await telemetry.flush();
    expect(sink.accepted.map(({ name }) => name)).toContain('boiled');
    expect((await telemetry.status()).problems.join()).toContain(`${path}.lock is`);
    await telemetry.close();
  });
});
