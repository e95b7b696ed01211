import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { childEnvironment } from './child-environment.ts';
import type { HostCalls, HostOptions } from './host-calls.ts';

/** A process with telemetry, which does as it is told. */
export interface Host extends AsyncDisposable {
  /** Rejects with what the call threw, and where the process ends before it answered. */
  call<K extends keyof HostCalls>(name: K, ...given: Parameters<HostCalls[K]>): Promise<ReturnType<HostCalls[K]>>;
  /** Ends it with SIGKILL. Resolves when it has ended. */
  kill(): Promise<void>;
  /** Lets it end by itself: closes telemetry, and lets go of it. Resolves with its exit code. */
  end(): Promise<number | null>;
  /** All that it ever printed. */
  readonly output: string;
}

interface Waiting {
  readonly resolve: (answer: never) => void;
  readonly reject: (error: Error) => void;
}

const longestMillis = 120_000;

/** Starts a process; telemetry in it is started by a call. `fileKilobytes`: none of its files may be larger. */
export async function startHost(
  options: HostOptions,
  { fileKilobytes }: { readonly fileKilobytes?: number } = {},
): Promise<Host> {
  const file = join(import.meta.dirname, 'children/host.ts');
  const limit = `ulimit -f ${(fileKilobytes ?? 0) * 2}; exec "$0" "$@"`;
  const [command, before] =
    fileKilobytes === undefined ? [process.execPath, []] : ['sh', ['-c', limit, process.execPath]];
  const child = spawn(command, [...before, file, JSON.stringify(options)], {
    env: childEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const calls = new Map<number, Waiting>();
  let last = 0;
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += String(chunk)));
  const ended = once(child, 'close').then(() => {
    for (const { reject } of calls.values())
      reject(new Error(`The process ended (${child.signalCode ?? child.exitCode}) before it answered. ${output}`));
    calls.clear();
    return child.exitCode;
  });
  child.on('error', () => {});
  child.on('message', ({ id, answer, error }: { id: number; answer: never; error?: string }) => {
    const call = calls.get(id);
    calls.delete(id);
    if (error === undefined) call?.resolve(answer);
    else call?.reject(new Error(error));
  });

  const host: Host = {
    call: (name, ...given) =>
      new Promise((resolve, reject) => {
        last += 1;
        const id = last;
        const timer = setTimeout(() => reject(new Error(`${name} was not answered in time.`)), longestMillis);
        timer.unref();
        calls.set(id, { resolve, reject });
        child.send({ id, call: name, given }, (error) => error !== null && reject(error));
      }),
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
    end: async () => {
      await host.call('close');
      // The child lets go of the channel: where this side does, `close` does not come.
      void host.call('leave').catch(() => {});
      const late = setTimeout(() => child.kill('SIGKILL'), 20_000);
      const code = await ended;
      clearTimeout(late);
      return code;
    },
    get output() {
      return output;
    },
    [Symbol.asyncDispose]: () => host.kill(),
  };
  const ready = new Promise<void>((resolve, reject) => calls.set(0, { resolve: () => resolve(), reject }));
  await ready;
  return host;
}
