import { readFile } from 'node:fs/promises';
import { homedir, hostname, networkInterfaces, userInfo } from 'node:os';
import type { Environment } from '../surroundings/environment.ts';
import type { Interfaces } from './default-address.ts';
import type { Identifier, IdentifierKind } from './identifiers.ts';

/** Reads what tells this machine, and the person who runs it, from others. What cannot be read is left out. Never rejects. */
export async function ownIdentifiers(
  env: Environment,
  interfaces: () => Interfaces = networkInterfaces,
): Promise<readonly Identifier[]> {
  const host = read(hostname);
  const user = read(() => userInfo());
  const { USER, LOGNAME, USERNAME, SUDO_USER, HOME, USERPROFILE } = env;
  const { macs, addresses } = addressesIn(read(interfaces) ?? {});
  const container = await containerId();
  const all: readonly (readonly [IdentifierKind, string | null | undefined])[] = [
    ['host name', host],
    ['host name', host?.split('.')[0]],
    ...[user?.username, USER, LOGNAME, USERNAME, SUDO_USER].map((name) => ['user name', name] as const),
    ...[read(homedir), user?.homedir, HOME, USERPROFILE].map((home) => ['home directory', home] as const),
    ['working directory', read(() => process.cwd())],
    ...macs.map((mac) => ['MAC address', mac] as const),
    ...addresses.map((address) => ['IP address', address] as const),
    ['container id', container],
    // As it is shown to people.
    ['container id', container?.slice(0, 12)],
  ];
  const found = all.flatMap(([what, value]) =>
    value === null || value === undefined || value === '' ? [] : [{ what, value }],
  );
  return found.filter(({ value }, index) => found.findIndex((one) => one.value === value) === index);
}

function read<T>(call: () => T): T | null {
  try {
    return call();
  } catch {
    return null;
  }
}

/** Of the interfaces that lead out of the machine. */
function addressesIn(interfaces: Interfaces): {
  readonly macs: readonly string[];
  readonly addresses: readonly string[];
} {
  const infos = Object.values(interfaces).flatMap((all = []) => all.filter(({ internal }) => !internal));
  return {
    macs: infos.map(({ mac }) => mac).filter((mac) => !/^[0:]*$/.test(mac)),
    addresses: infos.map(({ address }) => address).filter((address) => !/^[0.:]*$/.test(address)),
  };
}

/** As the kernel names it to what runs in it; `null` outside of one, and where it does not. */
async function containerId(): Promise<string | null> {
  if (process.platform !== 'linux') return null;
  for (const file of ['/proc/self/cgroup', '/proc/self/mountinfo']) {
    const text = await readFile(file, 'utf8').catch(() => '');
    const id = /(?:docker|containers|libpod|crio|cri-containerd)[-/](?:[^\s]*[-/])?([\da-f]{64})/.exec(text)?.[1];
    if (id !== undefined) return id;
  }
  return null;
}
