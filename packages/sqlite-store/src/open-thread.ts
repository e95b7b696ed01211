import { startThread } from '@plainsight/core';
import {
  engineError,
  memoryIn,
  type Connection,
  type EngineCall,
  type ThreadAnswer,
  type ThreadCall,
} from './connection.ts';
import type { Engine, EngineOptions } from './engine/engine.ts';

interface Waiting {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Opens the engine in a thread of its own, so that neither a slow disk nor another process's lock stops the host's loop. The
 * thread does not keep the process alive. `null` where no thread can be loaded, as in a bundle. Rejects with what opening threw.
 */
export async function openThread(options: EngineOptions): Promise<Connection | null> {
  const calls = new Map<number, Waiting>();
  let listener = (): void => {};
  let last = 0;
  let gone: Error | null = null;
  let open = (_isOpen: boolean): void => {};
  let refuse = (_error: Error): void => {};
  const opened = new Promise<boolean>((resolve, reject) => {
    open = resolve;
    refuse = reject;
  });

  const end = (why: string | null): void => {
    gone ??= new Error(`The thread of the store has ended${why === null ? '' : `: ${why}`}.`);
    for (const { reject } of calls.values()) reject(gone);
    calls.clear();
    open(false);
  };

  function hear(answer: ThreadAnswer): void {
    if (answer.kind === 'opened') return open(true);
    if (answer.kind === 'changed') return listener();
    const error = answer.kind === 'error' ? engineError(answer.message, answer.code) : null;
    if (answer.id === null) return refuse(error ?? new Error('The thread of the store did not open it.'));
    const call = calls.get(answer.id);
    calls.delete(answer.id);
    if (answer.kind === 'answer') call?.resolve(answer.answer);
    else if (error !== null) call?.reject(error);
  }

  const thread = await startThread({
    beside: import.meta.url,
    module: 'database-worker',
    data: options,
    execArgv: ['--disable-warning=ExperimentalWarning'],
    onMessage: (message) => {
      if (isAnswer(message)) hear(message);
    },
    onEnd: end,
  });
  if (thread === null || !(await opened)) return null;

  const ask = (name: ThreadCall['name'], given: readonly unknown[]): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (gone !== null) return reject(gone);
      last += 1;
      calls.set(last, { resolve, reject });
      thread.post({ id: last, name, given } satisfies ThreadCall, memoryIn(given));
    });

  return {
    call: <C extends EngineCall>(name: C, ...given: Parameters<Engine[C]>) =>
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the thread calls the method of this name
      ask(name, given) as Promise<ReturnType<Engine[C]>>,
    onChange: (told) => {
      listener = told;
    },
    isOpen: () => gone === null,
    close: async () => {
      await ask('close', []).catch(() => {});
      await thread.end();
    },
  };
}

/** Of our own making, at the other end of the thread. */
const isAnswer = (message: unknown): message is ThreadAnswer =>
  typeof message === 'object' && message !== null && 'kind' in message;
