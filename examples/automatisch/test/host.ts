import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createTelemetry, type RecordEntry } from '@plainsight/core';
import { runnerOf, shared, type Ended } from '@plainsight/example-stand-in/testing/run-program';
import { sqliteStore } from '@plainsight/sqlite-store';
import plan from '../plan.ts';

type ServiceType = 'main' | 'worker';

const programOf = (serviceType: ServiceType): URL => new URL(`../${serviceType}.ts`, import.meta.url);
const runMain = runnerOf(programOf('main'));

/** Automatisch with a data folder of its own. */
export interface Host extends AsyncDisposable {
  readonly data: string;
  /** Starts one of its processes. */
  begin(serviceType: ServiceType, env?: Readonly<Record<string, string>>, node?: readonly string[]): Promise<Service>;
  /** Runs a command of main to its end. */
  run(...args: readonly string[]): Promise<Ended>;
  /** What its store has, the oldest first. */
  records(): Promise<readonly (RecordEntry & { kind: 'record' })[]>;
}

/** A process of Automatisch. */
export interface Service {
  readonly log: string;
  /** The id that it names at its start. */
  readonly organisation: string;
  /** Asks its API, and gives the id of what it answers with. */
  ask(asked: string, given?: object): Promise<string>;
  /** Ends it, if it has not ended. */
  end(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

/** Sets up a host that sends to a PostHog. What is still running is stopped with it. */
export async function hostFor(posthogUrl: string): Promise<Host> {
  const folder = await mkdtempDisposable(join(tmpdir(), 'automatisch-'));
  const env = { AUTOMATISCH_DATA: folder.path, AUTOMATISCH_POSTHOG_HOST: posthogUrl, PORT: '0' };
  const services: Service[] = [];
  return {
    data: folder.path,
    begin: async (serviceType, more = {}, node = []) => {
      const service = await begin(serviceType, { ...shared, ...env, ...more }, node);
      services.push(service);
      return service;
    },
    run: (...args) => runMain({}, args, env),
    records: async () => {
      const store = sqliteStore({ path: join(folder.path, 'telemetry.db') });
      const { entries } = await createTelemetry(plan, { env: {} }).records({ order: 'oldest', limit: 500 }, { store });
      return entries.filter((entry) => entry.kind === 'record');
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all(services.map((service) => service.end()));
      await folder.remove();
    },
  };
}

async function begin(serviceType: ServiceType, env: NodeJS.ProcessEnv, node: readonly string[]): Promise<Service> {
  const args = [...node, fileURLToPath(programOf(serviceType))];
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'inherit', 'pipe'] });
  const ended = once(child, 'close');
  let log = '';
  const runs = new Promise<void>((resolve) => {
    child.stderr.on('data', (part) => {
      log += String(part);
      if (log.includes('Organisation: ')) resolve();
    });
  });
  await Promise.race([runs, ended]);
  if (child.exitCode !== null) throw new Error(`${serviceType} did not start:\n${log}`);
  const url = /serves (\S+)\./.exec(log)?.[1] ?? '';
  return {
    get log() {
      return log;
    },
    organisation: /Organisation: (.+)/.exec(log)?.[1] ?? '',
    ask: async (asked, given = {}) => {
      const [method = '', path = ''] = asked.split(' ');
      const response = await fetch(`${url}${path}`, { method, body: JSON.stringify(given) });
      const answer: unknown = await response.json();
      if (!response.ok) throw new Error(`${asked}: ${JSON.stringify(answer)}`);
      return (answer as { readonly id: string }).id;
    },
    end: async (signal = 'SIGTERM') => {
      child.kill(signal);
      await ended;
    },
  };
}
