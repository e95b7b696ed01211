import { reasonOf } from '../errors.ts';
import type { Fact } from '../facts/fact.ts';
import type { State } from '../pipeline/state.ts';
import type { Validated } from '../pipeline/validate.ts';

type Run = (state: State, facts: readonly Fact[]) => Validated;

/** Facts that were run, and what came of them. */
export interface SoundRun {
  readonly sound: readonly Fact[];
  readonly result: Validated;
  /** Why facts were left out; `null` where none was. */
  readonly failure: string | null;
}

/** Runs facts. One that a stage throws at would hold up all others for ever: it is left out. */
export function runSound(run: Run, state: State, facts: readonly Fact[]): SoundRun {
  try {
    return { sound: facts, result: run(state, facts), failure: null };
  } catch (error) {
    const sound = facts.filter((fact) => isSound(run, state, fact));
    return { sound, result: run(state, sound), failure: reasonOf(error) };
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
