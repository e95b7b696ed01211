import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { textOfFile } from './linux-file.ts';
import { readKernelLog } from './linux-kernel-log.ts';

/** What is looked at to see whether a machine is virtual. */
export interface VirtualSigns {
  /** Where the file system begins. */
  readonly root: string;
  /** The kernel's release, as `os.release()` gives it. */
  readonly kernel: string;
  /** What `dmesg` prints: asked where the kernel's log is not there as a file. `null` where that is not known. */
  readonly dmesg: () => Promise<string | null>;
}

/**
 * Whether the machine is virtual, by the signs that `system()` of systeminformation 5.33.23 goes by (`lib/system.js`):
 * model and maker that the firmware names, disks, the kernel's release, the kernel's log. `null` where that is not known.
 */
export async function isVirtual({ root, kernel, dmesg }: VirtualSigns): Promise<boolean | null> {
  const [model, maker] = await Promise.all([firmware(root, 'product_name'), firmware(root, 'sys_vendor')]);
  if (/^(?:virtualbox$|kvm$|virtual machine$|bochs$|vmware|droplet)/.test(model)) return true;
  if (/^(?:vmware|xen$)/.test(maker)) return true;
  const disks = await readdir(join(root, 'dev/disk/by-id')).catch(() => []);
  if (disks.some((name) => !name.startsWith('.') && /_QEMU_|QEMU |_VBOX_/.test(name))) return true;
  if (/microsoft|wsl2$/.test(kernel.toLowerCase())) return true;
  const log = (await readKernelLog(join(root, 'dev/kmsg'))) ?? (await dmesg());
  return log === null ? null : log.split('\n').some(namesHypervisor);
}

const namesHypervisor = (line: string): boolean =>
  /virtual|hypervisor/i.test(line) &&
  /vmware|qemu|kvm|xen/i.test(line) &&
  !/nested virtualization|\/virtual\//i.test(line);

/** The UUID that the firmware gives the machine, in lower case; empty where it has none or this user may not read it. */
export const systemUuid = (root: string): Promise<string> => firmware(root, 'product_uuid');

/** In lower case. What a maker left as it came is none. */
async function firmware(root: string, name: string): Promise<string> {
  const [line = ''] = (await textOfFile(join(root, 'sys/devices/virtual/dmi/id', name))).split('\n');
  const value = line.trim().toLowerCase();
  return value === 'default' || /o\.e\.m\.|default string/.test(value) ? '' : value;
}
