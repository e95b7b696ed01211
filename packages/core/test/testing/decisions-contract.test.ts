import { describe, expect, it } from 'vitest';
import type { Decided, Decisions } from '../../src/store/decisions.ts';
import { memoryDecisions } from '../../src/store/memory-decisions.ts';
import { decisionsContract } from '../../src/testing/index.ts';
import { failuresOf, titlesOf } from './collect.ts';

async function failedTitles(breakIt: (decisions: Decisions) => Partial<Decisions>): Promise<readonly string[]> {
  const { failed } = await failuresOf((runner) =>
    decisionsContract(runner, {
      name: 'broken',
      lasting: false,
      create: () => {
        const decisions = memoryDecisions();
        return { decisions: { ...decisions, ...breakIt(decisions) } };
      },
    }),
  );
  return titlesOf(failed);
}

const broken: readonly (readonly [string, string, (decisions: Decisions) => Partial<Decisions>])[] = [
  [
    'keeps nothing',
    'are read as they were written, keys of a later version included',
    () => ({ update: async (change) => change({}) }),
  ],
  [
    'keeps only the keys that it knows',
    'are read as they were written, keys of a later version included',
    (decisions) => ({
      read: async () => {
        const { ofALaterVersion: _, ...known } = await decisions.read();
        return known;
      },
    }),
  ],
  [
    'forgets what an update does not name',
    'keep what an update does not name',
    (decisions) => ({
      update: (change) => decisions.update((decided) => ({ acceptedVersion: change(decided).acceptedVersion ?? 0 })),
    }),
  ],
  [
    'loses updates that come at once',
    'lose none of many updates at once',
    (decisions) => ({
      update: async (change) => {
        const before = await decisions.read();
        await Promise.resolve();
        const after = change(before);
        return decisions.update(() => after);
      },
    }),
  ],
  [
    'keeps what an update threw as decided',
    'stay as they are where an update throws, and reject with what it threw',
    (decisions) => ({
      update: (change) =>
        decisions.update((decided): Decided => {
          try {
            return change(decided);
          } catch {
            return decided;
          }
        }),
    }),
  ],
  ['says it lasts', 'say where they are and whether they last', () => ({ lasting: true })],
];

describe('decisionsContract', () => {
  it.each(broken)('fails decisions of which one %s', async (_, title, breakIt) => {
    expect(await failedTitles(breakIt)).toContain(title);
  });

  it('fails decisions that last, and that others on their place know nothing of', async () => {
    const { failed } = await failuresOf((runner) =>
      decisionsContract(runner, {
        name: 'apart',
        lasting: true,
        create: () => ({ decisions: { ...memoryDecisions(), lasting: true }, another: memoryDecisions }),
      }),
    );
    expect(titlesOf(failed)).toEqual(['lose none of many updates at once', 'are the same for others on their place']);
  });
});
