import type { Fact } from '../facts/fact.ts';
import type { State } from '../pipeline/state.ts';
import type { Validated } from '../pipeline/validate.ts';

type Run = (state: State, facts: readonly Fact[]) => Validated;

/** Facts that were run, and what came of them. */
export interface SoundRun {
  readonly sound: readonly Fact[];
  readonly result: Validated;
}

/** Runs facts. One that a stage throws at would hold up all others for ever: it is left out. */
export function runSound(run: Run, state: State, facts: readonly Fact[]): SoundRun {
  try {
    return { sound: facts, result: run(state, facts) };
  } catch {
    const sound = facts.filter((fact) => isSound(run, state, fact));
    return { sound, result: run(state, sound) };
  }
}

function isSound(run: Run, state: State, fact: Fact): boolean {
  try {
    run(state, [fact]);
    return true;
  } catch {
    return false;
  }
}
