/**
 * The calls of systeminformation that are made, each with what is used of its answer. They start child processes, some
 * of them synchronously, which is why they are made in a worker thread.
 */
export const systemCalls = {
  /** Distribution, release and codename; empty or `unknown` where there is none. */
  osInfo: async () => {
    const { osInfo } = await load();
    const { distro, release, codename } = await osInfo();
    return { distro, release, codename };
  },
  /** Whether the machine is virtual, and the UUID that its firmware gives it. */
  system: async () => {
    const { system } = await load();
    const { virtual, uuid } = await system();
    return { virtual, uuid };
  },
  /** Name of the default network interface. */
  defaultInterface: async () => {
    const { networkInterfaceDefault } = await load();
    return { name: await networkInterfaceDefault() };
  },
} as const;

/** Name of a call. */
export type SystemCall = keyof typeof systemCalls;

const load = async () => (await import('systeminformation')).default;
