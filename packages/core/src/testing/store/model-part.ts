import assert from 'node:assert/strict';
import { seededRandom } from '../seeded-random.ts';
import { randomCommands, runAgainstModel } from '../store-model.ts';
import type { StorePart } from './part.ts';

const seeds = 40;
const commands = 60;

/** A store does what a simple model of it does, whatever is done in whatever order. */
export const storeModelPart: StorePart = (test) => {
  for (let seed = 1; seed <= seeds; seed += 1) {
    test(`does the same in ${commands} random commands of seed ${seed}`, async (store) => {
      const sequence = randomCommands(seededRandom(seed), commands);
      assert.equal(sequence.length, commands);
      await runAgainstModel(store, sequence);
    });
  }
};
