import childProcess from 'node:child_process';
import { parentPort, workerData } from 'node:worker_threads';
import { callSystem } from './call-system.ts';
import { systemCalls, type SystemCall } from './system-sources.ts';

/**
 * Run in a worker thread by `systemMachine`: makes the call that it is given. A command that blocks the thread would
 * keep the process from ending, so none may take long; where one had to be cut short there is no answer, as
 * systeminformation would guess one. `hostname -f`, which asks the name server for something that nobody here wants to
 * know, is not run. What is changed here is the thread's own copy of `node:child_process`.
 */
async function answer(call: SystemCall): Promise<void> {
  parentPort?.postMessage('loaded');
  const { execSync } = childProcess;
  let wasCut = false;
  const bounded = (command: string, options: object = {}): unknown => {
    if (command.startsWith('hostname ')) throw new Error('not run');
    try {
      return execSync(command, { ...options, timeout: commandMillis, killSignal: 'SIGKILL' });
    } catch (error) {
      wasCut ||= error instanceof Error && 'code' in error && error.code === 'ETIMEDOUT';
      throw error;
    }
  };
  Object.assign(childProcess, { execSync: bounded });
  const answered = await callSystem(call);
  if (!wasCut) parentPort?.postMessage(answered);
}

const commandMillis = 2000;
const call = systemCalls.find((name) => name === workerData);
if (call !== undefined) void answer(call);
