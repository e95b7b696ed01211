import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { Arrived } from './counting-server.ts';

/** The loopback server that stands for PostHog, in a process of its own. */
export interface Server {
  /** Acknowledges every batch. */
  readonly host: string;
  /** Takes every batch and never answers. */
  readonly deafHost: string;
  /** Says what arrived since it was last asked. */
  take(): Promise<Arrived>;
  stop(): void;
}

/** Starts the server. Rejects where it does not. */
export async function startServer(): Promise<Server> {
  const child = fork(join(import.meta.dirname, 'server-process.ts'), { env: {} });
  const port = await answerOf(child, isPort);
  return {
    host: `http://127.0.0.1:${port.port}`,
    deafHost: `http://127.0.0.1:${port.port}/deaf`,
    take: async () => {
      const answer = answerOf(child, isArrived);
      child.send('take');
      return (await answer).arrived;
    },
    stop: () => child.disconnect(),
  };
}

const answerOf = <T>(child: ChildProcess, is: (message: unknown) => message is T): Promise<T> =>
  new Promise((resolve, reject) => {
    const ended = (): void => reject(new Error('Failed to ask the counting server: it ended.'));
    child.once('exit', ended);
    child.once('message', (message: unknown) => {
      child.off('exit', ended);
      if (is(message)) resolve(message);
      else reject(new Error('Failed to ask the counting server: it answered something else.'));
    });
  });

const isPort = (message: unknown): message is { readonly port: number } =>
  typeof message === 'object' && message !== null && 'port' in message && typeof message.port === 'number';

const isArrived = (message: unknown): message is { readonly arrived: Arrived } =>
  typeof message === 'object' && message !== null && 'arrived' in message;
