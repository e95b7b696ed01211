import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { Place } from './arrivals.ts';
import { childEnvironment } from './child-environment.ts';
import type { Mood } from './mood.ts';

/** The loopback server that stands for PostHog, in a process of its own. */
export interface Server {
  /** Where a host sends to: what arrives is kept apart by place. `via`: which process it is. */
  url(place: string, via?: string): string;
  behave(mood: Mood): Promise<void>;
  /** What arrived at a place so far. */
  place(name: string): Promise<Place>;
  stop(): void;
}

/** What the process is told. */
export type Order = { readonly mood: Mood } | { readonly place: string };

/** Starts it. Rejects where it does not start. */
export async function startServer(): Promise<Server> {
  const child = fork(join(import.meta.dirname, 'server-process.ts'), { env: childEnvironment() });
  const port = await answerOf(child);
  let turn: Promise<unknown> = Promise.resolve();
  const tell = (order: Order): Promise<unknown> => {
    const mine = turn.then(() => {
      const answer = answerOf(child);
      child.send(order);
      return answer;
    });
    turn = mine.catch(() => {});
    return mine;
  };
  return {
    url: (place, via) => `http://127.0.0.1:${Number(port)}/${place}${via === undefined ? '' : `/${via}`}`,
    behave: async (mood) => {
      await tell({ mood });
    },
    place: async (name) => (await tell({ place: name })) as Place,
    stop: () => child.disconnect(),
  };
}

const answerOf = (child: ChildProcess): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const ended = (): void => reject(new Error('Failed to ask the server: it ended.'));
    child.once('exit', ended);
    child.once('message', ({ answer }: { readonly answer: unknown }) => {
      child.off('exit', ended);
      resolve(answer);
    });
  });
