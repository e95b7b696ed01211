import { join } from 'node:path';
import type { Interfaces } from './default-address.ts';
import { textOfFile } from './linux-file.ts';

/**
 * The name of the interface that the default route of IPv4 leads through, the preferred where there are several; without
 * one, that of the first interface that leads out of the machine, as `networkInterfaceDefault()` of systeminformation has it, but
 * for those that programs make for containers and virtual machines. Empty where there is none. Rejects where the interfaces cannot
 * be read.
 */
export async function defaultInterface(root: string, interfaces: () => Interfaces): Promise<string> {
  const routes = await textOfFile(join(root, 'proc/net/route'));
  return defaultRoute(routes) ?? firstExternal(interfaces());
}

/** Of a table as the kernel writes it (`net/ipv4/fib_trie.c`): numbers in hexadecimal, preferred routes first. */
function defaultRoute(table: string): string | undefined {
  return table
    .split('\n')
    .map((line) => line.split(/\s+/))
    .find(
      ([, destination, , flags = '', , , , mask]) =>
        destination === anywhere && mask === anywhere && (Number.parseInt(flags, 16) & (up | reject)) === up,
    )?.[0];
}

const anywhere = '00000000';
const [up, reject] = [0x1, 0x200];

/** Docker, Podman, libvirt, LXC and CNI give these names, and most of them a new random MAC whenever they start. */
const isMadeForOthers = (name: string): boolean =>
  /^(?:docker\d|docker_gwbridge|br-[\da-f]{12}$|veth|podman\d|virbr\d|vnet\d|lxcbr|lxdbr|incusbr|cni|cali|flannel|cilium|tunl\d)/.test(
    name,
  );

/** By the lowest scope of IPv6, else as they come. systeminformation counts no scope from 9999 on. */
function firstExternal(interfaces: Interfaces): string {
  const infos = Object.entries(interfaces).flatMap(([name, all = []]) =>
    all
      .filter(({ internal }) => !internal && !isMadeForOthers(name))
      .map((info) => ({ name, scope: 'scopeid' in info ? (info.scopeid ?? 0) : 0 })),
  );
  const scoped = infos
    .filter(({ scope }) => scope > 0 && scope < 9999)
    .toSorted((one, other) => one.scope - other.scope);
  return (scoped[0] ?? infos[0])?.name ?? '';
}
