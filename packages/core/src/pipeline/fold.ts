import { defer, map, type OperatorFunction } from 'rxjs';
import type { CountFact, Fact, TickFact, UsageFact, UsageMark } from '../facts/fact.ts';
import { emptyState, type InstanceState, type State } from './state.ts';

/** A fact, the state after it, and whether it told something new: whether that is another state than before. */
export interface Folded {
  readonly fact: Fact;
  readonly state: State;
  readonly isNews: boolean;
}

/** First stage: each fact with the state after it. */
export const fold =
  (from: State): OperatorFunction<Fact, Folded> =>
  (facts) =>
    defer(() => {
      let state = from;
      return facts.pipe(
        map((fact) => {
          const before = state;
          state = foldFact(before, fact);
          return { fact, state, isNews: state !== before };
        }),
      );
    });

/** The state after one more fact; the same object where the fact tells nothing new. */
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
    case 'count':
      return foldCount(state, fact);
    case 'usage':
      return fact.mark === null ? state : foldMark(state, fact, fact.mark);
    case 'acknowledge':
      return state;
    case 'erase':
      return fact.what === 'all' ? { ...emptyState, slots: withoutCounts(state.slots) } : { ...state, counts: {} };
  }
}

/** So many slots are known again that a clock comes back to. */
const slotsBefore = 8;

/** A slot is due when it is another than those last told: also after a clock went back. Its report tells what was counted. */
function foldTick(state: State, { scope, slot, report, distinctId, instance }: TickFact): State {
  const last = state.slots[scope];
  if (last !== undefined && [last.start, ...last.before].includes(slot)) return state;
  const { [scope]: counted = {}, ...others } = state.counts;
  const told = report ? { counted, counts: others } : { counted: {}, counts: state.counts };
  const before = last === undefined ? [] : [last.start, ...last.before].slice(0, slotsBefore);
  const slots = { ...state.slots, [scope]: { start: slot, counted: told.counted, before } };
  const next = { ...state, slots, counts: told.counts };
  return distinctId === null ? next : withInstance(next, instance, { distinctId });
}

function foldCount(state: State, { scope, name, by }: CountFact): State {
  const tally = state.counts[scope] ?? {};
  return { ...state, counts: { ...state.counts, [scope]: { ...tally, [name]: (tally[name] ?? 0) + by } } };
}

const dayMillis = 24 * 3600 * 1000;

/** `once`: a value that was never seen. `recurring`: another one than last, or the same so many days from it, either way. */
function foldMark(state: State, { name, at }: UsageFact, { hash, everyDays }: UsageMark): State {
  if (everyDays === null) {
    const seen = state.once[name] ?? {};
    return Object.hasOwn(seen, hash) ? state : { ...state, once: { ...state.once, [name]: { ...seen, [hash]: true } } };
  }
  const last = state.recurring[name];
  if (last?.hash === hash && Math.abs(at - last.at) < everyDays * dayMillis) return state;
  return { ...state, recurring: { ...state.recurring, [name]: { hash, at } } };
}

/** When a report was last made is no part of what was collected, and no slot is to be reported twice. */
const withoutCounts = (slots: State['slots']): State['slots'] =>
  Object.fromEntries(Object.entries(slots).map(([scope, slot]) => [scope, { ...slot, counted: {} }]));

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
