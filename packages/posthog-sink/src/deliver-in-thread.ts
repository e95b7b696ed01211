import {
  beforeAbort,
  packEvents,
  startThread,
  type Outcome,
  type PackedTexts,
  type TelemetryEvent,
} from '@plainsight/core';
import type { Deliverer, Project } from './deliver-here.ts';

/** What goes to the thread. */
export type ThreadCall =
  | { readonly kind: 'deliver'; readonly id: number; readonly events: PackedTexts }
  | { readonly kind: 'abort'; readonly id: number };

/** What comes back: one outcome an event, or one for all. The first, of call 0, says that it is loaded. */
export interface ThreadAnswer {
  readonly id: number;
  readonly outcomes: readonly Outcome[];
}

/**
 * Delivers in a thread of its own: to read, compress and send a thousand events holds up the host's loop for tens of
 * milliseconds. The thread does not keep the process alive, and ends with `close`; `onEnd` is told, also where it breaks. `null` where
 * none can be started.
 */
export async function deliverInThread(project: Project, onEnd: () => void): Promise<Deliverer<TelemetryEvent> | null> {
  let ended = 'the thread that delivers has ended';
  const gone = (): Outcome => ({ status: 'retry', why: ended });
  const waiting = new Map<number, (outcomes: readonly Outcome[]) => void>();
  let last = 0;
  let isEnded = false;
  let load = (_isLoaded: boolean): void => {};
  const loaded = new Promise<boolean>((resolve) => (load = resolve));

  const end = (why: string | null): void => {
    if (isEnded) return;
    isEnded = true;
    if (why !== null) ended = `${ended}: ${why}`;
    load(false);
    onEnd();
    for (const give of waiting.values()) give([gone()]);
    waiting.clear();
  };
  const thread = await startThread({
    beside: import.meta.url,
    module: 'deliver-worker',
    data: project,
    connects: true,
    youngMegabytes: 64,
    onMessage: (answer) => {
      if (!isAnswer(answer)) return;
      load(true);
      waiting.get(answer.id)?.(answer.outcomes);
      waiting.delete(answer.id);
    },
    onEnd: end,
  });
  if (thread === null || !(await loaded)) return null;

  return {
    deliver: async (batch, signal) => {
      if (isEnded) return batch.map(gone);
      last += 1;
      const id = last;
      const answer = new Promise<readonly Outcome[]>((resolve) => waiting.set(id, resolve));
      const stop = (): void => thread.post({ kind: 'abort', id } satisfies ThreadCall);
      const events = packEvents(batch);
      const { buffer } = events.bytes;
      thread.post({ kind: 'deliver', id, events } satisfies ThreadCall, buffer instanceof ArrayBuffer ? [buffer] : []);
      signal.addEventListener('abort', stop);
      const outcomes = await beforeAbort(signal, answer);
      signal.removeEventListener('abort', stop);
      const late: Outcome = { status: 'retry', why: `${project.host} did not answer in time` };
      const [all = late] = outcomes ?? [];
      return batch.map((_, index) => (outcomes?.length === batch.length ? (outcomes[index] ?? late) : all));
    },
    close: async () => {
      end(null);
      await thread.end();
    },
  };
}

/** Of our own making, at the other end of the thread. */
const isAnswer = (message: unknown): message is ThreadAnswer =>
  typeof message === 'object' && message !== null && 'outcomes' in message;
