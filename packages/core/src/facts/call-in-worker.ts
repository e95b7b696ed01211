import type { Clock } from '../surroundings/clock.ts';
import { runInWorker } from './run-in-worker.ts';
import type { SystemCall } from './system-sources.ts';

/**
 * Makes one call of systeminformation in a worker thread, as some of its commands block the thread that runs them; where
 * none can be loaded, as in a bundle, in this one. `null` when it fails or is given up, or may run no commands.
 */
export async function callInWorker(call: SystemCall, clock: Clock, limitMillis: number): Promise<unknown> {
  if (!mayRunCommands()) return null;
  const run = await runInWorker({ module: 'system-worker', data: call, limitMillis }, clock);
  if (run.status === 'answered') return run.answer;
  if (run.status === 'failed') return null;
  const { callSystem } = await import('./call-system.ts');
  return callSystem(call);
}

/** Node's permission model may forbid them: systeminformation need not be loaded to find that out. */
function mayRunCommands(): boolean {
  const { permission } = process;
  return permission === undefined || permission.has('child');
}
