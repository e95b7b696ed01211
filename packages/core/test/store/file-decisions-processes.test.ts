import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileDecisions } from '../../src/store/file-decisions.ts';
import { lockFile } from '../../src/store/file-lock.ts';
import { systemClock, type Clock } from '../../src/surroundings/clock.ts';
import { seededRandom } from '../../src/testing/index.ts';
import { start, type Started } from './fixtures/start.ts';
import { temporaryDirectory } from './temporary-directory.ts';

const off = { consent: { value: 'off', at: '2026-01-01T00:00:00.000Z' } } as const;

/** Time that passes as soon as it is waited for. Counts what was waited. */
function hurriedClock(): Clock & { readonly waited: () => number } {
  let waited = 0;
  return {
    now: () => Date.UTC(2026, 0, 1) + waited,
    after: (millis, action) => {
      waited += millis;
      const immediate = setImmediate(action);
      return () => clearImmediate(immediate);
    },
    waited: () => waited,
  };
}

const aged = (token: string): string =>
  JSON.stringify({ token, pid: 1, since: '2026-01-01T00:00:00.000Z', pidSpace: 'of another container' });

async function decisionsPath(): Promise<string> {
  return join(await temporaryDirectory(), 'telemetry.json');
}

describe('fileDecisions, in several processes', () => {
  it(
    'loses none of 400 updates by eight processes at once, nor the off in their midst',
    { timeout: 60_000 },
    async () => {
      const path = await decisionsPath();
      const children = Array.from({ length: 8 }, (_, number) =>
        start('update-decisions.ts', path, `process ${number}`, '50'),
      );
      await Promise.all(children.map((child) => child.wrote(5)));
      await fileDecisions({ path }).update((decided) => ({ ...decided, ...off }));
      expect(await Promise.all(children.map(({ ended }) => ended))).toEqual(children.map(() => 0));
      const decided = await fileDecisions({ path }).read();
      expect(decided.consent).toEqual(off.consent);
      expect(decided.lastSlots).toEqual(Object.fromEntries(children.map((_, number) => [`process ${number}`, 50])));
      expect(await readdir(dirname(path))).toEqual(['telemetry.json']);
    },
  );

  it(
    'is whole whenever it is read, and has all that was kept, though its writers are killed',
    { timeout: 60_000 },
    async () => {
      const path = await decisionsPath();
      const reader = fileDecisions({ path });
      await reader.update(() => off);
      const random = seededRandom(7);
      const kept = new Map<string, number>();
      let reading = true;
      const reads = (async () => {
        for (let count = 0; reading; count += 1) {
          expect((await reader.read()).consent).toEqual(off.consent);
          expect(count).toBeLessThan(1_000_000);
        }
      })();
      for (let round = 0; round < 6; round += 1) {
        const children = ['a', 'b', 'c'].map((name): [string, Started] => [
          name,
          start('update-decisions.ts', path, name, '100000'),
        ]);
        await Promise.all(
          children.map(async ([name, child]) => {
            await child.wrote(1 + ((random(1)[0] ?? 0) % 12));
            child.child.kill('SIGKILL');
            await child.ended;
            kept.set(name, Number(child.lines.at(-1)));
          }),
        );
      }
      reading = false;
      await reads;
      const { lastSlots = {} } = await reader.read();
      for (const [name, last] of kept) expect(lastSlots[name]).toBeGreaterThanOrEqual(last);
      expect(kept.size).toBe(3);
      await reader.update((decided) => ({ ...decided, acceptedVersion: 1 }));
      expect((await reader.read()).consent).toEqual(off.consent);
    },
  );

  it('takes over at once from a process that was killed, and clears away what it left', async () => {
    const path = await decisionsPath();
    const holder = start('hold-lock.ts', path);
    await holder.wrote(1);
    expect(await readdir(dirname(path))).toHaveLength(2);
    holder.child.kill('SIGKILL');
    await holder.ended;
    const clock = hurriedClock();
    await fileDecisions({ path, clock }).update(() => off);
    expect(clock.waited()).toBeLessThan(1000);
    expect(await readdir(dirname(path))).toEqual(['telemetry.json']);
  });

  it('is taken over by one of many who wait', { timeout: 30_000 }, async () => {
    const path = await decisionsPath();
    const holder = start('hold-lock.ts', path);
    await holder.wrote(1);
    holder.child.kill('SIGKILL');
    await holder.ended;
    const children = Array.from({ length: 6 }, (_, number) =>
      start('update-decisions.ts', path, `process ${number}`, '5'),
    );
    expect(await Promise.all(children.map(({ ended }) => ended))).toEqual(children.map(() => 0));
    const { lastSlots } = await fileDecisions({ path }).read();
    expect(lastSlots).toEqual(Object.fromEntries(children.map((_, number) => [`process ${number}`, 5])));
    expect(await readdir(dirname(path))).toEqual(['telemetry.json']);
  });

  it.each([
    ['of a process that cannot be asked', aged('0123456789abcdef')],
    ['that was never written', ''],
    ['that is something else', 'locked'],
  ])('waits five seconds for a lock %s, then takes it over', async (_, content) => {
    const path = await decisionsPath();
    await writeFile(`${path}.lock`, content);
    const clock = hurriedClock();
    expect(await fileDecisions({ path, clock }).update(() => off)).toEqual(off);
    expect(clock.waited()).toBeGreaterThanOrEqual(5000);
    expect(clock.waited()).toBeLessThan(6000);
    expect(await readdir(dirname(path))).toEqual(['telemetry.json']);
  });

  it('gives up after ten seconds of a lock that cannot be taken over, names it, and changes nothing', async () => {
    const path = await decisionsPath();
    await writeFile(`${path}.lock`, aged('0123456789abcdef'));
    await writeFile(`${path}.lock.0123456789abcdef`, aged('fedcba9876543210'));
    const clock = hurriedClock();
    const error: unknown = await fileDecisions({ path, clock })
      .update(() => off)
      .catch((reason: unknown) => reason);
    expect(String(error)).toMatch(
      /Failed to change .*telemetry\.json: .*telemetry\.json\.lock is held by process 1 .*delete that lock file/,
    );
    expect(clock.waited()).toBeGreaterThanOrEqual(10_000);
    expect(clock.waited()).toBeLessThan(11_000);
    expect(await fileDecisions({ path }).read()).toEqual({});
  });

  it('gives up at once where a directory is in the place of its lock', async () => {
    const path = await decisionsPath();
    await mkdir(`${path}.lock`);
    const clock = hurriedClock();
    await expect(fileDecisions({ path, clock }).update(() => off)).rejects.toThrow(`${path}.lock`);
  });
});

describe('lockFile', () => {
  it('tells an owner that was taken for dead that it holds no longer, and does not take the lock of the next', async () => {
    const path = await decisionsPath();
    const slow = await lockFile(path, systemClock);
    expect(await slow.holds()).toBe(true);
    const next = await lockFile(path, hurriedClock());
    expect(await slow.holds()).toBe(false);
    await slow.release();
    expect(await next.holds()).toBe(true);
    await next.release();
    expect(await readdir(dirname(path))).toEqual([]);
  });

  it('says, for people, which process holds it and since when', async () => {
    const path = await decisionsPath();
    const lock = await lockFile(path, { ...systemClock, now: () => 0 });
    expect(JSON.parse(await readFile(`${path}.lock`, 'utf8'))).toMatchObject({
      pid: process.pid,
      since: '1970-01-01T00:00:00.000Z',
    });
    await lock.release();
  });
});
