import assert from 'node:assert/strict';
import type { Decided, Decisions } from '../store/decisions.ts';
import { keptAlive, type Runner } from './runner.ts';

/** A kind of decisions, to be held against the contract. */
export interface DecisionsFactory {
  readonly name: string;
  /** They outlive the process. Decides which parts of the suite run. */
  readonly lasting: boolean;
  /** A new place where nothing has been decided. */
  create(): DecisionsPlace | Promise<DecisionsPlace>;
}

/** A place of decisions. */
export interface DecisionsPlace {
  readonly decisions: Decisions;
  /** Others on the same place, as another process has them. For decisions that last. */
  readonly another?: () => Decisions;
  /** Lets go of the place, and deletes it. */
  readonly remove?: () => Promise<void>;
}

type Test = (title: string, body: (decisions: Decisions, place: DecisionsPlace) => Promise<void>) => void;

const everything: Decided = {
  consent: { value: 'off', at: '2026-01-01T00:00:00.000Z' },
  installationId: 'a'.repeat(64),
  instanceIds: { main: 'one', worker: 'two' },
  acceptedVersion: 3,
  noticeShown: { '3': '2026-01-02T00:00:00.000Z' },
  lastSlots: { report: 1_767_225_600_000, 'report/worker': -1 },
  ofALaterVersion: { list: [1, null, 'naïve "quoted" ✓'], on: true },
};

/** What was done before, in words, and how. */
const states: { readonly [state: string]: (decisions: Decisions) => Promise<unknown> } = {
  'where nothing was decided': (decisions) => decisions.read(),
  'where an update was refused': (decisions) => assert.rejects(() => decisions.update(refuse), refused),
  'where all was taken back': async (decisions) => {
    await decisions.update(() => everything);
    await decisions.update(() => ({}));
  },
};

const refused = new Error('refused');
const refuse = (): never => {
  throw refused;
};

/**
 * The contract of decisions, as tests for any runner.
 *
 * @example decisionsContract({ describe, it }, { name: 'memory', lasting: false, create: () => ({ decisions: memoryDecisions() }) })
 */
export function decisionsContract({ describe, it }: Runner, factory: DecisionsFactory): void {
  describe(`the decisions contract: ${factory.name}`, () => {
    for (const [state, before] of Object.entries(states)) {
      describe(`decisions ${state}`, () => {
        const test: Test = (title, body) =>
          it(title, () =>
            keptAlive(async () => {
              const place = await factory.create();
              try {
                await before(place.decisions);
                await body(place.decisions, place);
              } finally {
                await place.remove?.();
              }
            }),
          );
        declare(test, factory);
      });
    }
  });
}

function declare(test: Test, { lasting }: DecisionsFactory): void {
  test('say where they are and whether they last', async (decisions) => {
    assert.notEqual(decisions.place, '');
    assert.equal(decisions.lasting, lasting);
  });

  test('are empty', async (decisions) => {
    assert.deepEqual(await decisions.read(), {});
  });

  test('are read as they were written, keys of a later version included', async (decisions) => {
    assert.deepEqual(await decisions.update(() => everything), everything);
    assert.deepEqual(await decisions.read(), everything);
  });

  test('keep what an update does not name', async (decisions) => {
    await decisions.update(() => everything);
    await decisions.update((decided) => ({ ...decided, acceptedVersion: 4 }));
    assert.deepEqual(await decisions.read(), { ...everything, acceptedVersion: 4 });
  });

  test('hand an update what is decided', async (decisions) => {
    await decisions.update(() => everything);
    let handed: Decided | undefined;
    await decisions.update((decided) => (handed = decided));
    assert.deepEqual(handed, everything);
  });

  test('stay as they are where an update gives its argument back', async (decisions) => {
    assert.deepEqual(await decisions.update((decided) => decided), {});
    await decisions.update(() => everything);
    assert.deepEqual(await decisions.update((decided) => decided), everything);
    assert.deepEqual(await decisions.read(), everything);
  });

  test('stay as they are where an update throws, and reject with what it threw', async (decisions) => {
    await decisions.update(() => everything);
    await assert.rejects(
      () => decisions.update(refuse),
      (error) => error === refused,
    );
    assert.deepEqual(await decisions.read(), everything);
    await decisions.update(() => ({}));
    assert.deepEqual(await decisions.read(), {});
  });

  test('lose none of many updates at once', async (decisions, { another = () => decisions }) => {
    const other = another();
    const numbers = Array.from({ length: 20 }, (_, number) => number);
    await Promise.all(numbers.map((number) => (number % 2 === 0 ? decisions : other).update(withSlot(number))));
    assert.deepEqual(
      (await decisions.read()).lastSlots,
      Object.fromEntries(numbers.map((number) => [`slot ${number}`, number])),
    );
  });

  if (lasting) {
    test('are the same for others on their place', async (decisions, { another }) => {
      assert.ok(another !== undefined, 'the factory of decisions that last must give `another`');
      await decisions.update(() => everything);
      assert.deepEqual(await another().read(), everything);
      await another().update((decided) => ({ ...decided, consent: { value: 'on', at: '2026-01-03T00:00:00.000Z' } }));
      assert.equal((await decisions.read()).consent?.value, 'on');
    });
  }
}

const withSlot =
  (number: number) =>
  (decided: Decided): Decided => ({ ...decided, lastSlots: { ...decided.lastSlots, [`slot ${number}`]: number } });
