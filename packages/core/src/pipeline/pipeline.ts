import { from, type OperatorFunction } from 'rxjs';
import type { Fact } from '../facts/fact.ts';
import type { DescribedFeature } from '../plan/describe.ts';
import type { Plan } from '../plan/plan.ts';
import { derive } from './derive.ts';
import { flatten } from './flatten.ts';
import { fold } from './fold.ts';
import { guard, type Guarded } from './guard.ts';
import type { State } from './state.ts';
import { validate, type Check, type Validated, type Verdict } from './validate.ts';

/** What the stages need to know of a plan. */
export interface Stages {
  readonly plan: Plan;
  readonly features: readonly DescribedFeature[];
  readonly check: Check;
  /** What must not leave. Left out where nothing leaves and nothing is kept, as in a preview. */
  readonly guarded?: Guarded;
}

/** From facts to checked telemetry events. Pure: the same facts from the same state give the same events. */
const pipeline =
  ({ plan, features, check, guarded }: Stages, state: State): OperatorFunction<Fact, Validated> =>
  (facts) =>
    facts.pipe(
      fold(state), //              fact and the state after it
      derive(plan.report), //      the events that follow from it
      flatten(plan, features), //  their wire names
      validate(check), //          what the plan allows
      guard(guarded), //           nothing that identifies this machine or a person
    );

/** Runs facts that are at hand through the pipeline, at once. Throws what a stage throws. */
export function runPipeline(stages: Stages, state: State, facts: readonly Fact[]): Validated {
  const verdicts: Verdict[] = [];
  let last = state;
  let failure: { readonly error: unknown } | null = null as { readonly error: unknown } | null;
  from(facts)
    .pipe(pipeline(stages, state))
    .subscribe({
      next: (step) => {
        last = step.state;
        verdicts.push(...step.verdicts);
      },
      // Without this, RxJS would throw it into the host, at a time of its own.
      error: (error: unknown) => (failure = { error }),
    });
  if (failure !== null) throw failure.error;
  return { state: last, verdicts };
}
