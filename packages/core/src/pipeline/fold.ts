import { defer, map, type OperatorFunction } from 'rxjs';
import type { Fact, TickFact } from '../facts/fact.ts';
import type { InstanceState, State } from './state.ts';

/** A fact and the state after it. */
export interface Folded {
  readonly fact: Fact;
  readonly state: State;
}

/** First stage: each fact with the state after it. */
export const fold =
  (from: State): OperatorFunction<Fact, Folded> =>
  (facts) =>
    defer(() => {
      let state = from;
      return facts.pipe(map((fact) => ({ fact, state: (state = foldFact(state, fact)) })));
    });

/** The state after one more fact. */
export function foldFact(state: State, fact: Fact): State {
  switch (fact.kind) {
    case 'start':
      return withInstance(state, fact.instance, {
        serviceVersion: fact.serviceVersion,
        installation: fact.installation,
        distinctId: fact.distinctId,
        instanceId: fact.instanceId,
        context: fact.context,
      });
    case 'config':
      return withInstance(state, fact.instance, { features: fact.features });
    case 'system':
      return withInstance(state, fact.instance, { system: fact.system });
    case 'tick':
      return foldTick(state, fact);
    case 'usage':
      return state;
  }
}

/** A slot is due when it is another than the last one: also after a clock went back. */
function foldTick(state: State, fact: TickFact): State {
  if (state.slots[fact.scope]?.start === fact.slot) return state;
  const slot = { start: fact.slot, reportedBy: fact.report ? fact.id : null };
  const next = { ...state, slots: { ...state.slots, [fact.scope]: slot } };
  return fact.distinctId === null ? next : withInstance(next, fact.instance, { distinctId: fact.distinctId });
}

const unknown: InstanceState = {
  serviceVersion: '',
  installation: '',
  distinctId: '',
  instanceId: null,
  context: {},
  features: {},
  system: {},
};

function withInstance(state: State, instance: string, known: Partial<InstanceState>): State {
  const before = state.instances[instance] ?? unknown;
  return { ...state, instances: { ...state.instances, [instance]: { ...before, ...known } } };
}
