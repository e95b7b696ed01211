import { once } from 'node:events';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { healthy, type Store } from '@plainsight/core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { sqliteStore } from '../src/index.ts';
import { accept, commit, quarantinedOf, recordOf, waitingIn } from './records.ts';
import { run, start } from './start.ts';
import { temporaryDirectory } from './temporary-directory.ts';

const newPath = async (): Promise<string> => join(await temporaryDirectory(), 'telemetry.db');

async function open(path: string): Promise<Store> {
  const store = sqliteStore({ path });
  await store.open();
  onTestFinished(() => store.close());
  await store.attach(['one']);
  return store;
}

/** Numbers of the usage events that wait. */
const numbersIn = async (store: Store): Promise<readonly unknown[]> =>
  (await waitingIn(store)).filter((number) => typeof number === 'number');

const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, number) => number);

describe('a process with a store', () => {
  it('ends by itself, and says nothing, whether it closes it or not', async () => {
    const path = await newPath();
    expect(await run(path, 'only opens')).toEqual({ code: 0, output: '' });
    expect(await run(path, 'commits', '1')).toEqual({ code: 0, output: '' });
  });

  it('that exits right after it recorded has all in the store, once', async () => {
    const path = await newPath();
    expect(await run(path, 'exits', '50')).toEqual({ code: 0, output: '' });
    expect(await numbersIn(await open(path))).toEqual(upTo(50));
  });

  it('that exits while a commit is on its way has all in the store, once', async () => {
    const path = await newPath();
    expect(await run(path, 'exits while it commits', '2000')).toEqual({ code: 0, output: '' });
    expect(await numbersIn(await open(path))).toEqual(upTo(2000));
  });

  it('that exits with more than ten installations has all in the stores, and prints no warning', async () => {
    const path = await newPath();
    expect(await run(path, 'exits with many installations', '12')).toEqual({ code: 0, output: '' });
    for (const number of upTo(12)) expect(await numbersIn(await open(`${path}-${number}`))).toEqual([number]);
  });

  it('that is killed gives back the right to deliver', async () => {
    const path = await newPath();
    const child = start(path, 'holds the lock');
    await once(child.stdout ?? child, 'data');
    const store = await open(path);
    expect(await store.lockDelivery()).toBeNull();
    child.kill('SIGKILL');
    await once(child, 'close');
    expect(await store.lockDelivery()).not.toBeNull();
  });

  it('is told of what another one commits', async () => {
    const path = await newPath();
    const store = await open(path);
    const told = new Promise<string>((resolve) => store.onCommit(resolve));
    await run(path, 'commits', '7');
    // Nothing of a store keeps the process, and so the test, alive.
    const alive = setInterval(() => {}, 1000);
    expect(await told).toBe('other');
    clearInterval(alive);
    expect(await numbersIn(store)).toEqual([7]);
  });
});

describe('a commit', () => {
  it('that is repeated after the thread was killed in the middle of it is there once', async () => {
    const workers: Worker[] = [];
    const note = (worker: Worker): void => void workers.push(worker);
    process.on('worker', note);
    onTestFinished(() => void process.off('worker', note));
    const path = await newPath();
    const store = sqliteStore({ path });
    onTestFinished(() => store.close());
    for (let round = 0; round < 5; round += 1) {
      await store.open();
      await store.attach(['one']);
      const records = upTo(500).map((number) => recordOf(round * 500 + number));
      const cut = commit(store, { records }).then(
        () => 'done',
        () => 'cut',
      );
      await workers.at(-1)?.terminate();
      expect(['done', 'cut']).toContain(await cut);
      await store.close();
      await store.open();
      await commit(store, { records });
      await store.attach(['one']);
      await store.close();
    }
    await store.open();
    expect((await store.counts()).records).toBe(2500);
  });
});

describe('a store whose thread has died', () => {
  it('goes on in another one, and has the right to deliver still', async () => {
    const workers: Worker[] = [];
    const note = (worker: Worker): void => void workers.push(worker);
    process.on('worker', note);
    onTestFinished(() => void process.off('worker', note));
    const path = await newPath();
    const store = await open(path);
    await commit(store, { records: [recordOf(1)] });
    const lock = await store.lockDelivery();
    await workers.at(-1)?.terminate();
    await commit(store, { records: [recordOf(2)] });
    expect(await numbersIn(store)).toEqual([1, 2]);
    expect(workers).toHaveLength(2);
    const other = await open(path);
    expect(await other.lockDelivery()).toBeNull();
    await lock?.release();
    expect(await other.lockDelivery()).not.toBeNull();
  });
});

describe('an erasure', () => {
  it('leaves nothing of what it deletes in any file, while another process has the store open', async () => {
    const path = await newPath();
    const store = await open(path);
    const child = start(path, 'holds the lock');
    await once(child.stdout ?? child, 'data');
    await commit(store, { records: upTo(20).map((number) => recordOf(number, { text: 'marker-sent' })) });
    await accept(store, 20);
    await commit(store, { records: upTo(20).map((number) => recordOf(100 + number, { text: 'marker-waits' })) });
    await commit(store, { quarantined: [quarantinedOf(200)] });
    await store.settle('one', [], { ...healthy, lastAnswer: 'HTTP 200' });
    await store.erase('submitted');
    expect(await marksIn(path)).toEqual(['marker-waits', 'number is wrong']);
    await store.erase('all');
    expect(await marksIn(path)).toEqual([]);
  });
});

/** Looked for by another process: where this one opened and closed a file, it would give up the locks that it has on it. */
async function marksIn(path: string): Promise<unknown> {
  const { output } = await run(path, 'looks for', 'marker-sent,marker-waits,number is wrong');
  return JSON.parse(output);
}
