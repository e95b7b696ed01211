import type { Fact } from '../facts/fact.ts';
import type { State } from '../pipeline/state.ts';
import type { Validated, Verdict } from '../pipeline/validate.ts';
import { setImmediate } from '../surroundings/node-timers.ts';

/** So many facts are run before the host has its turn: it is held up for no longer than a millisecond or two. */
const slice = 64;

/**
 * Runs facts through the pipeline, a few at a time, and lets the host's loop go on in between. The same as to run them at
 * once; `null` where a stage throws.
 */
export async function inSlices(
  run: (state: State, facts: readonly Fact[]) => Validated,
  from: State,
  facts: readonly Fact[],
): Promise<Validated | null> {
  let state = from;
  const verdicts: Verdict[] = [];
  try {
    for (let start = 0; start < facts.length; start += slice) {
      if (start > 0) await turn();
      const step = run(state, facts.slice(start, start + slice));
      state = step.state;
      verdicts.push(...step.verdicts);
    }
    return { state, verdicts };
  } catch {
    return null;
  }
}

const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
