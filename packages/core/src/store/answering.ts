import { reasonOf } from '../errors.ts';
import { answered, askedInTime } from '../surroundings/answered.ts';
import type { Clock } from '../surroundings/clock.ts';
import type { Decisions } from './decisions.ts';
import { UnreadableDecisions } from './unreadable.ts';

/** A decision may wait ten seconds for a lock. */
const updateMillis = 20_000;

/** The same decisions, for whoever cannot wait for ever: what takes longer than 5 seconds to read, or 20 to change, rejects. */
export function answering(decisions: Decisions, clock: Clock): Decisions {
  const { place, lasting } = decisions;
  const waiting = { clock, who: place };
  const read = askedInTime(() => decisions.read(), waiting);
  return {
    place,
    lasting,
    read: async () => {
      try {
        return await read();
      } catch (error) {
        throw error instanceof UnreadableDecisions ? error : new UnreadableDecisions(reasonOf(error), { cause: error });
      }
    },
    obstacle: async () => (await decisions.obstacle?.()) ?? null,
    update: (change) => answered(decisions.update(change), { ...waiting, limitMillis: updateMillis }),
  };
}
