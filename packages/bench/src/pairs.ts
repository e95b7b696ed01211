import { numberOf, type Ended } from './run-child.ts';

/** One side of a comparison: a run of it, in a fresh process. */
export type Side = () => Promise<Ended>;

/** The runs of a side, in the order in which they came. */
export type Runs<S extends string> = (side: S) => readonly Ended[];

/** Runs all sides so many times in turn, A B A B …, so that what changes on the machine meets all of them. */
export async function inTurn<S extends string>(sides: readonly (readonly [S, Side])[], runs: number): Promise<Runs<S>> {
  const all = new Map<S, Ended[]>(sides.map(([name]) => [name, []]));
  for (let run = 0; run < runs; run += 1) {
    for (const [name, side] of sides) all.get(name)?.push(await side());
  }
  return (name) => all.get(name) ?? [];
}

/** One figure of each run. */
export const figuresOf = (runs: readonly Ended[], name: string): readonly number[] =>
  runs.map((run) => numberOf(run, name));
