import { entity, timesOf } from './entity.ts';
import type { Job } from './jobs.ts';
import { telemetry } from './telemetry.ts';

/** Executes the steps of a flow, one after the other, until one fails: one that nobody has completed does. */
export function execute({ flowId, testRun, steps }: Job): void {
  const execution = entity();
  telemetry.record('executionCreated', { executionId: execution.id, flowId, testRun, ...timesOf(execution) });
  for (const { stepId, isCompleted } of steps) {
    const executionStep = entity();
    telemetry.record('executionStepCreated', {
      executionStepId: executionStep.id,
      executionId: execution.id,
      stepId,
      status: isCompleted ? 'success' : 'failure',
      ...timesOf(executionStep),
    });
    if (!isCompleted) return;
  }
}
