import assert from 'node:assert/strict';
import { healthy, type Store, type StoreSupports } from '../store/store.ts';
import { keptAlive, type Runner } from './runner.ts';
import { commitRecords, sampleCommit } from './samples.ts';
import { storeActivityPart } from './store/activity.ts';
import { storeErasePart } from './store/erase.ts';
import { storeJournalPart } from './store/journal.ts';
import { storeModelPart } from './store/model-part.ts';
import { storePagesPart } from './store/pages.ts';
import type { StorePart, StorePlace } from './store/part.ts';
import { storePlacePart } from './store/place.ts';
import { storeRecordsPart } from './store/records.ts';
import { storeSinksPart } from './store/sinks.ts';

/** A kind of store, to be held against the contract. */
export interface StoreFactory {
  readonly name: string;
  /** Decides which parts of the suite run. */
  readonly supports: StoreSupports;
  /** A new, empty place, and a store on it that is not open. */
  create(): StorePlace | Promise<StorePlace>;
}

/** A store that is open is the same however it came to be so. */
const opened: { readonly [state: string]: (store: Store) => Promise<void> } = {
  'that was opened': (store) => store.open(),
  'that was closed and opened again': async (store) => {
    await store.open();
    await store.close();
    await store.open();
  },
  'that was opened twice and closed once': async (store) => {
    await Promise.all([store.open(), store.open()]);
    await store.close();
  },
};

const notOpen: { readonly [state: string]: (store: Store) => Promise<void> } = {
  'that was not opened': async () => {},
  'that was closed': async (store) => {
    await store.open();
    await store.close();
  },
  'that was closed more often than opened': async (store) => {
    await Promise.all([store.open(), store.open()]);
    await Promise.all([store.close(), store.close(), store.close()]);
  },
};

const methods: { readonly [method: string]: (store: Store) => Promise<unknown> } = {
  commit: (store) => store.commit(0, () => sampleCommit({})),
  attach: (store) => store.attach(['one']),
  waiting: (store) => store.waiting('one', { events: 1, bytes: 1 }),
  settle: (store) => store.settle('one', [], healthy),
  health: (store) => store.health('one'),
  counts: (store) => store.counts(),
  records: (store) => store.records({ order: 'newest', limit: 1 }),
  activity: (store) => store.activity({ from: 0, to: 1, bucketHours: 1 }),
  erase: (store) => store.erase('all'),
  requestDelivery: (store) => store.requestDelivery(),
  deliveryRequests: (store) => store.deliveryRequests(),
  lockDelivery: (store) => store.lockDelivery(),
};

/**
 * The contract of a store, as tests for any runner.
 *
 * @example storeContract({ describe, it }, { name: 'memory', supports, create: () => ({ store: memoryStore() }) })
 */
export function storeContract({ describe, it }: Runner, factory: StoreFactory): void {
  const on = (before: (store: Store) => Promise<void>, part: StorePart): void =>
    part((title, body) =>
      it(title, () =>
        keptAlive(async () => {
          const place = await factory.create();
          try {
            await before(place.store);
            await body(place.store, place);
          } finally {
            await place.store.close();
            await place.store.close();
            await place.remove?.();
          }
        }),
      ),
    );

  describe(`the store contract: ${factory.name}`, () => {
    for (const [state, before] of Object.entries(notOpen)) {
      describe(`a store ${state}`, () => on(before, closedPart(factory)));
    }
    for (const [state, before] of Object.entries(opened)) {
      describe(`a store ${state}`, () => {
        on(before, storeJournalPart);
        on(before, storeRecordsPart);
        on(before, storeSinksPart);
        on(before, storePagesPart);
        on(before, storeActivityPart);
        on(before, storeErasePart);
        on(before, storePlacePart(factory.supports));
      });
    }
    describe('a store beside a model of it', () => on(async (store) => store.open(), storeModelPart));
  });
}

const closedPart =
  ({ supports }: StoreFactory): StorePart =>
  (test) => {
    test('says what and where it is, and what it can do', async (store) => {
      assert.notEqual(store.place, '');
      assert.deepEqual(store.supports, supports);
    });
    for (const [method, call] of Object.entries(methods)) {
      test(`rejects ${method}`, async (store) => {
        await assert.rejects(() => call(store), Error);
      });
    }
    test('gives the decisions it has', async (store) => {
      assert.equal(store.decisions, store.decisions);
      if (store.decisions !== null) assert.equal(typeof (await store.decisions.read()), 'object');
    });
    test('can be opened and used', async (store) => {
      await store.open();
      await store.attach(['one']);
      await commitRecords(store, [1]);
      assert.equal((await store.counts()).records, 1);
    });
    test('tells a listener that came before it was open of what is committed then', async (store) => {
      let calls = 0;
      const end = store.onCommit(() => (calls += 1));
      await store.open();
      await commitRecords(store, [1]);
      end();
      assert.equal(calls, 1);
    });
  };
