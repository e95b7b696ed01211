import { parseArgs } from 'node:util';

/** The benchmarks by their letter, in the order in which they run. */
export const letters = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'] as const;
export type Letter = (typeof letters)[number];

/** How the benchmarks are run. */
export interface Options {
  readonly only: ReadonlySet<Letter>;
  /** Pairs of runs. */
  readonly runs: number;
  /** One short run of each, to see that it works: what it says of speed is worth nothing. */
  readonly quick: boolean;
  /** Where the figures go as JSON; `null` for nowhere. */
  readonly json: string | null;
}

/** Parses the command line. Throws an `Error` with one sentence where it makes no sense. */
export function parseOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string', default: letters.join(',') },
      runs: { type: 'string' },
      quick: { type: 'boolean', default: false },
      json: { type: 'string' },
    },
  });
  const only = values.only.split(',').map((name) => {
    const letter = letters.find((one) => one === name.trim());
    if (letter === undefined) throw new Error(`There is no benchmark ${name}. Give some of ${letters.join(', ')}.`);
    return letter;
  });
  const runs = Number(values.runs ?? (values.quick ? 1 : 5));
  if (!Number.isSafeInteger(runs) || runs < 1) throw new Error(`--runs is ${values.runs}. Give a whole number from 1.`);
  return { only: new Set(only), runs, quick: values.quick, json: values.json ?? null };
}
