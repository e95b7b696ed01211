import type { Runner } from '../../src/testing/index.ts';

/** A test of a suite, and why it failed. */
export interface Collected {
  /** Its title and those around it. */
  readonly path: string;
  readonly failure: unknown;
}

/** Runs a suite that takes its runner as a parameter, and gives the tests that failed. */
export async function failuresOf(
  declare: (runner: Runner) => void,
): Promise<{ readonly count: number; readonly failed: readonly Collected[] }> {
  const tests: { readonly path: string; readonly body: () => Promise<void> }[] = [];
  const titles: string[] = [];
  declare({
    describe: (title, body) => {
      titles.push(title);
      body();
      titles.pop();
    },
    it: (title, body) => tests.push({ path: [...titles, title].join(' › '), body }),
  });
  const failed: Collected[] = [];
  for (const { path, body } of tests) {
    try {
      await body();
    } catch (failure) {
      failed.push({ path, failure });
    }
  }
  return { count: tests.length, failed };
}

/** The titles of the tests that failed, without those around them, each once. */
export const titlesOf = (failed: readonly Collected[]): readonly string[] => [
  ...new Set(failed.map(({ path }) => path.split(' › ').at(-1) ?? '')),
];
