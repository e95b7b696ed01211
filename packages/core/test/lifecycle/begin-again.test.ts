import { describe, expect, it } from 'vitest';
import { memoryStore, type Store } from '../../src/index.ts';
import { manualClock } from '../../src/testing/index.ts';
import { epoch, kettle, lasting } from './host.ts';

const litresIn = (sink: ReturnType<typeof kettle>['sink']): unknown[] =>
  sink.accepted.filter(({ name }) => name === 'boiled').map(({ properties }) => properties['litres']);

describe('telemetry that begins again, under an id that was reset elsewhere', () => {
  it('sends what is recorded meanwhile with the flush that comes next', async () => {
    const decisions = lasting();
    const { telemetry, start, sink } = kettle({ store: memoryStore({ decisions }) });
    await start();
    await telemetry.flush();
    await decisions.update((decided) => ({ ...decided, installationId: 'b'.repeat(64) }));
    telemetry.record('boiled', { litres: 1 });
    await telemetry.flush();
    telemetry.record('boiled', { litres: 2 });
    await telemetry.flush();
    await telemetry.close();
    expect(litresIn(sink)).toEqual([1, 2]);
    expect(sink.accepted.at(-1)?.distinctId).toBe('b'.repeat(64));
  });
});

describe('telemetry that cannot begin', () => {
  it('lets go of its store and of what was recorded, says so to on(), and begins when it can', async () => {
    const well = memoryStore({ decisions: lasting() });
    let opened = 0;
    let isIll = true;
    const store: Store = {
      ...well,
      open: async () => {
        opened += 1;
        return well.open();
      },
      close: async () => {
        opened -= 1;
        return well.close();
      },
      attach: async (names) => (isIll ? Promise.reject(new Error('no such luck')) : well.attach(names)),
    };
    const { telemetry, start, sink } = kettle({ store });
    telemetry.record('boiled', { litres: 1 });
    await start();
    expect(opened).toBe(0);
    expect(await telemetry.on()).toMatchObject({ ok: false, reason: expect.stringContaining('no such luck') });
    isIll = false;
    expect((await telemetry.on()).ok).toBe(true);
    telemetry.record('boiled', { litres: 2 });
    await telemetry.close();
    expect(litresIn(sink)).toEqual([2]);
    expect(opened).toBe(0);
  });
});

it('a clock of the host that throws is no trouble of the host', async () => {
  const clock = manualClock(epoch);
  let isIll = false;
  const now = (): number => {
    if (isIll) throw new Error('no such luck');
    return clock.now();
  };
  const { telemetry, start } = kettle({ clock: { ...clock, now } });
  await start();
  isIll = true;
  expect(() => telemetry.count('boiled' as never)).not.toThrow();
  expect(() => telemetry.record('boiled', { litres: 1 })).not.toThrow();
  isIll = false;
  await telemetry.close();
});
