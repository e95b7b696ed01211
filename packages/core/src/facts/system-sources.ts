import type { SystemField } from '../plan/plan.ts';

/** The functions of systeminformation that are called. Each runs commands, listed in `system-commands.ts`. */
export const systemCalls = ['osInfo', 'system', 'networkInterfaceDefault'] as const;

/** One of {@link systemCalls}. */
export type SystemCall = (typeof systemCalls)[number];

/** Where a system field is read from. `process`, `node:os` and `is-docker` run no command. */
export type SystemSource = 'process' | 'node:os' | 'is-docker' | Exclude<SystemCall, 'networkInterfaceDefault'>;

/** The one source of each field. */
export const systemSources: Readonly<Record<SystemField, SystemSource>> = {
  arch: 'node:os',
  platform: 'node:os',
  release: 'osInfo',
  distro: 'osInfo',
  codename: 'osInfo',
  virtual: 'system',
  isRunningInDocker: 'is-docker',
  nodeVersion: 'process',
  cpuModel: 'node:os',
  cpuCount: 'node:os',
  memoryBytes: 'node:os',
};
