import { networkInterfaces, release } from 'node:os';
import type { Interfaces } from './default-address.ts';
import { defaultInterface } from './linux-default-interface.ts';
import { readDistribution } from './linux-distribution.ts';
import { isVirtual, systemUuid } from './linux-hardware.ts';
import type { SystemRead } from './system-sources.ts';

/** What Linux is read through. */
export interface LinuxOptions {
  readonly root: string;
  /** @default os.networkInterfaces */
  readonly interfaces?: (() => Interfaces) | undefined;
}

/**
 * Reads a part of the system from files, as systeminformation answers it. Runs one command at most: `dmesg`, where the
 * kernel's log is no file, as in a container.
 */
export async function readLinux(read: SystemRead, { root, interfaces }: LinuxOptions): Promise<unknown> {
  if (read === 'osInfo') return readDistribution(root);
  if (read === 'system') return { virtual: await isVirtual({ root, kernel: release(), dmesg }) };
  if (read === 'uuid') return { uuid: await systemUuid(root) };
  return { name: await defaultInterface(root, interfaces ?? networkInterfaces) };
}

const dmesg = async (): Promise<string | null> => (await import('./linux-dmesg.ts')).runDmesg();
