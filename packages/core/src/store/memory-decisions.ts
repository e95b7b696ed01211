import type { Decided, Decisions } from './decisions.ts';

/** Decisions that end with the process: for tests, and for hosts that start with `ephemeral: true`. */
export function memoryDecisions(initial: Decided = {}): Decisions {
  let decided = structuredClone(initial);
  return {
    place: 'memory',
    lasting: false,
    read: async () => structuredClone(decided),
    update: async (change) => {
      const before = structuredClone(decided);
      const after = change(before);
      if (after !== before) decided = structuredClone(after);
      return structuredClone(decided);
    },
  };
}

/** Decisions that begin as those were read, and are as lasting to whoever asks: what is made with them is kept nowhere. */
export const copyOf = (decisions: Decisions, decided: Decided): Decisions => ({
  ...memoryDecisions(decided),
  lasting: decisions.lasting,
});
