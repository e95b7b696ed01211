import { entity, timesOf, type Entity } from './entity.ts';
import { addJob } from './jobs.ts';
import type { appKeys, stepKeys } from './plan.ts';
import { telemetry } from './telemetry.ts';

/** A flow of a user. Nobody but the host knows its name. */
export interface Flow extends Entity {
  name: string;
  active: boolean;
  readonly steps: Step[];
}

/** A step of a flow. The first is its trigger. */
export interface Step extends Entity {
  readonly flowId: string;
  readonly position: number;
  appKey: (typeof appKeys)[number] | null;
  key: (typeof stepKeys)[number] | null;
}

/** The flows of the host, kept as long as it runs. What happens to them is recorded here and nowhere else. */
export interface Flows {
  create(name: string): Flow;
  /** `null`, here and below: there is none with this id. */
  update(id: string, changes: Partial<Pick<Flow, 'name' | 'active'>>): Flow | null;
  duplicate(id: string): Flow | null;
  addStep(id: string): Step | null;
  updateStep(stepId: string, changes: Partial<Pick<Step, 'appKey' | 'key'>>): Step | null;
  /** Has the worker execute it. */
  run(id: string, testRun: boolean): Promise<Flow | null>;
}

export function keepFlows(): Flows {
  const flows = new Map<string, Flow>();

  const create = (name: string): Flow => {
    const flow: Flow = { ...entity(), name, active: false, steps: [] };
    flows.set(flow.id, flow);
    telemetry.record('flowCreated', factsOf(flow));
    return flow;
  };

  const addStep = (flow: Flow): Step => {
    const step: Step = { ...entity(), flowId: flow.id, position: flow.steps.length + 1, appKey: null, key: null };
    flow.steps.push(step);
    telemetry.record('stepCreated', { stepId: step.id, flowId: flow.id, ...timesOf(step) });
    return step;
  };

  const updateStep = (step: Step, changes: Partial<Pick<Step, 'appKey' | 'key'>>): Step => {
    Object.assign(step, changes, { updatedAt: new Date().toISOString() });
    const { id, flowId, appKey, key, position } = step;
    telemetry.record('stepUpdated', {
      stepId: id,
      flowId,
      key,
      appKey,
      type: position === 1 ? 'trigger' : 'action',
      position,
      status: isCompleted(step) ? 'completed' : 'incomplete',
      ...timesOf(step),
    });
    return step;
  };

  return {
    create,
    update: (id, changes) => {
      const flow = flows.get(id);
      if (flow === undefined) return null;
      Object.assign(flow, changes, { updatedAt: new Date().toISOString() });
      telemetry.record('flowUpdated', factsOf(flow));
      return flow;
    },
    duplicate: (id) => {
      const flow = flows.get(id);
      if (flow === undefined) return null;
      const copy = create(`Copy of ${flow.name}`);
      for (const { appKey, key } of flow.steps) updateStep(addStep(copy), { appKey, key });
      telemetry.count('flowDuplicated');
      return copy;
    },
    addStep: (id) => {
      const flow = flows.get(id);
      return flow === undefined ? null : addStep(flow);
    },
    updateStep: (stepId, changes) => {
      const steps = [...flows.values()].flatMap((flow) => flow.steps);
      const step = steps.find(({ id }) => id === stepId);
      return step === undefined ? null : updateStep(step, changes);
    },
    run: async (id, testRun) => {
      const flow = flows.get(id);
      if (flow === undefined) return null;
      const steps = flow.steps.map((step) => ({ stepId: step.id, isCompleted: isCompleted(step) }));
      await addJob({ flowId: id, testRun, steps });
      return flow;
    },
  };
}

/** What of a flow is recorded: not its name. */
const factsOf = (flow: Flow) => ({ flowId: flow.id, active: flow.active, ...timesOf(flow) });

const isCompleted = ({ appKey, key }: Step): boolean => appKey !== null && key !== null;
