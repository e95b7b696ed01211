import { describe, expect, it } from 'vitest';
import { memoryStore, type ActivityAsked } from '../../src/index.ts';
import { epoch, hour, lasting } from '../lifecycle/host.ts';
import { installation } from './installation.ts';

const day = 24 * hour;
const dayOf = (time: number): number => Math.floor(time / day) * day;
const hourOf = (time: number): number => Math.floor(time / hour) * hour;

/** An installation with a report and two events, one of them in quarantine, and another event two days later. */
const filled = async () => {
  const world = await installation({ inMemory: true });
  const { telemetry, clock } = world;
  await world.start();
  for (const litres of [1, -1]) telemetry.record('boiled', { litres });
  await telemetry.flush();
  clock.set(epoch + 2 * day);
  telemetry.record('whistled', { tune: 'low' });
  await telemetry.flush({ to: 'store' });
  return world;
};

describe('activity', () => {
  it('counts events of the last thirty days by day and name', async () => {
    const { telemetry } = await filled();
    expect(await telemetry.activity()).toEqual([
      { at: dayOf(epoch), names: { 'kettle report': 1, boiled: 1 }, quarantined: 1 },
      { at: dayOf(epoch + 2 * day), names: expect.objectContaining({ whistled: 1 }), quarantined: 0 },
    ]);
  });

  it('counts those of the time that is asked for, by hour', async () => {
    const { telemetry } = await filled();
    const asked = { from: new Date(epoch).toISOString(), to: epoch + hour, bucketHours: 1 };
    expect(await telemetry.activity(asked)).toEqual([
      { at: hourOf(epoch), names: { 'kettle report': 1, boiled: 1 }, quarantined: 1 },
    ]);
    expect(await telemetry.activity({ from: 0, to: '2020-01-01' })).toEqual([]);
  });

  it('counts what is in the store of telemetry that was not started here', async () => {
    const { handle } = await filled();
    const another = handle();
    expect(await another.telemetry.activity({}, another.options)).toHaveLength(2);
  });

  it('is none where nothing was ever kept, or no store is known', async () => {
    const { handle } = await installation({ inMemory: true });
    const { telemetry, options } = handle({ store: memoryStore({ decisions: lasting() }) });
    expect(await telemetry.activity({}, options)).toEqual([]);
    expect(await telemetry.activity()).toEqual([]);
  });

  it.each<[string, ActivityAsked]>([
    ['bucketHours is 0', { bucketHours: 0 }],
    ['bucketHours is 1.5', { bucketHours: 1.5 }],
    ['from is no time', { from: 'yesterday' }],
    ['to is no time', { to: Number.NaN }],
  ])('says what makes no sense: %s', async (why, asked) => {
    const { telemetry } = await filled();
    await expect(telemetry.activity(asked)).rejects.toThrow(`Failed to count events: ${why}`);
  });
});
