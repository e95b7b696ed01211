import assert from 'node:assert/strict';
import { healthy, type Settlement, type SinkHealth, type Store } from '../../store/store.ts';
import { commitRecords } from '../samples.ts';
import type { StorePart } from './part.ts';

const plenty = { events: 1000, bytes: 1024 * 1024 };

const failing: SinkHealth = {
  state: 'failing',
  failingSince: 1_767_225_600_000,
  failures: 2,
  refusals: 1,
  notBefore: 1_767_225_660_000,
  askedToWaitUntil: 1_767_225_650_000,
  lastAnswer: 'HTTP 503',
  lastAnswerAt: 1_767_225_601_000,
};

async function waitingFor(store: Store, sink: string): Promise<readonly unknown[]> {
  return (await store.waiting(sink, plenty)).map(({ event }) => event.properties['number']);
}

/** Settles sample records by their numbers. */
async function settle(
  store: Store,
  sink: string,
  statuses: { readonly [number: string]: Settlement['status'] },
): Promise<void> {
  const waiting = await store.waiting(sink, plenty);
  const settlements = waiting.flatMap(({ position, event }) => {
    const status = statuses[JSON.stringify(event.properties['number'])];
    return status === undefined ? [] : [{ position, status, why: `was ${status}` }];
  });
  await store.settle(sink, settlements, healthy);
}

/** The place of each sink: what waits for it, what became of it, how it is doing. */
export const storeSinksPart: StorePart = (test) => {
  test('starts a new sink at the present', async (store) => {
    await store.attach(['one']);
    await commitRecords(store, [1]);
    await store.attach(['one', 'two']);
    await commitRecords(store, [2]);
    assert.deepEqual(await waitingFor(store, 'one'), [1, 2]);
    assert.deepEqual(await waitingFor(store, 'two'), [2]);
  });

  test('lets a sink that is named again go on where it was', async (store) => {
    await store.attach(['one', 'two']);
    await commitRecords(store, [1, 2]);
    await settle(store, 'one', { 1: 'accepted' });
    await store.attach(['two']);
    await commitRecords(store, [3]);
    await store.attach(['one', 'two']);
    assert.deepEqual(await waitingFor(store, 'one'), [2, 3]);
    assert.deepEqual(await waitingFor(store, 'two'), [1, 2, 3]);
  });

  test('rejects what is asked of a sink that was never attached, but for its health', async (store) => {
    await store.attach(['one']);
    await assert.rejects(() => store.waiting('two', plenty), Error);
    await assert.rejects(() => store.settle('two', [], healthy), Error);
    assert.deepEqual(await store.health('two'), healthy);
  });

  test('does not give again what was accepted or rejected, and counts it', async (store) => {
    await store.attach(['one']);
    await commitRecords(store, [1, 2, 3]);
    await settle(store, 'one', { 1: 'accepted', 2: 'rejected' });
    assert.deepEqual(await waitingFor(store, 'one'), [3]);
    assert.deepEqual((await store.counts()).sinks, { one: { waiting: 1, accepted: 1, rejected: 1 } });
  });

  test('gives again, and first, what is to be tried again', async (store) => {
    await store.attach(['one']);
    await commitRecords(store, [1, 2, 3]);
    await settle(store, 'one', { 1: 'retry', 2: 'accepted' });
    await commitRecords(store, [4]);
    assert.deepEqual(await waitingFor(store, 'one'), [1, 3, 4]);
    await settle(store, 'one', { 1: 'retry', 3: 'retry', 4: 'retry' });
    assert.deepEqual(await waitingFor(store, 'one'), [1, 3, 4]);
  });

  test('gives again what a batch was settled without', async (store) => {
    await store.attach(['one']);
    await commitRecords(store, [1, 2, 3, 4]);
    await settle(store, 'one', { 3: 'accepted' });
    assert.deepEqual(await waitingFor(store, 'one'), [1, 2, 4]);
    await settle(store, 'one', { 1: 'rejected' });
    assert.deepEqual(await waitingFor(store, 'one'), [2, 4]);
  });

  test('takes settlements in any order, and each once', async (store) => {
    await store.attach(['one']);
    await commitRecords(store, [1, 2, 3]);
    const positions = (await store.waiting('one', plenty)).map(({ position }) => position);
    const [first = 0, second = 0, third = 0] = positions;
    await store.settle(
      'one',
      [
        { position: third, status: 'accepted' },
        { position: first, status: 'accepted' },
      ],
      healthy,
    );
    await store.settle(
      'one',
      [
        { position: third, status: 'rejected' },
        { position: third, status: 'retry' },
      ],
      healthy,
    );
    await store.settle(
      'one',
      [
        { position: second, status: 'rejected' },
        { position: second, status: 'accepted' },
      ],
      healthy,
    );
    assert.deepEqual(await waitingFor(store, 'one'), []);
    assert.deepEqual((await store.counts()).sinks, { one: { waiting: 0, accepted: 2, rejected: 1 } });
  });

  test('passes over settlements of what it does not have', async (store) => {
    await store.attach(['one']);
    await commitRecords(store, [1]);
    const strangers = [0, -1, 99, 1_000_000].map((position): Settlement => ({ position, status: 'accepted' }));
    await store.settle('one', strangers, failing);
    assert.deepEqual(await waitingFor(store, 'one'), [1]);
    assert.deepEqual((await store.counts()).sinks, { one: { waiting: 1, accepted: 0, rejected: 0 } });
    assert.deepEqual(await store.health('one'), failing);
  });

  test('keeps the place of each sink apart', async (store) => {
    await store.attach(['one', 'two']);
    await commitRecords(store, [1, 2, 3]);
    await settle(store, 'one', { 1: 'accepted', 2: 'accepted' });
    await settle(store, 'two', { 2: 'rejected' });
    assert.deepEqual(await waitingFor(store, 'one'), [3]);
    assert.deepEqual(await waitingFor(store, 'two'), [1, 3]);
    assert.deepEqual((await store.counts()).sinks, {
      one: { waiting: 1, accepted: 2, rejected: 0 },
      two: { waiting: 2, accepted: 0, rejected: 1 },
    });
  });

  test('keeps how each sink is doing', async (store) => {
    await store.attach(['one', 'two']);
    assert.deepEqual(await store.health('one'), healthy);
    await store.settle('one', [], failing);
    assert.deepEqual(await store.health('one'), failing);
    assert.deepEqual(await store.health('two'), healthy);
    await store.attach(['two']);
    await store.attach(['one', 'two']);
    assert.deepEqual(await store.health('one'), failing);
    await store.settle('one', [], healthy);
    assert.deepEqual(await store.health('one'), healthy);
  });

  test('lets one at a time deliver', async (store) => {
    const lock = await store.lockDelivery();
    assert.ok(lock !== null, 'the right to deliver was free, and was not given');
    assert.equal(await store.lockDelivery(), null);
    await lock.release();
    const next = await store.lockDelivery();
    assert.ok(next !== null, 'the right to deliver was given back, and was not given again');
    await lock.release();
    assert.equal(await store.lockDelivery(), null, 'a lock that was released took away that of another');
    await next.release();
  });
};
