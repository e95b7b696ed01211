import { join } from 'node:path';
import type { Store } from '@plainsight/core';
import { manualClock } from '@plainsight/core/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { sqliteStore } from '../src/index.ts';
import { accept, commit, day, quarantinedOf, recordOf, time, waitingIn } from './records.ts';
import { temporaryDirectory } from './temporary-directory.ts';

const text = 'x'.repeat(2000);
const numbers = (from: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => from + index);

async function open(more: { readonly maxBytes?: number; readonly maxAgeDays?: number } = {}) {
  const clock = manualClock(time);
  const store: Store = sqliteStore({ path: join(await temporaryDirectory(), 'telemetry.db'), clock, ...more });
  await store.open();
  onTestFinished(() => store.close());
  await store.attach(['one']);
  return { store, clock };
}

/** As many are counted by hour as there are. */
async function isCounted(store: Store): Promise<void> {
  const { records, quarantined } = await store.counts();
  const [bucket] = await store.activity({ from: time, to: time + day, bucketHours: 24 });
  expect(bucket).toEqual({ at: time, names: { boiled: records }, quarantined });
}

describe('a bound of sqliteStore', () => {
  it.each([
    { maxBytes: 0 },
    { maxBytes: 1000 },
    { maxBytes: Number.NaN },
    { maxAgeDays: -1 },
    { maxAgeDays: Infinity },
  ])('is refused where it makes no sense: $maxBytes $maxAgeDays', (options) => {
    expect(() => sqliteStore({ path: 'telemetry.db', ...options })).toThrow(RangeError);
  });

  it('makes room with what is settled first, then with what is quarantined, then with the oldest that wait', async () => {
    const { store } = await open({ maxBytes: 600_000 });
    await commit(store, { records: numbers(0, 50).map((number) => recordOf(number, { text })) });
    await accept(store, 50);
    await commit(store, { quarantined: numbers(1000, 50).map((number) => quarantinedOf(number)) });
    let next = 2000;
    const fill = async (isFull: () => Promise<boolean>): Promise<void> => {
      for (let left = 100; left > 0 && !(await isFull()); left -= 1) {
        await commit(store, { records: numbers(next, 10).map((number) => recordOf(number, { text })) });
        next += 10;
      }
    };
    const counts = () => store.counts();
    await fill(async () => (await counts()).records < next - 2000 + 50);
    expect(await counts()).toMatchObject({ quarantined: 50, dropped: 0 });
    await isCounted(store);

    await fill(async () => (await counts()).quarantined < 50);
    expect(await counts()).toMatchObject({ quarantined: 0, dropped: 50 });
    expect((await waitingIn(store))[0]).toBe(2000);

    await fill(async () => (await counts()).dropped > 50);
    const { dropped, sinks } = await counts();
    expect(await waitingIn(store)).toEqual(numbers(2000 + dropped - 50, next - 2000 - dropped + 50));
    expect(sinks['one']).toMatchObject({ accepted: 50, waiting: next - 2000 - (dropped - 50) });
    await isCounted(store);
  });

  it('lets what is settled or quarantined go when it is old enough, and never what waits', async () => {
    const { store, clock } = await open({ maxAgeDays: 7 });
    await commit(store, { records: [1, 2, 3].map((number) => recordOf(number)), quarantined: [quarantinedOf(9)] });
    await accept(store, 1);
    clock.set(time + 6 * day);
    await commit(store, { records: [recordOf(4, { at: clock.now() })] });
    expect(await store.counts()).toMatchObject({ records: 4, quarantined: 1 });
    clock.set(time + 8 * day);
    await commit(store, { records: [recordOf(5, { at: clock.now() })] });
    expect(await store.counts()).toMatchObject({ records: 4, quarantined: 0, dropped: 0 });
    expect(await waitingIn(store)).toEqual([2, 3, 4, 5]);
    expect(await store.activity({ from: time, to: time + 30 * day, bucketHours: 24 })).toEqual([
      { at: time, names: { boiled: 2 }, quarantined: 0 },
      { at: time + 6 * day, names: { boiled: 1 }, quarantined: 0 },
      { at: time + 8 * day, names: { boiled: 1 }, quarantined: 0 },
    ]);
  });
});
