import { reasonOf } from '../errors.ts';
import type { Decisions } from './decisions.ts';

/** Decisions are there and cannot be read or understood now. It may pass. */
export class UnreadableDecisions extends Error {
  override readonly name = 'UnreadableDecisions';
}

/** The same decisions. That they cannot be read is told apart from all else that goes wrong. */
export const tellingUnreadable = (decisions: Decisions): Decisions => ({
  place: decisions.place,
  lasting: decisions.lasting,
  read: async () => {
    try {
      return await decisions.read();
    } catch (error) {
      throw new UnreadableDecisions(reasonOf(error), { cause: error });
    }
  },
  obstacle: async () => (await decisions.obstacle?.()) ?? null,
  update: async (change) => decisions.update(change),
});
