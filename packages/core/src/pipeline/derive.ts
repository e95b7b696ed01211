import { map, type OperatorFunction } from 'rxjs';
import type { Fact, Properties } from '../facts/fact.ts';
import { plainsightNamespace, uuidV5 } from '../facts/uuid.ts';
import type { ReportPlan } from '../plan/plan.ts';
import type { Folded } from './fold.ts';
import type { InstanceState, State, Tally } from './state.ts';

/** A telemetry event before it has its wire names. */
export interface Draft {
  readonly kind: 'report' | 'usage';
  readonly uuid: string;
  readonly name: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly of: InstanceState;
  /** Gauges of a report, properties of a usage event. */
  readonly values: Properties;
  /** Why a usage event cannot be sent, where that is known already. */
  readonly refused?: string;
  /** What a report tells beside its gauges. */
  readonly told?: { readonly counted: Tally; readonly dropped: number };
}

/** The state after a fact, and the events that follow from the fact. */
export interface Derived {
  readonly state: State;
  readonly drafts: readonly Draft[];
}

/** Second stage: the events that follow from a fact. */
export const derive = (report: ReportPlan | undefined): OperatorFunction<Folded, Derived> =>
  map(({ fact, state, isNews }) => ({ state, drafts: isEvent(fact, isNews) ? draftsOf(fact, state, report) : none }));

const none: readonly Draft[] = [];

/** Each occurrence of a usage event without a mark is an event; all else only where it is news. */
const isEvent = (fact: Fact, isNews: boolean): boolean => isNews || (fact.kind === 'usage' && fact.mark === null);

function draftsOf(fact: Fact, state: State, report: ReportPlan | undefined): readonly Draft[] {
  const of = state.instances[fact.instance];
  if (of === undefined) return none;
  if (fact.kind === 'usage') {
    const draft = { kind: 'usage', uuid: fact.id, name: fact.name, at: fact.at, of, values: fact.properties } as const;
    return [fact.refused === undefined ? draft : { ...draft, refused: fact.refused }];
  }
  if (fact.kind === 'tick' && fact.report && report !== undefined) {
    const instance = report.per === 'instance' ? fact.instance : '';
    const slot = [of.installation, instance, report.name, report.everyHours, fact.slot];
    const uuid = uuidV5(plainsightNamespace, slot.join('\n'));
    const told = { counted: state.slots[fact.scope]?.counted ?? {}, dropped: fact.dropped };
    return [{ kind: 'report', uuid, name: report.name, at: fact.at, of, values: fact.gauges, told }];
  }
  return none;
}
