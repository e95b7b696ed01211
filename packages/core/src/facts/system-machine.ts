import type { SystemField } from '../plan/plan.ts';
import { systemClock, type Clock } from '../surroundings/clock.ts';
import type { Environment } from '../surroundings/environment.ts';
import type { Json } from '../surroundings/json.ts';
import { loadPackage } from '../surroundings/load-package.ts';
import type { Address, Interfaces } from './default-address.ts';
import type { Identifier } from './identifiers.ts';
import type { MachineParts, MachineReader } from './machine.ts';
import type { SystemCall, SystemRead } from './system-sources.ts';

/** What the machine is read through; tests give their own. */
export interface SystemMachineOptions {
  readonly clock?: Clock;
  /** Names whoever runs this, beside `node:os`. @default nothing */
  readonly env?: Environment;
  /** Makes one call of systeminformation, where this is not Linux: may reject, may never resolve. @default in a worker thread */
  readonly call?: (call: SystemCall) => Promise<unknown>;
  /** Where the files of Linux begin. @default '/' */
  readonly root?: string;
  /** @default os.networkInterfaces */
  readonly interfaces?: () => Interfaces;
  /** @default process.platform */
  readonly platform?: NodeJS.Platform;
}

/** A read that hangs is given up after so long. On Windows one call starts up to four PowerShells, three of them in turn. */
const limitOf = (platform: NodeJS.Platform): number => (platform === 'win32' ? 15_000 : 5000);

/**
 * Reads this machine: on Linux from files, elsewhere through systeminformation, and through is-docker and `node:os`. Nothing
 * is loaded before the first read, each read is made once, and only where a field that is asked for needs it. What
 * cannot be read, or is empty, is `null`; what systeminformation does is done beside the host's loop, where a worker
 * thread can be loaded.
 */
export function systemMachine(options: SystemMachineOptions = {}): MachineReader {
  const { clock = systemClock, env = {}, platform = process.platform, root = '/' } = options;
  const limitMillis = limitOf(platform);
  const answers = new Map<SystemRead | SystemCall, Promise<unknown>>();

  async function read(what: SystemRead): Promise<unknown> {
    if (platform === 'linux' || platform === 'android') {
      const { readLinux } = await import('./linux-system.ts');
      return once(what, () => readLinux(what, { root, interfaces: options.interfaces }));
    }
    const { callOf } = await import('./system-sources.ts');
    const { callInWorker } = await import('./call-in-worker.ts');
    const call = callOf[what];
    return once(call, () => options.call?.(call) ?? callInWorker(call, clock, limitMillis));
  }

  function once(what: SystemRead | SystemCall, make: () => Promise<unknown>): Promise<unknown> {
    const answer = answers.get(what) ?? answerOf(make);
    answers.set(what, answer);
    return answer;
  }

  async function answerOf(make: () => Promise<unknown>): Promise<unknown> {
    const { ask } = await import('./ask.ts');
    const asked = await ask(make, clock, limitMillis);
    return asked.answered ? asked.value : null;
  }

  async function readField(field: SystemField): Promise<Json> {
    try {
      const { systemSources } = await import('./system-sources.ts');
      const source = systemSources[field];
      if (source === 'process') return process.version;
      if (source === 'node:os') return known((await import('./os-fields.ts')).osField(field, platform));
      if (source === 'is-docker')
        return known((await loadPackage('is-docker', import('is-docker'), ['default'])).default());
      return known(member(await read(source), field));
    } catch {
      return null;
    }
  }

  async function parts(): Promise<MachineParts> {
    const [byDefault, system] = await Promise.all([read('networkInterfaceDefault'), read('uuid')]);
    const { addressOf } = await import('./default-address.ts');
    const interfaces = options.interfaces ?? (await import('node:os')).networkInterfaces;
    const address = addressOf(textOf(member(byDefault, 'name')), interfaces(), platform);
    return { ...address, systemUuid: textOf(member(system, 'uuid')) };
  }

  async function allInterfaces(): Promise<readonly Address[]> {
    const { addressesOf } = await import('./default-address.ts');
    const interfaces = options.interfaces ?? (await import('node:os')).networkInterfaces;
    return addressesOf(interfaces(), platform);
  }

  let identifiers: Promise<readonly Identifier[]> | null = null;
  async function readIdentifiers(): Promise<readonly Identifier[]> {
    const { ownIdentifiers } = await import('./own-identifiers.ts');
    return ownIdentifiers(env, options.interfaces);
  }

  return {
    system: async (fields) =>
      Object.fromEntries(await Promise.all(fields.map(async (field) => [field, await readField(field)] as const))),
    parts: () => parts().catch(() => ({ mac: null, ip4: '', systemUuid: '' })),
    interfaces: () => allInterfaces().catch(() => []),
    identifiers: () => (identifiers ??= readIdentifiers().catch(() => [])),
  };
}

const member = (of: unknown, name: string): unknown =>
  typeof of === 'object' && of !== null && Object.hasOwn(of, name) ? Reflect.get(of, name) : undefined;

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The value, where it says something: systeminformation and `node:os` write `unknown` for what they cannot read. */
function known(value: unknown): Json {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) && value > 0 ? value : null;
  const text = textOf(value).trim();
  return text === '' || text.toLowerCase() === 'unknown' ? null : text;
}
