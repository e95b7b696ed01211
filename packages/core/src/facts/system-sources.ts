import type { SystemField } from '../plan/plan.ts';

/**
 * What is read of the system beside what Node itself gives: its distribution, whether it is virtual, its UUID, and the name
 * of its default interface. Lock files name some of them. The commands of each are listed in `system-commands.ts`.
 */
export const systemReads = ['osInfo', 'system', 'uuid', 'networkInterfaceDefault'] as const;

/** One of {@link systemReads}. */
export type SystemRead = (typeof systemReads)[number];

/** The functions of systeminformation that are called where the system is another than Linux. Each runs commands. */
export const systemCalls = ['osInfo', 'system', 'networkInterfaceDefault'] as const;

/** One of {@link systemCalls}. */
export type SystemCall = (typeof systemCalls)[number];

/** The function of systeminformation that a part of the system is read with. */
export const callOf: Readonly<Record<SystemRead, SystemCall>> = {
  osInfo: 'osInfo',
  system: 'system',
  uuid: 'system',
  networkInterfaceDefault: 'networkInterfaceDefault',
};

/** Where a system field is read from. `process`, `node:os` and `is-docker` run no command. */
export type SystemSource =
  | 'process'
  | 'node:os'
  | 'is-docker'
  | Exclude<SystemRead, 'uuid' | 'networkInterfaceDefault'>;

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
