import assert from 'node:assert/strict';
import { healthy, type Store, type StoreSupports } from '../../store/store.ts';
import {
  commitRecords,
  countsIn,
  sampleCommit,
  sampleQuarantined,
  sampleUuid,
  sampleWriter,
  stateOf,
} from '../samples.ts';
import type { StorePart, StorePlace } from './part.ts';

const plenty = { events: 1000, bytes: 1024 * 1024 };

/** What is to be found wherever the store is looked at from. */
async function fill(store: Store): Promise<void> {
  await store.attach(['one', 'two']);
  await sampleWriter(store).commit(1, 2);
  await commitRecords(store, [1, 2, 3]);
  await store.commit(0, (journal) =>
    sampleCommit({ quarantined: [sampleQuarantined(4)], dropped: 2, state: stateOf(journal) }),
  );
  const [first] = await store.waiting('one', plenty);
  await store.settle('one', [{ position: first?.position ?? 0, status: 'accepted' }], {
    ...healthy,
    lastAnswer: 'HTTP 200',
  });
}

async function isFilled(store: Store): Promise<void> {
  assert.deepEqual(await countsIn(store), {
    sinks: { one: { waiting: 2, accepted: 1, rejected: 0 }, two: { waiting: 3, accepted: 0, rejected: 0 } },
    records: 3,
    quarantined: 1,
    dropped: 2,
  });
  const waiting = await store.waiting('one', plenty);
  assert.deepEqual(
    waiting.map(({ event }) => event.uuid),
    [sampleUuid(2), sampleUuid(3)],
  );
  assert.equal((await store.health('one')).lastAnswer, 'HTTP 200');
  assert.deepEqual(await sampleWriter(store).commit(5), [1, 2, 5].map(sampleUuid));
}

function anotherOn({ another }: StorePlace): Store {
  assert.ok(another !== undefined, 'the factory of a store that is durable or shared must give `another`');
  return another();
}

/** What is there after it was closed, and from another process. */
export const storePlacePart =
  ({ durable, shared }: StoreSupports): StorePart =>
  (test) => {
    test('has what it had when it is closed and opened again', async (store) => {
      await fill(store);
      await store.close();
      await store.open();
      await isFilled(store);
    });

    test('gives the right to deliver again after its holder closed it', async (store) => {
      await store.lockDelivery();
      await store.close();
      await store.open();
      assert.ok((await store.lockDelivery()) !== null, 'the right to deliver was not given');
    });

    if (durable) {
      test('has what it had for a store that is opened on its place later', async (store, place) => {
        await fill(store);
        await store.close();
        const later = anotherOn(place);
        await later.open();
        try {
          await isFilled(later);
        } finally {
          await later.close();
        }
      });
    }

    if (shared) {
      test('is one with a store that is open on its place at the same time', async (store, place) => {
        const other = anotherOn(place);
        await other.open();
        try {
          const [one, two] = [sampleWriter(store), sampleWriter(other)];
          await Promise.all([one.commit(1), two.commit(2)]);
          await Promise.all([one.commit(3), two.commit(4)]);
          assert.deepEqual((await one.commit(5)).toSorted(), [1, 2, 3, 4, 5].map(sampleUuid));
          await store.attach(['one']);
          await commitRecords(other, [1]);
          assert.equal((await store.counts()).records, 1);
          const lock = await store.lockDelivery();
          assert.equal(await other.lockDelivery(), null);
          await lock?.release();
          assert.ok(
            (await other.lockDelivery()) !== null,
            'the right to deliver was given back, and was not given again',
          );
        } finally {
          await other.close();
        }
      });
    }
  };
