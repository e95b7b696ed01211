import type { NetworkInterfaceInfo } from 'node:os';

/** Network interfaces by name, as `os.networkInterfaces()` gives them. */
export type Interfaces = NodeJS.Dict<NetworkInterfaceInfo[]>;

/** The addresses of one interface. */
export interface Address {
  /** `null` when there is none, or only zeros. */
  readonly mac: string | null;
  /** Empty when there is none. */
  readonly ip4: string;
}

/**
 * The addresses of an interface, as the `networkInterfaces()` of systeminformation 5 takes them from `node:os`. Of
 * several IPv4 the first counts, on Windows the last; of several MACs the last. On Linux an alias (`eth0:1`) has the
 * name of its interface, and the first of the two that has a MAC counts.
 */
export function addressOf(name: string, interfaces: Interfaces, platform: NodeJS.Platform): Address {
  const named = Object.entries(interfaces).filter(
    ([key]) => (platform === 'linux' ? key.split(':')[0]?.trim() : key) === name,
  );
  for (const [, infos = []] of named) {
    const mac = infos.at(-1)?.mac ?? '';
    const ip4s = infos.filter(isIp4).map(({ address }) => address);
    if (mac !== '' && mac !== noMac) return { mac, ip4: ip4s.at(platform === 'win32' ? -1 : 0) ?? '' };
  }
  return { mac: null, ip4: '' };
}

/** Of each interface that leads out of the machine and has a MAC. */
export const addressesOf = (interfaces: Interfaces, platform: NodeJS.Platform): readonly Address[] =>
  Object.entries(interfaces)
    .filter(([, infos = []]) => infos.some(({ internal }) => !internal))
    .map(([name]) => addressOf(name, interfaces, platform))
    .filter(({ mac }) => mac !== null);

const noMac = '00:00:00:00:00:00';

const isIp4 = ({ family }: NetworkInterfaceInfo): boolean => family === 'IPv4';
